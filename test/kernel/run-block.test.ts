import { describe, expect, test } from 'vitest';
import { cellKey } from '../../src/streams/cell-key.ts';
import { runBlock } from '../../workers/kernel/reference/run-block.ts';
import { DRAW_SQUARES, LANES, TRIAL_SQUARES, laneTrials, sumIndex } from '../../src/streams/task.ts';
import type { BlockTask } from '../../src/streams/task.ts';
import { createWorkspace } from '../../workers/kernel/reference/workspace.ts';
import { constant, cosine, gauss, hyperbolic, identity, logarithm, quad } from './formulas.ts';
import { naiveBlock } from './naive-block.ts';

const formulas = [quad, cosine, gauss, hyperbolic, identity, constant, logarithm];
const key = cellKey('run-block', 'test');

function taskOf(m: number, trials: number, block = 3): BlockTask {
  return { key, block, trials, m, mu: 0.3, sigma: 0.8 };
}

/** Odd numbers of draws and trials, fewer trials than lanes, trials longer than a memory block of 64 rows. */
const sizes: readonly (readonly [number, number])[] = [
  [1, 1],
  [1, 7],
  [1, 8],
  [1, 9],
  [1, 1029],
  [2, 13],
  [3, 17],
  [3, 515],
  [7, 5],
  [7, 203],
  [10, 37],
  [64, 11],
  [64, 24],
  [65, 21],
  [1000, 3],
  [1000, 9],
];

describe('runBlock', () => {
  test.each(formulas)('gives the bits of a naive reimplementation: $name', ({ program, scalar }) => {
    for (const [m, trials] of sizes) {
      const task = taskOf(m, trials, m);
      expect(Array.from(runBlock(program, task)), `m ${m}, trials ${trials}`).toEqual(
        naiveBlock(task, scalar),
      );
    }
  });

  test('gives the same bits for every length of the memory blocks', () => {
    for (const [m, trials] of sizes) {
      const expected = runBlock(cosine.program, taskOf(m, trials));
      for (const pairs of [1, 2, 3, 31, 500, 5000]) {
        const workspace = createWorkspace(cosine.program, Infinity, pairs);
        expect(runBlock(cosine.program, taskOf(m, trials), workspace)).toEqual(expected);
      }
    }
  });

  test('leaves nothing behind in a workspace that it shares with other blocks', () => {
    const workspace = createWorkspace(logarithm.program);
    runBlock(logarithm.program, { ...taskOf(3, 100), mu: -5 }, workspace);
    const shared = runBlock(logarithm.program, { ...taskOf(3, 11), mu: 50 }, workspace);
    expect(shared).toEqual(runBlock(logarithm.program, { ...taskOf(3, 11), mu: 50 }));
    expect(shared.every((sum) => Number.isFinite(sum))).toBe(true);
  });

  test('is the beginning of a block with more trials, lane by lane', () => {
    // Twelve trials are lanes of 2,2,2,2,1,1,1,1 and thirteen 2,2,2,2,2,1,1,1: only lane 4 gains one.
    const fewer = runBlock(gauss.program, taskOf(3, 12));
    const more = runBlock(gauss.program, taskOf(3, 13));
    const changed = Array.from(fewer.keys()).filter((i) => fewer[i] !== more[i]);
    expect(Math.min(...changed)).toBe(sumIndex(4, 0, 0));
    expect(Math.max(...changed)).toBeLessThan(sumIndex(5, 0, 0));
  });

  test('gives other sums for another block and another key', () => {
    const base = Array.from(runBlock(identity.program, taskOf(2, 20, 0)));
    const block = Array.from(runBlock(identity.program, taskOf(2, 20, 1)));
    const other = Array.from(
      runBlock(identity.program, { ...taskOf(2, 20, 0), key: cellKey('run-block', 'other') }),
    );
    const at = sumIndex(0, 0, DRAW_SQUARES);
    expect(new Set([base[at], block[at], other[at]]).size).toBe(3);
  });

  test('has equal squares of draws and trials, bit for bit, when a trial is one draw', () => {
    for (const { program } of [quad, cosine, gauss, hyperbolic]) {
      const sums = runBlock(program, taskOf(1, 1001));
      for (let lane = 0; lane < LANES; lane++) {
        for (let k = 0; k < 4; k++) {
          const squares = sums[sumIndex(lane, k, TRIAL_SQUARES)];
          expect(squares).toBe(sums[sumIndex(lane, k, DRAW_SQUARES)]);
          expect(squares).toBeGreaterThan(0);
        }
      }
    }
  });

  test('sums nothing in a lane without trials', () => {
    const sums = runBlock(quad.program, taskOf(5, 3));
    for (let lane = 0; lane < LANES; lane++) {
      const part = sums.slice(sumIndex(lane, 0, 0), sumIndex(lane + 1, 0, 0));
      expect(part.every((sum) => sum === 0)).toBe(laneTrials(3, lane) === 0);
    }
  });
});
