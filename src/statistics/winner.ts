import type { EstimatorTruth, PairTruth } from './pair-truth.ts';
import type { RatioInterval } from './ratio-interval.ts';

/** Which estimator is the less noisy, `tie` where they are equal, `undecided` where it cannot be said. */
export type Winner = 'first' | 'second' | 'tie' | 'undecided';

/** Exact ratios this close to 1 are a tie. */
const TIE = 1e-9;

/**
 * The one rule of who wins. `measured` is the ratio over the trials.
 *
 * A biased estimator never wins: against an unbiased one of finite variance it loses, whatever its variance.
 * Then infinite variance loses against finite, exactly zero wins against positive, and else the interval
 * decides where it excludes 1 on the side of the exact ratio, if that is known. A variance that only happened
 * to be zero in the sample decides nothing: a rare event may have been missed.
 */
export function pairWinner(measured: RatioInterval, truth: PairTruth): Winner {
  return winnerBy(truth, (exact) => {
    if (exact === 'tie') return 'tie';
    if (measured.kind !== 'interval') return 'undecided';
    // An interval that the exact ratio contradicts (heavy tails, mostly) decides nothing.
    if (measured.high < 1) return exact === 'second' ? 'undecided' : 'first';
    if (measured.low > 1) return exact === 'first' ? 'undecided' : 'second';
    return 'undecided';
  });
}

/** The same rule where nothing is measured: the exact ratio decides. */
export function exactWinner(truth: PairTruth): Winner {
  return winnerBy(truth, (exact) => exact);
}

/** @param ofNumbers who wins where both variances are numbers, or not known, by what the exact ratio says */
function winnerBy({ first, second, ratio }: PairTruth, ofNumbers: (exact: Winner) => Winner): Winner {
  if (first.bias === 'none' && second.bias === 'some') return winsUnlessInfinite(first, 'first');
  if (second.bias === 'none' && first.bias === 'some') return winsUnlessInfinite(second, 'second');
  const smaller = extremeWinner(first.variance, second.variance) ?? ofNumbers(sideOfOne(ratio));
  if (first.bias === 'none' && second.bias === 'none') return smaller;
  if (smaller === 'first' && first.bias === 'none') return 'first';
  if (smaller === 'second' && second.bias === 'none') return 'second';
  return 'undecided';
}

function winsUnlessInfinite({ variance }: EstimatorTruth, winner: 'first' | 'second'): Winner {
  return variance === 'infinite' ? 'undecided' : winner;
}

type Variance = EstimatorTruth['variance'];

/** Who wins where a variance is infinite or exactly 0; null where neither is. */
function extremeWinner(one: Variance, two: Variance): Winner | null {
  if (one === 'infinite' || two === 'infinite') return finiteOne(one, two);
  if (one === 'zero' && two === 'zero') return 'tie';
  if (one === 'zero' && two === 'positive') return 'first';
  return two === 'zero' && one === 'positive' ? 'second' : null;
}

function finiteOne(one: Variance, two: Variance): Winner {
  const finite = (variance: Variance) => variance === 'zero' || variance === 'positive';
  if (finite(one)) return 'first';
  return finite(two) ? 'second' : 'undecided';
}

function sideOfOne(ratio: number | null): Winner {
  if (ratio === null) return 'undecided';
  if (Math.abs(ratio - 1) <= TIE) return 'tie';
  return ratio < 1 ? 'first' : 'second';
}
