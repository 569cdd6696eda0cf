import type { EstimatorTruth, PairTruth } from '../../statistics/pair-truth.ts';
import { exactWinner, type Winner } from '../../statistics/winner.ts';
import type { Exact, ExactEstimate } from './exact.ts';
import { EXACT_ZERO, INFINITE, numberOrNull, quotient, unknown } from './exact-number.ts';

/** What is exact of two estimates, as far as judging them needs it. */
export function judgmentOf(
  first: ExactEstimate,
  second: ExactEstimate,
  ratio = quotient(first.variance, second.variance),
  logRatioError: Exact = unknown('nothing was measured'),
): PairTruth {
  return {
    first: estimatorTruth(first),
    second: estimatorTruth(second),
    ratio: numberOrNull(ratio),
    logRatioError: resolved(logRatioError),
  };
}

/** Who wins by the exact values. */
export const winnerOfExact = (first: ExactEstimate, second: ExactEstimate): Winner =>
  exactWinner(judgmentOf(first, second));

/**
 * The ratio of the variances as it decides who wins: 0 where the first wins whatever the numbers, because the
 * second is biased or of infinite variance, infinite where the second does. Unknown where nobody can be said
 * to win, with the reason.
 */
export function decidingRatio(first: ExactEstimate, second: ExactEstimate): Exact {
  const parts = [first.variance, second.variance, first.bias, second.bias];
  const unknownPart = parts.find(({ kind }) => kind === 'unknown');
  if (unknownPart !== undefined) return unknownPart;
  const truth = judgmentOf(first, second);
  const isNumber = ({ variance, bias }: EstimatorTruth) => variance === 'positive' && bias === 'none';
  if (isNumber(truth.first) && isNumber(truth.second)) return quotient(first.variance, second.variance);
  switch (exactWinner(truth)) {
    case 'first':
      return EXACT_ZERO;
    case 'second':
      return INFINITE;
    case 'tie':
      return unknown('both variances are 0');
    case 'undecided':
      return unknown(
        truth.first.bias === 'none' && truth.second.bias === 'none'
          ? 'both variances are infinite'
          : 'the one is biased, and the other not of finite variance and unbiased',
      );
  }
}

function estimatorTruth({ variance, bias, kurtosis }: ExactEstimate): EstimatorTruth {
  return { variance: varianceKind(variance), bias: biasKind(bias), kurtosis: kurtosisOf(variance, kurtosis) };
}

function varianceKind(variance: Exact): EstimatorTruth['variance'] {
  if (variance.kind !== 'finite') return variance.kind;
  return variance.value === 0 ? 'zero' : 'positive';
}

/** A bias is given as a number that is not 0, however small, where there is one. */
function biasKind(bias: Exact): EstimatorTruth['bias'] {
  if (bias.kind === 'unknown') return 'unknown';
  return bias.kind === 'finite' && bias.value === 0 ? 'none' : 'some';
}

function kurtosisOf(variance: Exact, kurtosis: Exact): number | null {
  if (variance.kind === 'infinite' || kurtosis.kind === 'infinite') return Infinity;
  return kurtosis.kind === 'finite' ? kurtosis.value : null;
}

/** A standard error that its own error bound swamps is no yardstick. */
function resolved(exact: Exact): number | null {
  return exact.kind === 'finite' && exact.error < 0.01 * exact.value ? exact.value : null;
}
