import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batches } from '../../src/plan/batches.ts';
import { blockTrials } from '../../src/plan/blocks.ts';
import { estimateLeast, estimatePlan } from '../../src/plan/estimate.ts';
import { looks } from '../../src/plan/looks.ts';
import { pieceCost } from '../../src/plan/piece-cost.ts';
import { pieces } from '../../src/plan/pieces.ts';
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

  it('at least is that of the first look of every cell with a precision, else the same', () => {
    fc.assert(
      fc.property(randomPlan, (plan) => {
        expect(estimateLeast(plan)).toEqual(estimatePlan(plan));
        const precise = { ...plan, precision: { ratio: 0.1 } };
        expect(estimatePlan(precise)).toEqual(estimatePlan(plan));
        const found = { blocks: 0, draws: 0, nanoseconds: 0 };
        const costOf = pieceCost(plan);
        for (const piece of pieces(
          precise,
          (cell) => looks(plan.trials, plan.m[cell % plan.m.length]!)[0]!.blocks,
        )) {
          found.nanoseconds += costOf(piece);
          if (piece.kind === 'point') continue;
          found.blocks += 1;
          found.draws +=
            piece.at.integrand.dimension * piece.m * blockTrials(plan.trials, piece.m, piece.block);
        }
        const least = estimateLeast(precise);
        expect(least).toMatchObject({ blocks: found.blocks, draws: found.draws });
        expect(Math.abs(least.nanoseconds / found.nanoseconds - 1)).toBeLessThan(1e-11);
      }),
      { numRuns: 50 },
    );
  });
});
