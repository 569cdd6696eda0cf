import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeMoments } from '../../src/statistics/moments.ts';
import {
  addToRun,
  channelsOf,
  emptyRun,
  joinRuns,
  momentsOfLanes,
} from '../../src/statistics/run-moments.ts';
import { LANES, SUMS, type BlockSums } from '../../src/streams/task.ts';
import { exactSample } from './exact-sums.ts';

/** Sums of a block of single draws by the layout of src/streams/task.ts, written out: values by channel, then trial. */
function sumsOf(values: readonly (readonly number[])[]): BlockSums {
  const channels = values.length;
  const sums = new Float64Array(channels + LANES * channels * SUMS);
  for (const [channel, column] of values.entries()) {
    sums[channel] = column[0]!;
    for (const [t, value] of column.entries()) {
      const at = channels + ((t % LANES) * channels + channel) * SUMS;
      const u = value - column[0]!;
      sums[at]! += u;
      sums[at + 1]! += u * u;
      sums[at + 2]! += u * u;
    }
  }
  return sums;
}

/** Multiples of 2^-20, so that sums are exact. */
const value = fc.integer({ min: -1 << 20, max: 1 << 20 }).map((n) => n / (1 << 20));
const blocks = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 40 }))
  .chain(([channels, trials]) =>
    fc.array(
      fc.array(fc.array(value, { minLength: trials, maxLength: trials }), {
        minLength: channels,
        maxLength: channels,
      }),
      { minLength: 1, maxLength: 3 },
    ),
  );

test('any number of channels: each lane has the moments of its trials over all blocks', () => {
  fc.assert(
    fc.property(blocks, (parts) => {
      const channels = parts[0]!.length;
      const reference = parts[0]!.map((column) => column[0]!);
      const run = emptyRun(channels);
      for (const part of parts) {
        const sums = sumsOf(part);
        expect(channelsOf(sums)).toBe(channels);
        addToRun(run, sums, part[0]!.length, 1, reference);
      }
      for (let channel = 0; channel < channels; channel += 1) {
        const found = momentsOfLanes(run, 1, channel, 'draws');
        expect(momentsOfLanes(run, 1, channel, 'trials')).toEqual(found);
        const lanes = Array.from({ length: LANES }, (_, lane) =>
          parts.flatMap((part) => part[channel]!.filter((_, t) => t % LANES === lane)),
        ).filter((lane) => lane.length > 0);
        expect(found.map(({ count }) => count)).toEqual(lanes.map((lane) => lane.length));
        for (const [i, lane] of lanes.entries()) {
          const exact = exactSample(lane);
          expect(Math.abs(reference[channel]! + found[i]!.mean - exact.mean)).toBeLessThan(1e-14);
          expect(Math.abs(found[i]!.squares - exact.squares)).toBeLessThan(1e-12);
        }
      }
    }),
  );
});

test('a joined run has the bits of the merged lanes, the earlier first', () => {
  const column = (from: number, trials: number) =>
    Array.from({ length: trials }, (_, i) => from + Math.sqrt(i));
  const make = (trials: number, from: number) => {
    const run = emptyRun(2);
    addToRun(run, sumsOf([column(from, trials), column(2 * from, trials)]), trials, 1, [0.1, 0.2]);
    return run;
  };
  const [earlier, later] = [make(20, 3), make(5, 7)];
  const joined = joinRuns(earlier, later, 1);
  for (const channel of [0, 1]) {
    const [one, two] = [earlier, later].map((run) => momentsOfLanes(run, 1, channel, 'draws'));
    expect(momentsOfLanes(joined, 1, channel, 'draws')).toEqual(
      one!.map((moments, lane) => (lane < two!.length ? mergeMoments(moments, two![lane]!) : moments)),
    );
  }
});

test('squares from sums are never negative but stay NaN or infinite', () => {
  const squaresOf = (sum: number, squares: number) => {
    const run = emptyRun(1);
    const sums = new Float64Array(1 + LANES * SUMS);
    sums.set([0, sum, squares, squares]);
    addToRun(run, sums, 3, 3, [0]);
    return [run.draws.squares[0], run.estimates.squares[0]];
  };
  // 3 values of 0.1 about 0: Q − S²/n is −1.7e-18 in doubles.
  expect(squaresOf(0.1 + 0.1 + 0.1, 0.1 * 0.1 * 3 * (1 - 1e-15))[0]).toBe(0);
  expect(squaresOf(NaN, 1)).toEqual([NaN, NaN]);
  expect(squaresOf(1, Infinity)).toEqual([Infinity, Infinity]);
});
