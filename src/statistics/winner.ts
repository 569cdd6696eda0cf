import type { EstimatorTruth, PairTruth } from './pair-truth.ts';
import type { RatioInterval } from './ratio-interval.ts';

/** Which estimator is the less noisy, `tie` where they are equal, `undecided` where it cannot be said. */
export type Winner = 'first' | 'second' | 'tie' | 'undecided';

/** Exact ratios this close to 1 are a tie. */
const TIE = 1e-9;

/**
 * Winner of a row. `measured` is the ratio over the trials.
 *
 * A biased estimator never wins: against an unbiased one of finite variance it loses, whatever its variance.
 * Then infinite variance loses against finite, exactly zero wins against positive, and else the interval
 * decides where it excludes 1 on the side of the exact ratio, if that is known. A variance that only happened
 * to be zero in the sample decides nothing: a rare event may have been missed.
 */
export function pairWinner(measured: RatioInterval, truth: PairTruth): Winner {
  const { first, second } = truth;
  const smaller = smallerVariance(measured, truth);
  if (first.bias === 'none' && second.bias === 'none') return smaller;
  if (first.bias === 'none' && second.bias === 'some') return winsUnlessInfinite(first, 'first');
  if (second.bias === 'none' && first.bias === 'some') return winsUnlessInfinite(second, 'second');
  if (smaller === 'first' && first.bias === 'none') return 'first';
  if (smaller === 'second' && second.bias === 'none') return 'second';
  return 'undecided';
}

function winsUnlessInfinite({ variance }: EstimatorTruth, winner: 'first' | 'second'): Winner {
  return variance === 'infinite' ? 'undecided' : winner;
}

function smallerVariance(measured: RatioInterval, { first, second, ratio }: PairTruth): Winner {
  const [one, two] = [first.variance, second.variance];
  if (one === 'infinite' || two === 'infinite') return finiteOne(one, two);
  if (one === 'zero' && two === 'zero') return 'tie';
  if (one === 'zero' && two === 'positive') return 'first';
  if (two === 'zero' && one === 'positive') return 'second';
  if (ratio !== null && Math.abs(ratio - 1) <= TIE) return 'tie';
  if (measured.kind !== 'interval') return 'undecided';
  // An interval that the exact ratio contradicts (heavy tails, mostly) decides nothing.
  if (measured.high < 1) return ratio === null || ratio < 1 ? 'first' : 'undecided';
  if (measured.low > 1) return ratio === null || ratio > 1 ? 'second' : 'undecided';
  return 'undecided';
}

function finiteOne(one: EstimatorTruth['variance'], two: EstimatorTruth['variance']): Winner {
  const finite = (variance: EstimatorTruth['variance']) => variance === 'zero' || variance === 'positive';
  if (finite(one)) return 'first';
  return finite(two) ? 'second' : 'undecided';
}
