import { kurtosisAt, logRatioStandardError } from '../oracle/at-sample-size.ts';
import type { Exact, ExactComponent, ExactPoint } from '../oracle/exact.ts';
import { finite } from '../oracle/exact-number.ts';
import { ALONG_MU } from '../laws/direction.ts';
import type { ExactEstimate, ExactPairLaw } from '../laws/point-laws.ts';
import type { EstimatorTruth, PairTruth } from '../statistics/pair-truth.ts';
import { baseComponent, type DerivedComponent } from './component.ts';
import { NO_CONSTANTS, type Estimator } from './estimator.ts';
import { exactMseRatio, exactPair, exactRatio } from './exact-pair.ts';
import { lawAt, type Asked, type PairLaws } from './point-laws.ts';
import type { EstimatorPair } from './registry.ts';

/** What is exactly known of one estimate of a row, from m draws; along the component's direction, without its scale. */
export interface RowEstimate {
  readonly variance: Exact;
  readonly bias: Exact;
  readonly kurtosis: Exact;
}

/** What is exactly known of a row. null: undefined, infinite or not known. */
export interface RowTruth {
  readonly gradient: Exact;
  readonly first: RowEstimate;
  readonly second: RowEstimate;
  readonly ratio: number | null;
  readonly mseRatio: number | null;
  /** Sample size from which on a biased estimate has the larger mean squared error than an unbiased one. */
  readonly mseCrossing: number | null;
  readonly judgment: PairTruth;
}

/** Which row of a cell: its sample size, component and pair, by their places in what was asked. */
export interface RowPlace {
  readonly m: number;
  readonly mIndex: number;
  readonly component: DerivedComponent;
  readonly componentIndex: number;
  readonly pair: EstimatorPair;
  readonly pairIndex: number;
  readonly trials: number;
}

/** The truth of a row: from the oracle's quantities of one draw where these say it all, else from the laws. */
export function rowTruth(exact: ExactPoint, laws: PairLaws | null, asked: Asked, place: RowPlace): RowTruth {
  const { mIndex, componentIndex, pairIndex, component, pair, m, trials } = place;
  const law = laws === null ? null : lawAt(laws, asked, mIndex, componentIndex, pairIndex);
  if (law !== null) return lawTruth(law, laws!.gradients[componentIndex]!, place);
  const known = exact[baseComponent(component)!];
  return drawTruth(known, pair, m, logRatioStandardError(known, m, trials));
}

/**
 * The truth where both estimates are means of m draws of contributions that the oracle knows.
 *
 * @param logRatioError `logRatioStandardError` at this m and number of trials; the same for the pair turned around
 */
export function drawTruth(
  component: ExactComponent,
  pair: EstimatorPair,
  m: number,
  logRatioError: Exact,
): RowTruth {
  const both = exactPair(pair, component);
  const estimate = ({ variance, bias, kurtosis }: RowEstimate): RowEstimate => ({
    variance: perDraw(variance, m),
    bias,
    kurtosis: kurtosisAt(kurtosis, m),
  });
  const [first, second] = [estimate(both.first), estimate(both.second)];
  const ratio = exactRatio(both);
  return {
    gradient: component.gradient,
    first,
    second,
    ratio,
    mseRatio: exactMseRatio(both, m),
    mseCrossing: mseCrossing(first, second, m),
    judgment: judgment(first, second, ratio, logRatioError),
  };
}

function perDraw(variance: Exact, m: number): Exact {
  return variance.kind === 'finite' ? finite(variance.value / m, variance.error / m) : variance;
}

function lawTruth(law: ExactPairLaw, gradient: Exact, { pair, m, trials }: RowPlace): RowTruth {
  const { first, second } = law;
  const ratio = quotient(first.variance, second.variance);
  return {
    gradient,
    first,
    second,
    ratio,
    mseRatio: quotient(meanSquaredError(first), meanSquaredError(second)),
    mseCrossing: isInverse(pair.first) && isInverse(pair.second) ? mseCrossing(first, second, m) : null,
    judgment: judgment(first, second, ratio, logRatioErrorOf(law, trials)),
  };
}

function judgment(first: RowEstimate, second: RowEstimate, ratio: number | null, error: Exact): PairTruth {
  return {
    first: estimatorTruth(first),
    second: estimatorTruth(second),
    ratio,
    logRatioError: resolved(error),
  };
}

/** Whether the variance is a number over m and the bias the same for every m: so for averages, of draws or of pairs. */
function isInverse({ form }: Estimator): boolean {
  const { kind } = form({ direction: ALONG_MU, sigma: 1, m: 2, constants: NO_CONSTANTS });
  return kind === 'average' || kind === 'coupled';
}

/**
 * With variances V/m, an estimate of bias b beats an unbiased one in mean squared error while m < (V − V_b)/b², the draw
 * variances V of the unbiased and V_b of the biased one. null unless just one is biased; 0 if it never beats it.
 */
function mseCrossing(first: RowEstimate, second: RowEstimate, m: number): number | null {
  const biases = [first.bias, second.bias].map((bias) => (bias.kind === 'finite' ? bias.value : NaN));
  if (biases.filter((bias) => bias === 0).length !== 1) return null;
  const [biased, other] = biases[0] === 0 ? [second, first] : [first, second];
  if (biased.variance.kind !== 'finite' || other.variance.kind !== 'finite') return null;
  const bias = biases[0] === 0 ? biases[1]! : biases[0]!;
  return Math.max(0, (m * (other.variance.value - biased.variance.value)) / (bias * bias));
}

function quotient(numerator: Exact, denominator: Exact): number | null {
  if (numerator.kind !== 'finite' || denominator.kind !== 'finite' || denominator.value === 0) return null;
  return numerator.value / denominator.value;
}

/** Variance + bias². */
function meanSquaredError({ variance, bias }: ExactEstimate): Exact {
  if (variance.kind !== 'finite') return variance;
  return bias.kind === 'finite' ? finite(variance.value + bias.value * bias.value, 0) : bias;
}

function estimatorTruth({ variance, bias, kurtosis }: RowEstimate): EstimatorTruth {
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

/**
 * Standard error of the log ratio of the sample variances over T trials: its square is
 *
 *   (κ1 − 1)/T + (κ2 − 1)/T + 4/(T(T − 1)) − 2[(c22 − 1)/T + 2ρ²/(T(T − 1))].
 */
function logRatioErrorOf({ first, second, correlation, coKurtosis }: ExactPairLaw, trials: number): Exact {
  const parts = [first.kurtosis, second.kurtosis, correlation, coKurtosis];
  const missing = parts.find(({ kind }) => kind !== 'finite');
  if (missing !== undefined) return missing;
  const [kurtosis1, kurtosis2, rho, c22] = parts.map((part) => (part.kind === 'finite' ? part.value : NaN));
  const [error1, error2, , error22] = parts.map((part) => (part.kind === 'finite' ? part.error : NaN));
  const spread = kurtosis1! + kurtosis2! - 2 * c22!;
  const apart = (4 / (trials * (trials - 1))) * (1 - rho! * rho!);
  const square = spread / trials + apart;
  const error = (error1! + error2! + 2 * error22!) / trials;
  if (!(square > error)) return finite(0, Math.sqrt(Math.max(0, square) + error));
  const root = Math.sqrt(square);
  return finite(root, error / root);
}
