import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pieces, type Piece } from '../../src/grid/pieces.ts';
import { integrandWork } from '../../src/grid/cost.ts';
import { dimensionsOf } from '../../src/grid/plan.ts';
import { estimatePlan, pointNanoseconds } from '../../src/grid/estimate.ts';
import { piecesOfShard, shardDealer } from '../../src/grid/shard.ts';
import { smallPlan } from '../fixtures/small-plan.ts';
import { randomPlan } from './random-plan.ts';

const everything = { needsBlock: () => true, needsPoint: () => true };
const nameOf = (piece: Piece) =>
  piece.kind === 'point' ? `point ${piece.point}` : `block ${piece.cell} ${piece.block}`;
const counts = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(64, 5000));

describe('the shards of a plan', () => {
  it('hold each of its pieces once, in plan order', () => {
    fc.assert(
      fc.property(randomPlan, fc.integer({ min: 1, max: 12 }), (plan, count) => {
        const owners = new Map<string, number>();
        for (let index = 1; index <= count; index += 1) {
          const names = [...piecesOfShard(plan, { index, count }, everything)].map(nameOf);
          for (const name of names) {
            expect(owners.has(name)).toBe(false);
            owners.set(name, index);
          }
          expect(names).toEqual([...pieces(plan)].map(nameOf).filter((name) => owners.get(name) === index));
        }
        expect(owners.size).toBe([...pieces(plan)].length);
      }),
      { numRuns: 40 },
    );
  });

  it('give each piece a shard from 1 to n, and none more work than the mean, the largest piece and a stretch', () => {
    fc.assert(
      fc.property(randomPlan, counts, (plan, count) => {
        const dealer = shardDealer(plan, count);
        const loads = new Array<number>(count).fill(0);
        let largest = 0;
        let total = 0;
        for (const piece of pieces(plan)) {
          const owner = dealer(piece);
          expect(Number.isInteger(owner) && owner >= 1 && owner <= count).toBe(true);
          loads[owner - 1]! += piece.nanoseconds;
          largest = Math.max(largest, piece.nanoseconds);
          total += piece.nanoseconds;
        }
        const stretch = estimatePlan(plan).nanoseconds / (64 * count);
        const most = loads.reduce((a, b) => Math.max(a, b));
        expect(most).toBeLessThanOrEqual((total / count + largest + stretch) * (1 + 1e-9));
      }),
      { numRuns: 60 },
    );
  });

  it('take only what is wanted, and what others have done changes nothing about who does what', () => {
    const plan = smallPlan();
    const wanted = { needsBlock: (cell: number) => cell % 2 === 0, needsPoint: () => false };
    for (const index of [1, 2, 3]) {
      const all = [...piecesOfShard(plan, { index, count: 3 }, everything)];
      const some = [...piecesOfShard(plan, { index, count: 3 }, wanted)].map(nameOf);
      const expected = all.filter((piece) => piece.kind === 'block' && piece.cell % 2 === 0).map(nameOf);
      expect(some).toEqual(expected);
    }
  });

  it('of a plan with a precision have whole points, whatever of their blocks is asked for', () => {
    fc.assert(
      fc.property(randomPlan, counts, fc.nat(40), (plan, count, blocks) => {
        const precise = { ...plan, precision: { ratio: 0.1 } };
        const [all, some] = [shardDealer(precise, count), shardDealer(precise, count)];
        const owners = new Map<number, number>();
        const loads = new Array<number>(count).fill(0);
        for (const piece of pieces(precise)) {
          const owner = all(piece);
          loads[owner - 1]! += piece.nanoseconds;
          if (piece.kind === 'point') owners.set(piece.point, owner);
          else expect(owner).toBe(owners.get(Math.floor(piece.cell / plan.m.length)));
        }
        for (const piece of pieces(precise, () => blocks)) {
          const owner = some(piece);
          if (piece.kind === 'point') expect(owner).toBe(owners.get(piece.point));
        }
        const total = loads.reduce((a, b) => a + b);
        const points = plan.integrands.flatMap((integrand) =>
          dimensionsOf(plan).map((dimension) =>
            pointNanoseconds(plan, integrandWork(integrand, dimension, 0)),
          ),
        );
        const stretch = estimatePlan(plan).nanoseconds / (64 * count);
        const most = total / count + Math.max(...points) + stretch;
        expect(Math.max(...loads)).toBeLessThanOrEqual(most * (1 + 1e-9));
      }),
      { numRuns: 60 },
    );
  });

  it('may be as many as the command line allows', () => {
    const count = 100_000;
    const last = [...piecesOfShard(smallPlan(), { index: count, count }, everything)];
    expect(last).toEqual([]);
    expect([...piecesOfShard(smallPlan(), { index: 1, count }, everything)].length).toBeGreaterThan(0);
  });
});
