import type { Exact, ExactComponent } from '../oracle/exact.ts';
import type { BaseComponent } from './component.ts';

/** What is exactly known of one draw of an estimator, for one base component. */
export interface ExactEstimator {
  readonly variance: Exact;
  readonly bias: Exact;
  readonly kurtosis: Exact;
}

/** A Monte Carlo estimator of dJ/dmu and dJ/dsigma, J = E r(Z), Z = mu + sigma·eps: data and pure functions. */
export interface Estimator {
  /** Name in configs and CSV files. */
  readonly name: string;
  readonly title: string;
  /** What is averaged over the m draws, by component. */
  readonly formula: Readonly<Record<BaseComponent, string>>;
  readonly approximates: string;
  readonly with: string;
  readonly requires: string;
  /** Paper and equation. */
  readonly source: string;
  /** Whether an estimate is the mean of m independent draws, so that its variance is the draw variance over m. */
  readonly average: boolean;
  /** Where its sums stand in `BlockSums`: the number of the contribution. */
  readonly contribution: Readonly<Record<BaseComponent, number>>;
  /** Factor from the contribution to the estimate: of means; its square, of variances. */
  readonly scale: (sigma: number) => number;
  /** Its share of the exact quantities of a component. */
  readonly exact: (component: ExactComponent) => ExactEstimator;
}
