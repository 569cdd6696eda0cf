import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockCount, blockTrials, trialsBefore } from '../../src/plan/blocks.ts';
import { addBlock, cellMoments, startCell, type CellMoments } from '../../src/statistics/cell-moments.ts';
import { mergeMoments } from '../../src/statistics/moments.ts';
import { CONTRIBUTIONS, LANES } from '../../src/streams/task.ts';
import { blockSums, simulateCell, type NextDraw } from './block-sums.ts';
import { exactMeans, exactSample } from './exact-sums.ts';
import { normals } from './normal-draws.ts';
import { effort } from '../fixtures/effort.ts';

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

/** A cell in which every draw of a block is the number of the block. */
function numberedCell(trials: number, m: number): CellMoments {
  const state = startCell({ trials, m });
  for (let block = 0; block < blockCount(trials, m); block += 1) {
    const inBlock = blockTrials(trials, m, block);
    addBlock(
      state,
      blockSums(inBlock, 1, (out) => void out.fill(block)),
      inBlock,
    );
  }
  return cellMoments(state);
}

test('groups are lanes of runs of blocks, at most 512 of about one size, and together they are every trial once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 150 }), fc.constantFrom(1, 300, 5000, 40000), (tens, m) => {
      const trials = m <= 300 ? tens * 1997 : tens;
      const { means, draws, ...rest } = numberedCell(trials, m);
      expect(rest).toEqual({ trials, m });
      const sizes = means[0]!.groups.map(({ count }) => count);
      const blocks = blockCount(trials, m);
      expect(sizes.length).toBeLessThanOrEqual(64 * LANES);
      expect(sizes.length).toBeGreaterThanOrEqual(
        Math.min(trials, Math.max(1, Math.min(blocks, 32) - 1) * LANES),
      );
      // A short run is joined to the one before, and a lane has at most one trial less than another.
      if (blocks > 1) expect(Math.min(...sizes) + 1).toBeGreaterThanOrEqual(Math.max(...sizes) / 3);
      expect(sizes.every((size) => size > 0)).toBe(true);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(trials);
      expect(draws.every(({ groups }) => groups.every(({ count }, g) => count === sizes[g]! * m))).toBe(true);
    }),
    { numRuns: effort(10, 40) },
  );
});

test('a group holds the consecutive blocks of its run: here each block has its own number as its value', () => {
  // 130 blocks of 520 trials in runs of 3: blocks 0 to 2, 3 to 5, …, and 126 to 129, as 129 alone would be a short run.
  const { groups, reference } = numberedCell(130 * 520, 1000).draws[2]!;
  expect(reference).toBe(0);
  expect(groups.length).toBe(43 * LANES);
  const meanOf = (run: number) => (run < 42 ? 3 * run + 1 : 127.5);
  expect(groups.map(({ mean }) => mean)).toEqual(
    Array.from({ length: 43 * LANES }, (_, g) => meanOf(Math.floor(g / LANES))),
  );
});

test('where blocks grow the small ones of the beginning make runs as large as the last block', () => {
  // 32 blocks of 1024, 32 of 2048 and 32 of 4096 trials: a run has at least 3584, so 4, 2 or 1 blocks.
  const { groups } = numberedCell(trialsBefore(1, 96), 1).means[0]!;
  expect(groups.every(({ count }) => count === 512)).toBe(true);
  expect(groups.length).toBe((8 + 16 + 32) * LANES);
  expect([0, 8, 24].map((run) => groups[run * LANES]!.mean)).toEqual([1.5, 32.5, 64]);
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
