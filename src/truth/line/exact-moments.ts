import { evaluate } from '../../formula/evaluate.ts';
import type { Integrand } from '../../integrands/integrand.ts';
import { linearForm } from '../../formula/algebra/linear-form.ts';
import { call, number, Z } from '../../formula/tree/nodes.ts';
import { simplify } from '../../formula/simplify.ts';
import { analyze, type Analysis } from './analysis.ts';
import type { Exact, ExactComponent, ExactEstimate, ExactPoint } from '../exact/exact.ts';
import { allUnknown, exactComponent, mean, variance, type Structure } from './exact-component.ts';
import { productOf, sumOf, times, type Estimated } from '../exact/estimated.ts';
import { certified, EXACT_ZERO, ifCertified, INFINITE, scaled, unknown } from '../exact/exact-number.ts';
import { NO_CURVATURE, NO_VARIANCE } from '../exact/lacks.ts';
import { meanSquare } from '../exact/second-moment.ts';
import type { KnownMoments } from './integration.ts';
import { momentsOf, type LineMoments } from './moments.ts';
import { PRODUCT as PRODUCT_OF_MU } from './integral-layout.ts';
import { PATH_MU, PATH_SIGMA, R, SCORE_MU } from './variables.ts';

/**
 * Exact quantities of one draw of r(Z), Z ~ N(mu, sigma²), by quadrature with certified errors: the gradient
 * of E r, variances, kurtoses, correlation and co-kurtosis of the score and pathwise contributions, bias, E r
 * and Var r.
 *
 * Each number comes with a bound on its error; where 1e-8 (relative) cannot be certified it is unknown, with
 * the reason. Infinite moments are told as such.
 *
 * Domain: finite mu, sigma > 0. Errors: none; what fails is unknown.
 *
 * @example
 * const { mu } = exactMoments(compileIntegrand('z^2', {}), 2, 1);
 * mu.score.variance.kind; // → 'finite'
 */
export function exactMoments(integrand: Integrand, mu: number, sigma: number): ExactPoint {
  return exactOracle(integrand)(mu, sigma);
}

/** The same for many points: prepares the integrand once. */
export function exactOracle(integrand: Integrand): (mu: number, sigma: number) => ExactPoint {
  const analysis = analyze(integrand);
  return (mu, sigma) => resolvedPoint(analysis, mu, sigma).exact;
}

/** What is exact at a point, with the moments that it was made of. */
export interface ResolvedPoint {
  readonly exact: ExactPoint;
  readonly moments: LineMoments;
}

/** @param analysis from `analyze` */
export function resolvedPoint(analysis: Analysis, mu: number, sigma: number): ResolvedPoint {
  const { value, derivative } = analysis.integrand;
  const isFlat = derivative.kind === 'number' && derivative.value === 0;
  const structureMu = {
    isPathConstant: derivative.kind === 'number',
    isGradientZero: isGradientZero(analysis, mu, 'even'),
  };
  const structureSigma = {
    isPathConstant: isFlat || isSigmaPathConstant(analysis, mu),
    isGradientZero: isGradientZero(analysis, mu, 'odd'),
  };
  const constants = [
    ...(value.kind === 'number' ? [R] : []),
    ...(structureMu.isPathConstant ? [PATH_MU] : []),
    ...(structureSigma.isPathConstant ? [PATH_SIGMA] : []),
  ];
  const moments = momentsOf(analysis, mu, sigma, constants);
  if (moments.kind === 'failed') return { moments, exact: failedPoint(moments, structureMu, structureSigma) };
  const components = {
    mu: exactComponent(moments, 0, sigma, structureMu),
    sigma: exactComponent(moments, 1, sigma, structureSigma),
  };
  const expectationVariance = value.kind === 'number' ? EXACT_ZERO : variance(moments, R);
  const exact = {
    expectation: mean(moments, R),
    expectationVariance,
    ...components,
    why: whyTerms(moments, expectationVariance, components.mu, sigma),
  };
  return { moments, exact };
}

/** r of this parity about mu = 0 has no gradient in mu (even) or sigma (odd). A constant has neither. */
function isGradientZero({ parity, integrand }: Analysis, mu: number, wanted: 'even' | 'odd'): boolean {
  return integrand.value.kind === 'number' || (mu === 0 && parity === wanted);
}

/** Whether r'(z)·(z − mu) is one number, as for log((z − mu)^2). */
function isSigmaPathConstant({ integrand }: Analysis, mu: number): boolean {
  const { derivative } = integrand;
  if (linearForm(derivative) !== null) return false;
  const at = (z: number): number => evaluate(derivative, z) * (z - mu);
  const [first, second] = [at(mu + 1), at(mu + 3)];
  if (!(Math.abs(first - second) <= 1e-9 * Math.abs(first))) return false;
  const distance = mu === 0 ? Z : call('subtract', Z, number(mu));
  return simplify(call('multiply', derivative, distance)).kind === 'number';
}

/** The terms of V1 − V2 for component mu; E[r·r''] by parts, which holds where r does not jump. */
function whyTerms(
  moments: KnownMoments,
  spread: Exact,
  component: ExactComponent,
  sigma: number,
): ExactPoint['why'] {
  const square = ifCertified(scaled(meanSquare(spread, mean(moments, R)), 1 / (sigma * sigma)));
  const derivativeSquare = ifCertified(meanSquare(component.pathwise.variance, mean(moments, PATH_MU)));
  return { square, derivativeSquare, curvature: curvature(moments, component, derivativeSquare) };
}

/** 2E[r r''] = 2(E[r r' eps]/sigma − E[r'²]) = 2(E[x y] − E[y²]), x and y of component mu. */
function curvature(moments: KnownMoments, component: ExactComponent, derivativeSquare: Exact): Exact {
  if (moments.jumps.some(({ height }) => height !== 0)) return unknown(NO_CURVATURE);
  if (derivativeSquare.kind !== 'finite') return derivativeSquare;
  if (component.score.variance.kind !== 'finite') return component.score.variance;
  if (component.gradient.kind !== 'finite') return component.gradient;
  const standardized = {
    value: moments.central[PRODUCT_OF_MU]!,
    error: moments.centralErrors[PRODUCT_OF_MU]!,
  };
  const covariance = [SCORE_MU, PATH_MU].reduce<Estimated>(
    (found, v) => times(1 / moments.inverseScale[v]!, found),
    standardized,
  );
  const product = sumOf(covariance, productOf(component.gradient, component.gradient));
  const size = Math.sqrt(component.score.variance.value * derivativeSquare.value) + derivativeSquare.value;
  return certified(times(2, sumOf(product, times(-1, derivativeSquare))), size);
}

function failedPoint(
  { reason, exists }: LineMoments & { readonly kind: 'failed' },
  ofMu: Structure,
  ofSigma: Structure,
): ExactPoint {
  const each = unknown(reason);
  const known = (v: number): Partial<ExactEstimate> => ({
    ...(exists.second[v] === 'infinite' ? { variance: INFINITE } : {}),
    ...(exists.fourth[v] === 'infinite' ? { kurtosis: INFINITE } : {}),
  });
  const none = allUnknown(reason);
  const constant = { variance: EXACT_ZERO, kurtosis: unknown(NO_VARIANCE) };
  const component = (x: number, y: number, { isPathConstant }: Structure): ExactComponent => ({
    ...none,
    score: { ...none.score, ...known(x) },
    pathwise: { ...none.pathwise, ...(isPathConstant ? constant : known(y)) },
  });
  return {
    expectation: each,
    expectationVariance: exists.second[R] === 'infinite' ? INFINITE : each,
    mu: component(1, 3, ofMu),
    sigma: component(2, 4, ofSigma),
    why: { square: each, derivativeSquare: each, curvature: each },
  };
}
