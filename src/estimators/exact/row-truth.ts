import { averageOf, logRatioStandardError, meanSquaredError } from '../../truth/exact/at-sample-size.ts';
import type { Exact, ExactComponent, ExactEstimate, ExactPoint } from '../../truth/exact/exact.ts';
import { EXACT_ZERO, minus, product, quotient, scaled, unknown } from '../../truth/exact/exact-number.ts';
import { judgmentOf } from '../../truth/exact/judgment.ts';
import { ALONG_MU } from '../../truth/one-draw/variable/direction.ts';
import type { PairTruth } from '../../statistics/pair-truth.ts';
import { gradientParts, totalParts, type Asked } from '../asked.ts';
import { alongAt, isStill, TOTAL, type ComponentPoint, type DerivedComponent } from '../component.ts';
import { NO_CONSTANTS, type Estimator } from '../estimator.ts';
import { STILL_ESTIMATE } from './owned-laws.ts';
import { lawAt, type PairLaws } from './point-laws.ts';
import type { EstimatorPair } from '../registry.ts';
import { totalPair, type KnownPair } from './total-pair.ts';

/** What is exactly known of a row: along the component's direction, without its scale. */
export interface RowTruth extends Omit<KnownPair, 'logRatioError'> {
  readonly mseRatio: Exact;
  /** Sample size from which on a biased estimate has the larger mean squared error than an unbiased one. */
  readonly mseCrossing: Exact;
  readonly judgment: PairTruth;
}

/** Which row of a cell: its sample size, component and pair, by their places in what was asked. */
export interface RowPlace {
  readonly point: ComponentPoint;
  readonly m: number;
  readonly mIndex: number;
  readonly component: DerivedComponent;
  readonly pair: EstimatorPair;
  readonly pairIndex: number;
  readonly trials: number;
}

/** The truth of a row: of a component without its scale, of the whole gradient with those of its parts. */
export function rowTruth(exact: ExactPoint, laws: PairLaws | null, asked: Asked, place: RowPlace): RowTruth {
  const { component, pair, m, point } = place;
  const known = (part: DerivedComponent) => knownPair(exact, laws, asked, { ...place, component: part });
  if (component !== TOTAL) return truthOf(known(component), pair, m);
  const parts = totalParts(asked).map(
    (part) => [known(part), alongAt(part, point, asked.knowsPhi).scale] as const,
  );
  return truthOf(totalPair(parts), pair, m);
}

/**
 * Of one component: from the oracle's quantities of one draw where these say it all, else from the laws of
 * whole estimates.
 */
function knownPair(exact: ExactPoint, laws: PairLaws | null, asked: Asked, place: RowPlace): KnownPair {
  const { mIndex, pairIndex, component, pair, m, trials, point } = place;
  const { base, direction } = alongAt(component, point, asked.knowsPhi);
  const drawn = (): KnownPair => (isStill(direction) ? STILL_PAIR : drawnPair(exact[base!], pair, m, trials));
  if (laws === null) return drawn();
  const index = gradientParts(asked).indexOf(component);
  const law = lawAt(laws, asked, mIndex, index, pairIndex);
  if (law === null) return drawn();
  const { first, second } = law;
  return {
    gradient: laws.gradients[index]!,
    first,
    second,
    ratio: quotient(first.variance, second.variance),
    logRatioError: logRatioStandardError(law, 1, trials),
  };
}

const STILL_PAIR: KnownPair = {
  gradient: EXACT_ZERO,
  first: STILL_ESTIMATE,
  second: STILL_ESTIMATE,
  ratio: unknown('both variances are 0'),
  logRatioError: unknown('both variances are 0'),
};

/** Where both estimates are means of m draws of contributions that the oracle knows. */
function drawnPair(component: ExactComponent, pair: EstimatorPair, m: number, trials: number): KnownPair {
  const [first, second] = [ofOneDraw(pair.first, component), ofOneDraw(pair.second, component)];
  return {
    gradient: component.gradient,
    first: averageOf(first, m),
    second: averageOf(second, m),
    ratio: quotient(first.variance, second.variance),
    logRatioError: logRatioStandardError({ ...component, first, second }, m, trials),
  };
}

export function drawTruth(
  component: ExactComponent,
  pair: EstimatorPair,
  m: number,
  trials: number,
): RowTruth {
  return truthOf(drawnPair(component, pair, m, trials), pair, m);
}

/** Errors: a RangeError for an estimator whose draws the oracle does not know. */
function ofOneDraw({ name, builtIn }: Estimator, component: ExactComponent): ExactEstimate {
  if (builtIn === null) throw new RangeError(`the oracle has no quantities of ${name}`);
  return builtIn.exact(component);
}

function truthOf(known: KnownPair, pair: EstimatorPair, m: number): RowTruth {
  const { gradient, first, second, ratio, logRatioError } = known;
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
    judgment: judgmentOf(first, second, ratio, logRatioError),
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
