import type { ExactCovariance, PointLaws } from '../../truth/one-draw/variable/point-laws.ts';
import type { Exact, ExactPair } from '../../truth/exact/exact.ts';
import { baseComponent, directionOf, isBoth, gradientParts, type DerivedComponent } from '../component.ts';
import { constantsAlong } from './constants-along.ts';
import { linearEstimate } from './linear-form.ts';
import { estimatorPairs, requireEstimator, type EstimatorPair } from '../registry.ts';

/** What is asked of the points of a plan: plain data. */
export interface Asked {
  /** Names; pairs are formed against the last one. */
  readonly estimators: readonly string[];
  readonly components: readonly DerivedComponent[];
  /** Sample sizes, in the order of the plan. */
  readonly m: readonly number[];
}

/** Exact laws at one point of the rows that the oracle alone does not cover. Plain data. */
export interface PairLaws {
  /** By component: the true derivative along its direction. */
  readonly gradients: readonly Exact[];
  /** By m, then component, then pair: null where the oracle covers it. */
  readonly pairs: readonly (ExactPair | null)[];
  /**
   * By m, then estimator: of the estimates of dJ/dmu and dJ/dsigma; empty unless a component is a direction
   * in both.
   */
  readonly covariances: readonly ExactCovariance[];
}

/** Whether the oracle's quantities of one draw say everything about a row. */
export function isBuiltIn({ first, second }: EstimatorPair, component: DerivedComponent): boolean {
  return first.builtIn !== null && second.builtIn !== null && baseComponent(component) !== null;
}

/** Whether laws are needed at all. */
export function needsLaws({ estimators, components }: Asked): boolean {
  const pairs = estimatorPairs(estimators);
  return gradientParts(components).some((part) => pairs.some((pair) => !isBuiltIn(pair, part)));
}

export function pairLaws(laws: PointLaws, asked: Asked, sigma: number): PairLaws {
  const pairs = estimatorPairs(asked.estimators);
  const parts = gradientParts(asked.components);
  const directions = parts.map(directionOf);
  const constants = directions.map((direction) => constantsAlong(laws, direction));
  const found = asked.m.flatMap((m) =>
    parts.flatMap((component, c) =>
      pairs.map((pair) => {
        if (isBuiltIn(pair, component)) return null;
        const context = { direction: directions[c]!, sigma, m, constants: constants[c]! };
        return laws.pair(pair.first.form(context), pair.second.form(context), context.direction);
      }),
    ),
  );
  return {
    gradients: directions.map((direction) => laws.gradient(direction)),
    pairs: found,
    covariances: asked.components.some(isBoth) ? covariancesOf(laws, asked, sigma) : [],
  };
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
  component: number,
  pair: number,
): ExactPair | null {
  const perComponent = asked.estimators.length - 1;
  return pairs[(m * gradientParts(asked.components).length + component) * perComponent + pair]!;
}
