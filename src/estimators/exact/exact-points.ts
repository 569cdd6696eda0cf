import { compileIntegrand } from '../../integrands/compile.ts';
import type { Integrand } from '../../integrands/integrand.ts';
import type { Parameters } from '../../formula/tree/tree.ts';
import { exactLaws } from '../../truth/estimates/exact-laws.ts';
import type { ExactPoint } from '../../truth/exact/exact.ts';
import { exactOracle } from '../../truth/line/exact-moments.ts';
import { lazy } from '../../truth/one-draw/nodes/memoized.ts';
import type { Direction } from '../../truth/one-draw/variable/direction.ts';
import type { PointLaws } from '../../truth/one-draw/variable/point-laws.ts';
import type { Asked } from '../asked.ts';
import type { Constants } from '../estimator.ts';
import type { GuidePoint } from '../guide-point.ts';
import { ownTerms, type OwnTerms } from '../own-terms.ts';
import { constantsAlong } from './constants-along.ts';
import { needsLaws, pairLaws, type PairLaws } from './point-laws.ts';

/** An integrand of one coordinate, and what it knows of the law of Z. */
export interface KnowingIntegrand {
  readonly formula: string;
  readonly parameters: Parameters;
  /** Values of the names in the formula that are none of its parameters: mu, sigma, those of phi, x. */
  readonly known: Parameters;
}

/** The exact quantities of an integrand at any point, each worked out when it is first asked for. */
export interface ExactPoints {
  readonly integrand: Integrand;
  readonly oracle: (at: GuidePoint) => ExactPoint;
  /** null where the oracle says it all. */
  readonly laws: (at: GuidePoint) => PairLaws | null;
  /** r's own derivatives; null for an r that knows nothing of phi. */
  readonly own: (at: GuidePoint) => OwnTerms | null;
  readonly constants: (at: GuidePoint, direction: Direction) => Constants;
}

/** @throws GradvarError FORMULA_INVALID */
export function exactPoints(given: KnowingIntegrand, asked: Asked): ExactPoints {
  const { formula, known } = given;
  const parameters = { ...given.parameters, ...known };
  const integrand = compileIntegrand(formula, parameters);
  const oracle = lazy(() => exactOracle(integrand));
  const lawsOf = lazy(() => exactLaws(integrand));
  const lawsAt = lastOnly((mu: number, sigma: number): PointLaws => lawsOf()(mu, sigma));
  const knows = Object.keys(known);
  const ownAt = lazy(() => ownTerms(formula, parameters, knows));
  // Of x alone no derivative is taken.
  const own = (at: GuidePoint) => (knows.some((name) => name !== 'x') ? ownAt()(at) : null);
  const isLawful = needsLaws(asked);
  return {
    integrand,
    oracle: ({ mu, sigma }) => oracle()(mu, sigma),
    laws: (at) => (isLawful ? pairLaws(lawsAt(at.mu, at.sigma), asked, { integrand, ...at }, own(at)) : null),
    own,
    constants: ({ mu, sigma }, direction) => constantsAlong(lawsAt(mu, sigma), direction),
  };
}

/** Keeps the last result: what is asked next is mostly about the same point. */
export function lastOnly<Args extends readonly unknown[], Result>(
  make: (...args: Args) => Result,
): (...args: Args) => Result {
  let last: { readonly args: Args; readonly result: Result } | undefined;
  return (...args) => {
    if (last === undefined || !args.every((arg, i) => Object.is(arg, last!.args[i]))) {
      last = { args, result: make(...args) };
    }
    return last.result;
  };
}
