import type { Exact, ExactEstimate, ExactPair, ExactPoint } from '../../exact/exact.ts';
import type { Direction } from './direction.ts';
import type { EstimateForm } from './estimate-form.ts';

/** Numbers that estimators need as constants, for one direction. */
export interface Baselines {
  /** E r. */
  readonly expectation: Exact;
  /** b* = E[r·w²]/E[w²], w the score weight: the constant baseline of least variance. */
  readonly optimal: Exact;
  /**
   * Weight alpha of the score in the mix alpha·score + (1 − alpha)·pathwise of one draw of least variance:
   * (V2 − C)/(V1 + V2 − 2C), C their covariance. 0 or 1 where one variance is infinite.
   */
  readonly mix: Exact;
}

/** The 2×2 covariance of the estimates of dJ/dmu and dJ/dsigma. */
export interface ExactCovariance {
  readonly mu: Exact;
  readonly sigma: Exact;
  readonly between: Exact;
}

/** What is exactly known of estimates at one point (integrand, mu, sigma). */
export interface PointLaws {
  /** The oracle's own quantities of one draw: what `exactMoments` gives. */
  readonly exact: ExactPoint;
  /** dJ along the direction, J = E r(Z). */
  gradient(direction: Direction): Exact;
  baselines(direction: Direction): Baselines;
  estimate(form: EstimateForm, direction: Direction): ExactEstimate;
  /**
   * Errors: RangeError if two estimates of one family have different numbers of draws.
   */
  pair(first: EstimateForm, second: EstimateForm, direction: Direction): ExactPair;
  /** @param formOf must be linear in the direction (the same draws, constants by component) */
  covariance(formOf: (direction: Direction) => EstimateForm): ExactCovariance;
}
