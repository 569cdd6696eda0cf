import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planOf } from '../../src/config/load.ts';
import { estimatePlan } from '../../src/plan/estimate.ts';
import { runTime } from '../../src/plan/run-time.ts';
import { randomPlan } from './random-plan.ts';

it('a run takes at least what its main thread takes, and no longer with more workers', () => {
  fc.assert(
    fc.property(randomPlan, fc.integer({ min: 1, max: 64 }), (plan, workers) => {
      const estimate = estimatePlan(plan);
      const few = runTime(estimate, workers);
      const more = runTime(estimate, workers + 1);
      expect(few.seconds).toBeGreaterThan(few.coordinatorNanoseconds / 1e9);
      expect(few.workerNanoseconds).toBeGreaterThan(estimate.nanoseconds);
      expect(more.seconds).toBeLessThanOrEqual(few.seconds);
      expect(more.coordinatorNanoseconds).toBe(few.coordinatorNanoseconds);
    }),
    { numRuns: 50 },
  );
});

it('a million cells that hardly draw take the time of their rows, which many workers share', () => {
  const of = (sizes: number, workers: number) => {
    const linear = { from: 1, to: sizes, count: sizes };
    const plan = planOf({
      version: 1,
      name: 'many',
      seed: '1',
      integrands: ['square'],
      mu: { linear: { from: 0, to: 1, count: 100 } },
      sigma: { linear: { from: 1, to: 2, count: 10 } },
      m: { linear },
      trials: 2,
    });
    return runTime(estimatePlan(plan), workers).seconds;
  };
  // With two some 100 s were measured. With many the main thread is the limit, which takes some 10 µs a cell.
  expect(of(1000, 2)).toBeGreaterThan(60);
  expect(of(1000, 2)).toBeLessThan(180);
  expect(of(1000, 64)).toBeGreaterThan(8);
  expect(of(1000, 64)).toBeLessThan(30);
  expect(of(1000, 64) / of(100, 64)).toBeGreaterThan(4);
});
