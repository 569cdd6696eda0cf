import { describe, expect, it } from 'vitest';
import type { PairSummary } from '../../src/statistics/summarize-pair.ts';
import { outlook, stopReason, type Goal } from '../../src/statistics/stopping.ts';
import { truth } from './truths.ts';

const goal: Goal = { ratio: 0.1, mostTrials: 4000 };
/** Good enough for the goal: 1.96·0.04 < log 1.1 < 1.96·0.05. */
const good = { logRatioError: 0.04 };
const bad = { logRatioError: 0.05 };

const side = { mean: 0, mcse: 0.1, variance: 1, drawVariance: 1, zeroVariance: false, finite: true };
const zero = { ...side, zeroVariance: true };
const overflowed = { ...side, finite: false };

/** An interval of this relative half width, after so many trials. */
function measured(trials: number, halfWidth: number, changes: Partial<PairSummary> = {}): PairSummary {
  const ratio = 2;
  const [low, high] = [ratio / (1 + halfWidth), ratio * (1 + halfWidth)];
  return {
    trials,
    first: side,
    second: side,
    ratio: { kind: 'interval', ratio, low, high, standardError: 0.04 },
    drawRatio: { kind: 'none', reason: 'no_draw_variance' },
    zScore: 0,
    quality: 'ok',
    estimatedKurtosis: null,
    ...changes,
  };
}

const none = { ratio: { kind: 'none', reason: 'zero_variance' }, quality: 'none' } as const;

describe('the outlook after 2000 trials of at most 4000', () => {
  it.each([
    ['due', truth({ kurtosis: 5 }, { kurtosis: 5 }, good)],
    ['early', truth({ kurtosis: 5 }, { kurtosis: 5.01 }, good)],
    ['early', truth({ kurtosis: 10 }, {}, good)],
    ['heavy_tail', truth({ kurtosis: 10.01 }, {}, good)],
    ['heavy_tail', truth({}, { kurtosis: Infinity }, good)],
    ['early', truth({}, {}, bad)],
    ['due', truth({ kurtosis: null }, { kurtosis: null }, { logRatioError: null })],
    ['no_interval', truth({ variance: 'zero' }, {}, good)],
    ['no_interval', truth({}, { variance: 'infinite', kurtosis: Infinity }, good)],
    ['due', truth({ variance: 'unknown' }, { variance: 'unknown' }, good)],
  ] as const)('is %s', (expected, known) => {
    expect(outlook(known, 2000, goal)).toBe(expected);
  });
});

describe('a row', () => {
  it.each([
    ['ends with a narrow interval', 'ratio', measured(2000, 0.0999), truth({}, {}, good)],
    ['goes on with a wider one', null, measured(2000, 0.1001), truth({}, {}, good)],
    [
      'goes on where its tail is heavy for its trials',
      null,
      measured(2000, 0.05, { quality: 'heavy_tail' }),
      truth(),
    ],
    [
      'goes on where the exact error is larger than the measured one',
      null,
      measured(2000, 0.05),
      truth({}, {}, bad),
    ],
    [
      'ends if four times the estimated kurtosis has enough trials',
      'ratio',
      measured(2000, 0.05, { estimatedKurtosis: 1.25 }),
      truth({ kurtosis: null }, {}, good),
    ],
    [
      'goes on if only the estimated kurtosis itself has',
      null,
      measured(2000, 0.05, { estimatedKurtosis: 1.26 }),
      truth({ kurtosis: null }, {}, good),
    ],
    [
      'may have any estimated kurtosis once there are no more trials',
      'ratio',
      measured(4000, 0.05, { estimatedKurtosis: 9 }),
      truth({ kurtosis: null }, {}, good),
    ],
    ['needs no exact error', 'ratio', measured(2000, 0.05), truth({}, {}, { logRatioError: null })],
    [
      'goes on without a measured variance, if there is one',
      null,
      measured(2000, 0, { first: zero, ...none }),
      truth(),
    ],
    ['ends with an exact variance of 0', 'no_interval', measured(2000, 0, none), truth({ variance: 'zero' })],
    ['ends with an infinite variance', 'no_interval', measured(2000, 0.05), truth({ variance: 'infinite' })],
    ['ends after an overflow', 'no_interval', measured(2000, 0, { second: overflowed, ...none }), truth()],
    ['ends with a hopeless tail', 'heavy_tail', measured(2000, 0.05), truth({ kurtosis: 11 })],
    ['ends with the most trials', 'max_trials', measured(4000, 0.11), truth({}, {}, good)],
    ['has then no more to wait for', 'ratio', measured(4000, 0.09), truth({}, {}, bad)],
    [
      'may then have an unknown, heavy tail',
      'max_trials',
      measured(4000, 0.05, { quality: 'heavy_tail' }),
      truth(),
    ],
  ] as const)('%s: %s', (_, expected, summary, known) => {
    expect(stopReason(summary, known, goal)).toBe(expected);
  });
});
