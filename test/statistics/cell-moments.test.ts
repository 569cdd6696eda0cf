import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockCount, blockTrials, trialsPerBlock } from '../../src/grid/blocks.ts';
import { addBlock, cellMoments, MOST_RUNS, startCell } from '../../src/statistics/cell-moments.ts';
import { mergeMoments } from '../../src/statistics/moments.ts';
import { CONTRIBUTIONS, LANES } from '../../workers/kernel/task.ts';
import { blockSums, simulateCell, type NextDraw } from './block-sums.ts';
import { exactMeans, exactSample } from './exact-sums.ts';
import { normals } from './normal-draws.ts';

/** Feeds all four contributions with one list of values. */
function replay(values: readonly number[]): NextDraw {
  let next = 0;
  return (out) => void out.fill(values[next++]!);
}

const normal = normals(11);
const spread = (count: number, mean: number, deviation: number) =>
  Array.from({ length: count }, () => mean + deviation * normal());

/**
 * Bound on the relative error of squares from sums about a shift c: the sums of n positive terms are off by n ulps at
 * most, and what is subtracted makes that (1 + n·(mean − c)²/squares) times as large.
 */
function bound(values: readonly number[], m: number, squares: number, mean: number): number {
  const shift = values[0]!;
  const trials = values.length / m;
  const cancelled = 1 + (trials * (mean - shift) * (mean - shift)) / squares;
  return 2 * values.length * Number.EPSILON * cancelled;
}

test.each([
  { title: 'means of 1e8 with a standard deviation of 1e-3', values: spread(6000, 1e8, 1e-3), digits: 6 },
  { title: 'z^2 + 1e8', values: spread(6000, 2, 1).map((z) => z * z + 1e8), digits: 6 },
  {
    title: 'a derivative 1e8 + 1e-3*sin',
    values: spread(6000, 0, 9).map((z) => 1e8 + 1e-3 * Math.sin(z)),
    digits: 6,
  },
  { title: 'plain normals', values: spread(6000, 0, 1), digits: 9 },
])('nothing cancels: $title', ({ values, digits }) => {
  for (const m of [1, 2, 30]) {
    const { draws, means } = simulateCell(values.length / m, m, replay(values));
    const exactDraws = exactSample(values);
    const exactTrials = exactMeans(values, m);
    for (const [found, exact, size] of [
      [draws, exactDraws, 1],
      [means, exactTrials, m],
    ] as const) {
      const { pooled, reference } = found[1]!;
      const error = Math.abs(pooled.squares / exact.squares - 1);
      expect(error).toBeLessThanOrEqual(bound(values, size, exact.squares, exact.mean));
      expect(error).toBeLessThan(Math.pow(10, -digits));
      expect(Math.abs((reference + pooled.mean) / exact.mean - 1)).toBeLessThan(
        values.length * Number.EPSILON * (1 + 1 / Math.abs(exact.mean)),
      );
    }
  }
});

test('for one draw a trial the trial moments are the draw moments, bit for bit', () => {
  const { draws, means } = simulateCell(5000, 1, replay(spread(5000, 3, 2)));
  expect(means).toEqual(draws);
});

test('groups are lanes of runs of blocks, at most 512, and together they are every trial once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 150 }), fc.constantFrom(1, 5000, 40000), (tens, m) => {
      const trials = m === 1 ? tens * 997 : tens;
      const state = startCell({ blocks: blockCount(trials, m), m });
      for (let block = 0; block < blockCount(trials, m); block += 1) {
        const inBlock = blockTrials(trials, m, block);
        addBlock(
          state,
          blockSums(inBlock, 1, (out) => void out.fill(block)),
          inBlock,
        );
      }
      const { means, draws, ...rest } = cellMoments(state);
      expect(rest).toEqual({ trials, m });
      const sizes = means[0]!.groups.map(({ count }) => count);
      const runs = Math.ceil(blockCount(trials, m) / Math.ceil(blockCount(trials, m) / MOST_RUNS));
      expect(sizes.length).toBeLessThanOrEqual(runs * LANES);
      expect(sizes.length).toBeGreaterThanOrEqual(Math.min(trials, Math.max(1, runs - 1) * LANES));
      // A short run is joined to the one before, and a lane has at most one trial less than another.
      if (runs > 1) expect(Math.min(...sizes) + 1).toBeGreaterThanOrEqual(Math.max(...sizes) / 3);
      expect(runs).toBeLessThanOrEqual(64);
      expect(sizes.every((size) => size > 0)).toBe(true);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(trials);
      expect(draws.every(({ groups }) => groups.every(({ count }, g) => count === sizes[g]! * m))).toBe(true);
    }),
    { numRuns: 15 },
  );
});

test('a group holds the consecutive blocks of its run: here each block has its own number as its value', () => {
  // 130 blocks in runs of 3: blocks 0 to 2, 3 to 5, …, and 126 to 129, because 129 alone would be a short run.
  const trials = 130 * trialsPerBlock(1);
  const state = startCell({ blocks: 130, m: 1 });
  for (let block = 0; block < 130; block += 1) {
    const inBlock = blockTrials(trials, 1, block);
    addBlock(
      state,
      blockSums(inBlock, 1, (out) => void out.fill(block)),
      inBlock,
    );
  }
  const { groups, reference } = cellMoments(state).draws[2]!;
  expect(reference).toBe(0);
  expect(groups.length).toBe(43 * LANES);
  expect(groups.map(({ mean }) => mean)).toEqual(
    Array.from({ length: 43 * LANES }, (_, g) => (g < 42 * LANES ? 3 * Math.floor(g / LANES) + 1 : 127.5)),
  );
});

test('pooled moments are the groups merged in their order, so that the bytes are fixed', () => {
  const { draws } = simulateCell(3000, 1, replay(spread(3000, 1e3, 1)));
  for (let k = 0; k < CONTRIBUTIONS; k += 1) {
    const { groups, pooled } = draws[k]!;
    expect(groups.reduce(mergeMoments)).toEqual(pooled);
  }
});

test('a longer cell of the same run length begins with the groups of the shorter one', () => {
  const values = spread(4096, 0, 1);
  const short = simulateCell(2048, 1, replay(values)).means[0]!;
  const long = simulateCell(4096, 1, replay(values)).means[0]!;
  expect(long.groups.slice(0, short.groups.length)).toEqual(short.groups);
});

test('a draw that is no number makes its contribution non-finite and leaves the others alone', () => {
  const values = spread(500, 0, 1);
  let next = 0;
  const cell = simulateCell(500, 1, (out) => {
    out.fill(values[next]!);
    if (next++ === 77) out[2] = Infinity;
  });
  expect(cell.draws.map(({ pooled }) => Number.isFinite(pooled.squares))).toEqual([true, true, false, true]);
});
