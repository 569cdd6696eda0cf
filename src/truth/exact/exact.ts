/**
 * Exact quantities of one point (integrand, parameters, mu, sigma), by quadrature. All are per draw: they do
 * not depend on m. Plain data.
 */

declare const judged: unique symbol;

/**
 * A number with a bound on its absolute error. Only `finite` makes one, and it lets no number pass that its
 * own error swamps: |value| > error, or the value is 0.
 */
export interface FiniteNumber {
  readonly kind: 'finite';
  readonly value: number;
  readonly error: number;
  readonly [judged]: true;
}

/**
 * A number, an infinite moment, or the reason why it is not known.
 *
 * @example
 * const text = (exact: Exact) => (exact.kind === 'finite' ? String(exact.value) : exact.kind);
 */
export type Exact =
  FiniteNumber | { readonly kind: 'infinite' } | { readonly kind: 'unknown'; readonly reason: string };

/** What is exact of an estimate, or of what one draw contributes to it. */
export interface ExactEstimate {
  readonly mean: Exact;
  /** Mean − true gradient; exactly 0 where the form of the estimate says so. */
  readonly bias: Exact;
  readonly variance: Exact;
  /** E(A − EA)⁴/Var(A)²; unknown where the variance is 0. */
  readonly kurtosis: Exact;
}

/** Exact quantities of two estimates A and B from the same experiment. */
export interface ExactPair {
  readonly first: ExactEstimate;
  readonly second: ExactEstimate;
  /** Correlation of the two: exactly 0 where they use different random numbers. */
  readonly correlation: Exact;
  /** E[(A − EA)²(B − EB)²]/(Var A·Var B): exactly 1 where they use different random numbers. */
  readonly coKurtosis: Exact;
}

/**
 * Exact quantities of one component. x is the score contribution of a draw (r·eps/sigma, or
 * r·(eps²−1)/sigma), y the pathwise one (r', or r'·eps). A structural zero, as the variance of y where r' is
 * constant, is exactly 0 with error 0.
 *
 * @example
 * const ratioIsKnown = ({ score, pathwise }: ExactComponent) =>
 *   score.variance.kind === 'finite' && pathwise.variance.kind === 'finite';
 */
export interface ExactComponent {
  /** dJ/dmu or dJ/dsigma, the true derivative of J = E r(Z). */
  readonly gradient: Exact;
  readonly score: ExactEstimate;
  /** Its bias is not zero only where r jumps. */
  readonly pathwise: ExactEstimate;
  /** Correlation of x and y. */
  readonly correlation: Exact;
  /** c22 = E[(x−Ex)²(y−Ey)²]/(Var x · Var y). */
  readonly coKurtosis: Exact;
}

/**
 * All that is exact of one point, per draw.
 *
 * @example
 * const point: ExactPoint = exactMoments(compileIntegrand('z^2', {}), 2, 1);
 * point.mu.gradient.kind; // → 'finite'
 */
export interface ExactPoint {
  /** E r and Var r. */
  readonly expectation: Exact;
  readonly expectationVariance: Exact;
  readonly mu: ExactComponent;
  readonly sigma: ExactComponent;
  /** The terms of V1 − V2 = E[r²]/sigma² + E[r'²] + 2E[r·r''] for component mu; the last by parts. */
  readonly why: { readonly square: Exact; readonly derivativeSquare: Exact; readonly curvature: Exact };
}
