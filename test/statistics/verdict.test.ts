import { describe, expect, test } from 'vitest';
import { UNKNOWN_TRUTH } from '../../src/statistics/pair-truth.ts';
import type { RatioInterval } from '../../src/statistics/ratio-interval.ts';
import { pairStatus, STATUSES } from '../../src/statistics/status.ts';
import type { EstimatorSummary, PairSummary } from '../../src/statistics/summarize-pair.ts';
import { pairWinner } from '../../src/statistics/winner.ts';
import { zScore } from '../../src/statistics/z-score.ts';
import { truth } from './truths.ts';

const between = (low: number, high: number): RatioInterval => ({
  kind: 'interval',
  ratio: Math.sqrt(low * high),
  low,
  high,
  standardError: 0.1,
});
const none: RatioInterval = { kind: 'none', reason: 'zero_variance' };

function summary(first: Partial<EstimatorSummary> = {}, second: Partial<EstimatorSummary> = {}): PairSummary {
  const plain = { mean: 1, mcse: 1, variance: 1, drawVariance: 1, zeroVariance: false, finite: true };
  const rest = {
    trials: 9,
    ratio: none,
    drawRatio: none,
    zScore: null,
    quality: 'none',
    estimatedKurtosis: null,
  } as const;
  return { ...rest, first: { ...plain, ...first }, second: { ...plain, ...second } };
}

describe('winner', () => {
  test.each([
    ['an interval below 1 is won by the first', between(0.5, 0.9), truth({}, {}, { ratio: 0.7 }), 'first'],
    [
      'an interval on the wrong side of the exact ratio is undecided',
      between(0.5, 0.9),
      truth(),
      'undecided',
    ],
    ['nor does the second win against it', between(1.1, 2), truth({}, {}, { ratio: 0.7 }), 'undecided'],
    [
      'without an exact ratio the interval decides',
      between(0.5, 0.9),
      truth({}, {}, { ratio: null }),
      'first',
    ],
    ['an interval above 1 is won by the second', between(1.1, 2), truth(), 'second'],
    ['an interval that holds 1 is undecided', between(0.9, 2), truth(), 'undecided'],
    ['an end of 1 does not exclude it', between(1, 2), truth(), 'undecided'],
    ['no interval is undecided', none, truth(), 'undecided'],
    [
      'an exact ratio of 1 is a tie whatever was measured',
      between(1.1, 2),
      truth({}, {}, { ratio: 1 + 1e-10 }),
      'tie',
    ],
    ['two exact zeros are a tie', none, truth({ variance: 'zero' }, { variance: 'zero' }), 'tie'],
    ['an exact zero wins', none, truth({}, { variance: 'zero' }, { ratio: null }), 'second'],
    ['an exact zero wins on the other side', none, truth({ variance: 'zero' }, {}, { ratio: 0 }), 'first'],
    ['a sampled zero decides nothing', none, truth(), 'undecided'],
    ['finite beats infinite', between(0.5, 0.9), truth({ variance: 'infinite' }), 'second'],
    [
      'finite beats infinite on the other side',
      between(1.1, 2),
      truth({}, { variance: 'infinite' }),
      'first',
    ],
    [
      'infinite against unknown is undecided',
      between(0.5, 0.9),
      truth({ variance: 'infinite' }, { variance: 'unknown' }),
      'undecided',
    ],
    [
      'two infinite ones are undecided',
      between(0.5, 0.9),
      truth({ variance: 'infinite' }, { variance: 'infinite' }),
      'undecided',
    ],
    ['a biased one loses though less noisy', between(1.1, 2), truth({}, { bias: 'some' }), 'first'],
    ['a biased one loses though exactly zero', none, truth({}, { bias: 'some', variance: 'zero' }), 'first'],
    ['a biased one loses on the other side', between(0.5, 0.9), truth({ bias: 'some' }), 'second'],
    [
      'biased against infinite is undecided',
      none,
      truth({ variance: 'infinite' }, { bias: 'some' }),
      'undecided',
    ],
    [
      'two biased ones are undecided',
      between(1.1, 2),
      truth({ bias: 'some' }, { bias: 'some' }),
      'undecided',
    ],
    ['a bias that is not known cannot win', between(1.1, 2), truth({}, { bias: 'unknown' }), 'undecided'],
    ['nor hinder the other', between(0.5, 0.9), truth({}, { bias: 'unknown' }, { ratio: 0.7 }), 'first'],
    ['without a truth nothing is known to be unbiased', between(0.5, 0.9), UNKNOWN_TRUTH, 'undecided'],
  ] as const)('%s', (_, measured, known, expected) => {
    expect(pairWinner(measured, known)).toBe(expected);
  });
});

describe('status', () => {
  test.each([
    ['ok', summary(), truth()],
    ['ok', summary(), UNKNOWN_TRUTH],
    ['zero_variance_1', summary({ zeroVariance: true }), truth()],
    ['zero_variance_2', summary({}, { zeroVariance: true }), truth()],
    ['zero_variance_2', summary(), truth({}, { variance: 'zero' })],
    ['zero_variance_both', summary({ zeroVariance: true }), truth({}, { variance: 'zero' })],
    ['biased_2', summary({}, { zeroVariance: true }), truth({}, { bias: 'some', variance: 'zero' })],
    ['biased_1', summary(), truth({ bias: 'some' }, { bias: 'some' })],
    ['infinite_variance_2', summary(), truth({ bias: 'some' }, { variance: 'infinite' })],
    ['infinite_variance_1', summary(), truth({ variance: 'infinite' }, { variance: 'infinite' })],
    ['non_finite', summary({ finite: false }), truth({ variance: 'infinite' })],
    ['non_finite', summary({}, { finite: false }), truth()],
  ] as const)('%s', (expected, measured, known) => {
    expect(pairStatus(measured, known)).toBe(expected);
    expect(STATUSES).toContain(expected);
  });
});

describe('z_score', () => {
  test('is the distance of the logs in exact standard errors', () => {
    expect(zScore(between(2, 8), truth({}, {}, { ratio: 3, logRatioError: 0.2 }))).toBeCloseTo(
      Math.log(4 / 3) / 0.2,
      12,
    );
    const point: RatioInterval = { kind: 'point', ratio: 4, reason: 'too_few_trials' };
    expect(zScore(point, truth({}, {}, { ratio: 4 }))).toBe(0);
  });

  test.each([
    ['no measured ratio', none, truth()],
    ['no exact ratio', between(2, 8), truth({}, {}, { ratio: null })],
    ['an exact ratio of 0', between(2, 8), truth({}, {}, { ratio: 0 })],
    ['no exact standard error', between(2, 8), truth({}, {}, { logRatioError: null })],
    ['an exact standard error of 0', between(2, 8), truth({}, {}, { logRatioError: 0 })],
  ] as const)('is undefined with %s', (_, measured, known) => {
    expect(zScore(measured, known)).toBeNull();
  });
});
