import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batches, type BatchOptions } from '../../src/plan/batches.ts';
import type { Batch } from '../../src/plan/batch.ts';
import { blockCount, blockTrials } from '../../src/plan/blocks.ts';
import { cells, pointCount } from '../../src/plan/cells.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { randomPlan } from './random-plan.ts';
import { effort } from '../fixtures/effort.ts';

const target = fc.oneof(fc.constantFrom(0, 1, Infinity), fc.double({ min: 1e4, max: 1e12, noNaN: true }));

/** Everything of a block that decides its numbers, and its place. */
function blocksOf(all: readonly Batch[]): readonly object[] {
  return all.flatMap(({ runs, integrands }) =>
    runs.flatMap(({ cell, slot, guidePoint, m, trials, first, count }) =>
      Array.from({ length: count }, (_, i) => {
        const block = first + i;
        return { cell, ...integrands[slot]!, ...guidePoint, m, block, trials: blockTrials(trials, m, block) };
      }),
    ),
  );
}

/** The same from the plan alone. */
function plannedBlocks(plan: Plan, needed: BatchOptions['needsBlock'] = () => true): readonly object[] {
  return [...cells(plan)].flatMap(
    ({ index, integrand, name, class: kind, knows, formula, parameters, dimension, mu, sigma, m }) =>
      Array.from({ length: blockCount(plan.trials, m) }, (_, block) => {
        return {
          cell: index,
          index: integrand,
          name,
          class: kind,
          knows,
          formula,
          parameters,
          dimension,
          known: {},
          guided: null,
          mu,
          sigma,
          m,
          block,
          trials: blockTrials(plan.trials, m, block),
        };
      }).filter(({ block }) => needed(index, block)),
  );
}

describe('the batches of a plan', () => {
  it('hold its blocks, each once and in plan order, whatever the target', () => {
    fc.assert(
      fc.property(randomPlan, target, (plan, targetNanoseconds) => {
        const all = [...batches(plan, { targetNanoseconds })];
        expect(blocksOf(all)).toEqual(plannedBlocks(plan));
        expect(all.map((batch) => batch.index)).toEqual(all.map((_, i) => i));
        expect(all.every((batch) => batch.seed === plan.seed)).toBe(true);
      }),
      { numRuns: effort(15, 50) },
    );
  });

  it('hold its points, each once, in plan order, and no later than the first block of their first cell', () => {
    fc.assert(
      fc.property(randomPlan, target, (plan, targetNanoseconds) => {
        const all = [...batches(plan, { targetNanoseconds })];
        const points = all.flatMap((batch) => batch.points.map((task) => ({ ...task, batch })));
        expect(points.map(({ point }) => point)).toEqual(
          Array.from({ length: pointCount(plan) }, (_, i) => i),
        );
        const firstRuns = new Map<number, Batch>();
        for (const batch of all) {
          for (const { cell } of batch.runs) if (!firstRuns.has(cell)) firstRuns.set(cell, batch);
        }
        const planned = [...cells(plan)];
        for (const { point, slot, guidePoint, batch } of points) {
          const cell = planned[point * plan.m.length]!;
          expect({ ...batch.integrands[slot], ...guidePoint }).toEqual({
            known: {},
            guided: null,
            index: cell.integrand,
            name: cell.name,
            class: cell.class,
            knows: cell.knows,
            formula: cell.formula,
            parameters: cell.parameters,
            dimension: cell.dimension,
            mu: cell.mu,
            sigma: cell.sigma,
          });
          expect(firstRuns.get(cell.index)!.index).toBeGreaterThanOrEqual(batch.index);
        }
      }),
      { numRuns: effort(15, 50) },
    );
  });

  it('are no larger than they must be: none holds more than it needs, and a piece that is enough is alone', () => {
    fc.assert(
      fc.property(randomPlan, target, (plan, targetNanoseconds) => {
        const all = [...batches(plan, { targetNanoseconds })];
        const smallest = [...batches(plan, { targetNanoseconds: 0 })].map((batch) => batch.nanoseconds);
        let next = 0;
        for (const [i, { nanoseconds, points, runs, integrands }] of all.entries()) {
          const pieces = points.length + runs.reduce((sum, { count }) => sum + count, 0);
          const costs = smallest.slice(next, next + pieces);
          next += pieces;
          const sum = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0);
          expect(sum(costs)).toBe(nanoseconds);
          if (pieces > 1) expect(sum(costs.slice(0, -1))).toBeLessThan(targetNanoseconds);
          if (pieces > 1) expect(Math.max(...costs)).toBeLessThan(targetNanoseconds);
          if (i < all.length - 1 && nanoseconds < targetNanoseconds)
            expect(smallest[next]).toBeGreaterThanOrEqual(targetNanoseconds);
          const used = new Set([...points, ...runs].map(({ slot }) => slot));
          expect([...used].sort((a, b) => a - b)).toEqual(integrands.map((_, slot) => slot));
        }
        expect(next).toBe(smallest.length);
        // What reaches the target exactly is enough.
        const [first] = batches(plan, { targetNanoseconds: smallest[0]! });
        expect(first!.nanoseconds).toBe(smallest[0]);
      }),
      { numRuns: effort(15, 50) },
    );
  });

  it('hold only what is needed: shards share out the work without gap or overlap', () => {
    fc.assert(
      fc.property(randomPlan, target, fc.integer({ min: 1, max: 4 }), (plan, targetNanoseconds, shards) => {
        const parts = Array.from({ length: shards }, (_, shard) => {
          const mine = (cell: number, block = 0): boolean => (cell * 7 + block) % shards === shard;
          const options = { targetNanoseconds, needsBlock: mine, needsPoint: mine };
          const all = [...batches(plan, options)];
          expect(blocksOf(all)).toEqual(plannedBlocks(plan, mine));
          expect(all.every(({ points, runs }) => points.length + runs.length > 0)).toBe(true);
          return all;
        });
        expect(parts.flatMap(blocksOf)).toHaveLength(plannedBlocks(plan).length);
        const points = parts.flatMap((all) => all.flatMap((batch) => batch.points.map(({ point }) => point)));
        expect(points.sort((a, b) => a - b)).toEqual(Array.from({ length: pointCount(plan) }, (_, i) => i));
      }),
      { numRuns: effort(15, 50) },
    );
  });

  it('can be sent to a worker', () => {
    fc.assert(
      fc.property(randomPlan, (plan) => {
        for (const batch of batches(plan)) expect(structuredClone(batch)).toEqual(batch);
      }),
      { numRuns: 20 },
    );
  });

  it('of one huge cell come one by one', () => {
    const plan: Plan = {
      version: 1,
      scheme: 'gradvar-2',
      name: 'huge',
      seed: '',
      integrands: [{ name: 'square', formula: 'z^2', class: 'polynomial', parameters: {} }],
      mu: [0],
      sigma: [1],
      m: [1_000_000],
      trials: 1_000_000_000,
      components: ['mu'],
      estimators: ['score', 'pathwise'],
    };
    const [first, ...others] = [...take(batches(plan), 4)];
    expect([first!.points.length, first!.runs.length]).toEqual([1, 0]);
    expect(others.flatMap(({ runs }) => runs.map((run) => run.first + run.count))).toEqual([1, 2, 3]);
  });
});

function* take<T>(all: Iterable<T>, count: number): Generator<T> {
  let left = count;
  for (const one of all) {
    if (left === 0) return;
    left -= 1;
    yield one;
  }
}
