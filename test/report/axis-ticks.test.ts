import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sayNumber } from '../../src/report/data/number-text.ts';
import {
  ACROSS,
  placeOn,
  roomyTicks,
  spacingOf,
  type AxisLine,
} from '../../src/report/page/figures/axis-ticks.ts';

const values = fc.oneof(
  fc.uniqueArray(fc.integer({ min: 1, max: 99_999 }), { minLength: 2, maxLength: 60 }),
  fc
    .tuple(fc.integer({ min: -9, max: 0 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 2, max: 60 }))
    .map(([low, high, count]) =>
      Array.from({ length: count }, (_, i) => Math.pow(10, low + ((high - low) * i) / (count - 1))),
    ),
);

const lineOf = (all: readonly number[], length: number): AxisLine => ({
  spacing: spacingOf(all),
  low: Math.min(...all),
  high: Math.max(...all),
  length,
  inset: 10,
});

test('labels never cover each other, all stand inside the axis, and the first value has one', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 150, max: 1000 }), (all, length) => {
      const line = lineOf(all, length);
      for (const points of [all, []]) {
        const ticks = roomyTicks(line, points, ACROSS);
        if (points.length > 0) expect(ticks).toContain(line.low);
        const places = ticks.map((tick) => ({ at: placeOn(line, tick), half: 3.1 * sayNumber(tick).length }));
        for (const { at } of places) expect(at >= 0 && at <= length).toBe(true);
        places.slice(1).forEach(({ at, half }, i) => {
          expect(at - half).toBeGreaterThan(places[i]!.at + places[i]!.half);
        });
      }
    }),
  );
});

test('labels that have room are all there, and numbers are those that people say', () => {
  const all = [0.1, 0.25, 0.5, 1, 2, 4];
  expect(roomyTicks(lineOf(all, 400), all, ACROSS)).toEqual(all);
  expect([0.25, -4, 1e-8, 250000, 0.914618, 1.5e-8, 0].map((value) => sayNumber(value))).toEqual([
    '0.25',
    '−4',
    '10⁻⁸',
    '2.5·10⁵',
    '0.915',
    '1.5·10⁻⁸',
    '0',
  ]);
  expect([spacingOf([1, 2, 10]), spacingOf([1, 2]), spacingOf([-1, 100])]).toEqual([
    'log',
    'linear',
    'linear',
  ]);
});
