import { compileIntegrand } from '../integrands/compile.ts';
import type { Parameters } from '../formula/tree/tree.ts';
import type { Exact, ExactComponent, ExactPoint } from '../truth/exact/exact.ts';
import { decidingRatio } from '../truth/exact/judgment.ts';
import { exactMoments, exactOracle } from '../truth/line/exact-moments.ts';

/**
 * A line through the space of points: everything fixed but one quantity.
 *
 * @example
 * const line: PointLine = { formula: 'cos(k*z)', parameters: {}, mu: 1, sigma: 1, vary: 'k' };
 */
export interface PointLine {
  readonly formula: string;
  /** All parameters of the formula but the varied one. */
  readonly parameters: Parameters;
  readonly mu: number;
  readonly sigma: number;
  /** `mu`, `sigma`, or the name of a parameter. */
  readonly vary: string;
}

/**
 * The exact quantities at a value of the varied quantity; each value is worked out once.
 *
 * Errors: FORMULA_INVALID, from the function as well.
 *
 * @example
 * const line = pointsAlong({ formula: 'z^2', parameters: {}, mu: 1, sigma: 1, vary: 'mu' });
 * line(2).mu.gradient.kind; // → 'finite'
 */
export function pointsAlong({
  formula,
  parameters,
  mu,
  sigma,
  vary,
}: PointLine): (value: number) => ExactPoint {
  const known = new Map<number, ExactPoint>();
  const compute =
    alongPlace() ??
    ((value) => exactMoments(compileIntegrand(formula, { ...parameters, [vary]: value }), mu, sigma));
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const point = compute(value);
    known.set(value, point);
    return point;
  };

  function alongPlace(): ((value: number) => ExactPoint) | null {
    if (vary !== 'mu' && vary !== 'sigma') return null;
    const oracle = exactOracle(compileIntegrand(formula, parameters));
    return vary === 'mu' ? (value) => oracle(value, sigma) : (value) => oracle(mu, value);
  }
}

/**
 * V1/V2 of one draw, score over pathwise, as it decides who wins: 0 where score wins whatever the numbers,
 * for pathwise is biased (r jumps) or of infinite variance; infinite where V2 is 0 or V1 infinite. Unknown
 * where both are infinite or 0.
 *
 * @example
 * const { mu } = exactMoments(compileIntegrand('z^2', {}), 2, 1);
 * const ratio = varianceRatio(mu);
 * ratio.kind === 'finite' && Math.round(100 * ratio.value); // → 2175
 */
export function varianceRatio({ score, pathwise }: ExactComponent): Exact {
  return decidingRatio(score, pathwise);
}
