import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { blockTrials } from '../../src/plan/blocks.ts';
import { hasOneLook, looks } from '../../src/plan/looks.ts';
import { pieces, type Piece } from '../../src/plan/pieces.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { DEALING, piecesOfShard, shardDealer } from '../../src/plan/shard.ts';
import { smallPlan } from '../fixtures/small-plan.ts';
import { randomPlan } from './random-plan.ts';

// All below holds whatever the cost table says, and without it: formulas are compiled by it alone.
vi.mock('../../src/plan/cost.ts', () => ({ integrandWork: refuse, blockNanoseconds: refuse }));
function refuse(): never {
  throw new Error('asked for what a shard must not depend on');
}

const everything = { needsBlock: () => true, needsPoint: () => true };
const nameOf = (piece: Piece) =>
  piece.kind === 'point' ? `point ${piece.point}` : `block ${piece.cell} ${piece.block}`;
const counts = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(64, 5000));

const drawsOf = (plan: Plan, { at, m, block }: Extract<Piece, { kind: 'block' }>) =>
  at.integrand.dimension * m * blockTrials(plan.trials, m, block);

/** What each of so many shards was dealt. */
function loadsOf(count: number) {
  const loads = new Array<number>(count).fill(0);
  let largest = 0;
  let total = 0;
  return {
    add(owner: number, weight: number): void {
      expect(Number.isInteger(owner) && owner >= 1 && owner <= count).toBe(true);
      loads[owner - 1]! += weight;
      largest = Math.max(largest, weight);
      total += weight;
    },
    expectBalance(): void {
      const stretch = Math.ceil(total / (64 * count));
      const most = loads.reduce((a, b) => Math.max(a, b));
      expect(most).toBeLessThanOrEqual(total / count + largest + stretch);
    },
  };
}

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

  it('give each piece a shard from 1 to n, and none more points or draws than the mean, a stretch and the largest piece', () => {
    fc.assert(
      fc.property(randomPlan, counts, (plan, count) => {
        const dealer = shardDealer(plan, count);
        const points = loadsOf(count);
        const draws = loadsOf(count);
        for (const piece of pieces(plan)) {
          if (piece.kind === 'point') points.add(dealer(piece), 1);
          else draws.add(dealer(piece), drawsOf(plan, piece));
        }
        points.expectBalance();
        draws.expectBalance();
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

  it('have whole points where cells have several looks, whatever of their blocks is asked for', () => {
    fc.assert(
      fc.property(randomPlan, counts, fc.nat(40), (plan, count, blocks) => {
        const trials = 1 + looks(1e9, Math.max(...plan.m))[0]!.trials;
        const precise = { ...plan, trials, precision: { ratio: 0.1 } };
        expect(hasOneLook(precise)).toBe(false);
        const [all, some] = [shardDealer(precise, count), shardDealer(precise, count)];
        const owners = new Map<number, number>();
        const coordinates = loadsOf(count);
        for (const piece of pieces(precise)) {
          const owner = all(piece);
          if (piece.kind === 'point') {
            owners.set(piece.point, owner);
            coordinates.add(owner, piece.at.integrand.dimension);
          } else expect(owner).toBe(owners.get(Math.floor(piece.cell / plan.m.length)));
        }
        for (const piece of pieces(precise, () => blocks)) {
          const owner = some(piece);
          if (piece.kind === 'point') expect(owner).toBe(owners.get(piece.point));
        }
        coordinates.expectBalance();
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

  it('do what they always did, or the version of the dealing is raised', () => {
    const ownersOf = (plan: Plan, count: number) => {
      const dealer = shardDealer(plan, count);
      return [...pieces(plan)].map(dealer).join(' ');
    };
    const plan = smallPlan({ mu: [0, 1, 2, 3, 4], m: [1, 10, 1000], trials: 40_000 });
    const owners = [2, 3, 7, 64].flatMap((count) => [
      ownersOf(plan, count),
      ownersOf({ ...plan, precision: { ratio: 0.1 } }, count),
      ownersOf({ ...plan, dimension: [1, 10] }, count),
    ]);
    const digest = createHash('sha256').update(owners.join('\n')).digest('hex').slice(0, 16);
    expect([DEALING, digest]).toEqual([2, '3061448af52f9c54']);
  });
});
