import type { ExactCovariance, PointLaws } from '../../truth/one-draw/variable/point-laws.ts';
import type { Exact, ExactPair } from '../../truth/exact/exact.ts';
import { directionInBoth, gradientParts, type Asked } from '../asked.ts';
import { alongAt, isStill, type Along, type ComponentPoint } from '../component.ts';
import { isNothing, type OwnTerms } from '../own-terms.ts';
import { estimatorPairs, requireEstimator, type EstimatorPair } from '../registry.ts';
import { constantsAlong } from './constants-along.ts';
import { linearEstimate } from './linear-form.ts';
import { ownedLaws, type OwnedPoint } from './owned-laws.ts';

/** Exact laws at one point of the rows that the oracle alone does not cover. Plain data. */
export interface PairLaws {
  /** By part of the gradient: the true derivative along its direction. */
  readonly gradients: readonly Exact[];
  /** By m, then part, then pair: null where nothing is to be known beside what the oracle knows. */
  readonly pairs: readonly (ExactPair | null)[];
  /**
   * By m, then estimator: of the estimates of dJ/dmu and dJ/dsigma; empty unless a component is a direction
   * in both.
   */
  readonly covariances: readonly ExactCovariance[];
}

/** Whether the oracle's quantities of one draw say everything about a row, or nothing changes along it. */
export function isBuiltIn({ first, second }: EstimatorPair, { base, direction }: Along): boolean {
  return isStill(direction) || (base !== null && first.builtIn !== null && second.builtIn !== null);
}

/** Whether laws are needed at some point. */
export function needsLaws(asked: Asked): boolean {
  if (asked.knowsPhi || directionInBoth(asked) !== null) return true;
  const isPlain = estimatorPairs(asked.estimators).every(
    ({ first, second }) => first.builtIn !== null && second.builtIn !== null,
  );
  return !isPlain || gradientParts(asked).some((part) => isFixedDirection(asked, part));
}

function isFixedDirection({ moves }: Asked, part: string): boolean {
  return !Object.hasOwn(moves, part) && alongAt(part, { sigma: 1, guided: null }, false).base === null;
}

/** @param own r's own derivatives; null for an r that knows nothing of phi */
export function pairLaws(
  laws: PointLaws,
  asked: Asked,
  point: ComponentPoint & OwnedPoint,
  own: OwnTerms | null,
): PairLaws {
  const { sigma } = point;
  const pairs = estimatorPairs(asked.estimators);
  const parts = gradientParts(asked).map((component) => {
    const along = alongAt(component, point, asked.knowsPhi);
    const term = own?.along(component) ?? null;
    const owned = term === null || isNothing(term) ? null : ownedLaws(laws, point, along.direction, term);
    return { along, owned, constants: constantsAlong(laws, along.direction) };
  });
  const found = asked.m.flatMap((m) =>
    parts.flatMap(({ along, owned, constants }) =>
      pairs.map((pair) => {
        const { direction } = along;
        const context = { direction, sigma, m, constants };
        if (owned !== null) return owned.pair(pair, context);
        if (isBuiltIn(pair, along)) return null;
        return laws.pair(pair.first.form(context), pair.second.form(context), direction);
      }),
    ),
  );
  return {
    gradients: parts.map(({ along, owned }) => owned?.gradient ?? laws.gradient(along.direction)),
    pairs: found,
    covariances: hasCovariances(asked) ? covariancesOf(laws, asked, sigma) : [],
  };
}

/** Whether the covariance of the estimates of dJ/dmu and dJ/dsigma is asked for. */
export function hasCovariances(asked: Asked): boolean {
  return !asked.knowsPhi && directionInBoth(asked) !== null;
}

function covariancesOf(laws: PointLaws, { estimators, m }: Asked, sigma: number): readonly ExactCovariance[] {
  return m.flatMap((each) =>
    estimators.map((name) => laws.covariance(linearEstimate(requireEstimator(name), laws, sigma, each))),
  );
}

/** The covariance of the n-th estimator at the m-th sample size. */
export function covarianceAt(
  { covariances }: PairLaws,
  { estimators }: Asked,
  m: number,
  estimator: number,
): ExactCovariance | null {
  return covariances[m * estimators.length + estimator] ?? null;
}

/** The law of one row: the m-th sample size, c-th part and p-th pair of what was asked. */
export function lawAt(
  { pairs }: PairLaws,
  asked: Asked,
  m: number,
  part: number,
  pair: number,
): ExactPair | null {
  const perPart = asked.estimators.length - 1;
  return pairs[(m * gradientParts(asked).length + part) * perPart + pair]!;
}
