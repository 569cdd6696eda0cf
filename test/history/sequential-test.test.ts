import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sequentialTest } from '../../src/history/sequential-test.ts';
import { effort } from '../fixtures/effort.ts';
import { normals } from '../statistics/normal-draws.ts';
import { piece } from './lines.ts';

const series = (deviations: readonly number[]) => deviations.map((deviation) => [piece(deviation)]);

describe('a series without a change', () => {
  /** Evidence of six independent pieces a night, standard normal in units of its error. */
  const noise = (seed: number, nights: number) => {
    const normal = normals(seed);
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    return Array.from({ length: nights }, () =>
      names.map((integrand) => piece(0.01 * normal(), { integrand, excess: 0 })),
    );
  };

  test('alarms no more often than stated, however long it is', () => {
    const count = effort(300, 3000);
    const alpha = 0.2;
    const alarmed = Array.from({ length: count }, (_, seed) => sequentialTest(noise(seed, 80), alpha)).filter(
      ({ alarms }) => alarms.length > 0,
    ).length;
    expect(alarmed / count).toBeLessThanOrEqual(alpha + 3 * Math.sqrt((alpha * (1 - alpha)) / count));
    // Bonferroni wastes some of it, not most of it.
    expect(alarmed / count).toBeGreaterThan(alpha / 20);
  });
});

test('what is found is told with the first run that moved, the one that showed it, and its size', () => {
  const nights = [...new Array<number>(39).fill(0), 0.05, 0.05, 0.05, 0.05];
  const { alarms, p } = sequentialTest(series(nights), 0.01);
  expect(alarms).toHaveLength(1);
  const [alarm] = alarms;
  expect(alarm).toMatchObject({ estimator: 'score', since: 39, quantity: 'variance' });
  expect(alarm!.seen - alarm!.since).toBeLessThanOrEqual(3);
  expect(alarm!.deviation).toBeCloseTo(0.05, 10);
  expect(p).toBeLessThanOrEqual(alarm!.p);
});

test('a change too small for a night is seen by many, also one that was there from the first', () => {
  expect(sequentialTest(series(new Array<number>(60).fill(0.012)), 0.01).alarms[0]?.since).toBe(0);
  expect(sequentialTest(series(new Array<number>(3).fill(0.012)), 0.01).alarms).toEqual([]);
});

test('an alarm stays one when more runs follow, and the sign and the size of the pieces mean nothing', () => {
  const nights = fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(nights, fc.integer({ min: -40, max: 40 }), (deviations, exponent) => {
      const whole = sequentialTest(series(deviations), 0.05);
      const begun = sequentialTest(series(deviations.slice(0, -1)), 0.05);
      expect(whole.p).toBeLessThanOrEqual(begun.p);
      for (const alarm of begun.alarms) expect(whole.alarms).toContainEqual(alarm);
      const unit = Math.pow(2, exponent);
      const scaled = deviations.map((d) => [piece(-d * unit, { error: 0.01 * unit })]);
      const other = sequentialTest(scaled, 0.05);
      expect(other.p).toBeCloseTo(whole.p, 6);
      expect(other.alarms.map(({ seen, since }) => [seen, since])).toEqual(
        whole.alarms.map(({ seen, since }) => [seen, since]),
      );
    }),
  );
});

test('more pieces of evidence, and heavier tails, need more to alarm', () => {
  const p = (others: number, excess: number) =>
    sequentialTest(
      [
        [
          piece(0.06, { excess }),
          ...Array.from({ length: others }, (_, i) => piece(0, { integrand: `${i}` })),
        ],
      ],
      0.01,
    ).p;
  expect(p(9, 0.1) / p(0, 0.1)).toBeCloseTo(10, 6);
  expect(p(0, 1)).toBeGreaterThan(2 * p(0, 0.1));
});

test('nothing tested is nothing found', () => {
  expect(sequentialTest([], 0.01)).toEqual({ alarms: [], p: 1 });
});
