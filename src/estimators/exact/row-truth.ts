import { averageOf, logRatioStandardError, meanSquaredError } from '../../truth/exact/at-sample-size.ts';
import type { Exact, ExactComponent, ExactEstimate, ExactPair, ExactPoint } from '../../truth/exact/exact.ts';
import {
  EXACT_ZERO,
  minus,
  numberOrNull,
  product,
  quotient,
  scaled,
  unknown,
} from '../../truth/exact/exact-number.ts';
import { ALONG_MU } from '../../truth/one-draw/variable/direction.ts';
import type { EstimatorTruth, PairTruth } from '../../statistics/pair-truth.ts';
import { baseComponent, type DerivedComponent } from '../component.ts';
import { NO_CONSTANTS, type Estimator } from '../estimator.ts';
import { lawAt, type Asked, type PairLaws } from './point-laws.ts';
import type { EstimatorPair } from '../registry.ts';

/** What is exactly known of a row: along the component's direction, without its scale. */
export interface RowTruth {
  readonly gradient: Exact;
  readonly first: ExactEstimate;
  readonly second: ExactEstimate;
  readonly ratio: Exact;
  readonly mseRatio: Exact;
  /** Sample size from which on a biased estimate has the larger mean squared error than an unbiased one. */
  readonly mseCrossing: Exact;
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

/**
 * The truth of a row: from the oracle's quantities of one draw where these say it all, else from the laws of
 * whole estimates.
 */
export function rowTruth(exact: ExactPoint, laws: PairLaws | null, asked: Asked, place: RowPlace): RowTruth {
  const { mIndex, componentIndex, pairIndex, component, pair, m, trials } = place;
  const law = laws === null ? null : lawAt(laws, asked, mIndex, componentIndex, pairIndex);
  return law === null
    ? drawTruth(exact[baseComponent(component)!], pair, m, trials)
    : truthOf(laws!.gradients[componentIndex]!, [law, law], pair, { m, copies: 1, trials });
}

/** The truth where both estimates are means of m draws of contributions that the oracle knows. */
export function drawTruth(
  component: ExactComponent,
  pair: EstimatorPair,
  m: number,
  trials: number,
): RowTruth {
  const draw = {
    ...component,
    first: ofOneDraw(pair.first, component),
    second: ofOneDraw(pair.second, component),
  };
  const estimates = { first: averageOf(draw.first, m), second: averageOf(draw.second, m) };
  return truthOf(component.gradient, [draw, estimates], pair, { m, copies: m, trials });
}

/** Errors: a RangeError for an estimator whose draws the oracle does not know. */
function ofOneDraw({ name, builtIn }: Estimator, component: ExactComponent): ExactEstimate {
  if (builtIn === null) throw new RangeError(`the oracle has no quantities of ${name}`);
  return builtIn.exact(component);
}

/**
 * @param copy what an estimate is the mean of
 * @param estimates the means of so many independent copies
 */
function truthOf(
  gradient: Exact,
  [copy, { first, second }]: readonly [copy: ExactPair, estimates: Pick<ExactPair, 'first' | 'second'>],
  pair: EstimatorPair,
  { m, copies, trials }: { readonly m: number; readonly copies: number; readonly trials: number },
): RowTruth {
  const ratio = quotient(copy.first.variance, copy.second.variance);
  return {
    gradient,
    first,
    second,
    ratio,
    mseRatio: quotient(meanSquaredError(first), meanSquaredError(second)),
    mseCrossing:
      isInverse(pair.first) && isInverse(pair.second)
        ? mseCrossing(first, second, m)
        : unknown('a variance is not inverse to the number of draws'),
    judgment: judgment(first, second, numberOrNull(ratio), logRatioStandardError(copy, copies, trials)),
  };
}

function judgment(
  first: ExactEstimate,
  second: ExactEstimate,
  ratio: number | null,
  error: Exact,
): PairTruth {
  return {
    first: estimatorTruth(first),
    second: estimatorTruth(second),
    ratio,
    logRatioError: resolved(error),
  };
}

/**
 * Whether the variance is a number over m and the bias the same for every m: so for averages, of draws or of
 * pairs.
 */
function isInverse({ form }: Estimator): boolean {
  const { kind } = form({ direction: ALONG_MU, sigma: 1, m: 2, constants: NO_CONSTANTS });
  return kind === 'average' || kind === 'coupled';
}

/**
 * With variances V/m, an estimate of bias b beats an unbiased one in mean squared error while m < (V −
 * V_b)/b², the draw variances V of the unbiased and V_b of the biased one. Unknown unless just one is biased;
 * 0 if it never beats it.
 */
function mseCrossing(first: ExactEstimate, second: ExactEstimate, m: number): Exact {
  const unbiased = [first, second].filter(({ bias }) => bias.kind === 'finite' && bias.value === 0);
  const [other] = unbiased;
  if (unbiased.length !== 1 || other === undefined) return unknown('not one estimate alone is biased');
  const biased = other === first ? second : first;
  const found = quotient(
    scaled(minus(other.variance, biased.variance), m),
    product(biased.bias, biased.bias),
  );
  return found.kind === 'finite' && found.value < 0 ? EXACT_ZERO : found;
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
