import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batches } from '../../src/grid/batches.ts';
import { blockTrials } from '../../src/grid/blocks.ts';
import { estimatePlan } from '../../src/grid/estimate.ts';
import { randomPlan } from './random-plan.ts';

describe('the estimate of a plan', () => {
  it('counts what its batches hold', () => {
    fc.assert(
      fc.property(randomPlan, (plan) => {
        const found = { points: 0, blocks: 0, draws: 0, nanoseconds: 0 };
        for (const { points, runs, integrands, nanoseconds } of batches(plan)) {
          found.points += points.length;
          found.nanoseconds += nanoseconds;
          for (const { m, slot, trials, first, count } of runs) {
            const { dimension } = integrands[slot]!;
            found.blocks += count;
            for (let i = 0; i < count; i += 1)
              found.draws += dimension * m * blockTrials(trials, m, first + i);
          }
        }
        const estimate = estimatePlan(plan);
        expect(estimate).toMatchObject({ points: found.points, blocks: found.blocks, draws: found.draws });
        // Sums of a few thousand positive numbers in two orders.
        expect(Math.abs(estimate.nanoseconds / found.nanoseconds - 1)).toBeLessThan(1e-11);
        expect(estimate.cells).toBe(estimate.points * plan.m.length);
        expect(estimate.rows).toBe(estimate.cells * plan.components.length);
      }),
      { numRuns: 50 },
    );
  });
});
