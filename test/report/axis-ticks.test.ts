import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandTicks } from '../../src/report/page/figures/axis-ticks.ts';

test('labels of a band never cover each other, and the first value always has one', () => {
  const values = fc.uniqueArray(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(values, fc.integer({ min: 60, max: 900 }), (all, width) => {
      const ticks = bandTicks(all, width, String);
      const centers = ticks.map((value) => ((all.indexOf(value) + 0.5) * width) / all.length);
      expect(ticks[0]).toBe(all[0]);
      // Digits of the page's font take 6.2 px of 10 px text.
      const wide = 6.2 * Math.max(...all.map((value) => String(value).length));
      centers.slice(1).forEach((center, i) => expect(center - centers[i]!).toBeGreaterThan(wide));
    }),
  );
});

test('labels that have room are all there', () => {
  expect(bandTicks([0.1, 1, 4], 150, String)).toEqual([0.1, 1, 4]);
});
