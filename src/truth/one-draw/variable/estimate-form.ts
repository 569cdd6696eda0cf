import type { DrawVariable } from './variable.ts';

/**
 * What an estimate from m draws is made of. Each is multiplied by `scale`. Those of family `plain` see the
 * same m draws, those of `mirrored` the same m/2 pairs, those of kind `lattice` the same shift; apart from
 * that, estimates are independent.
 */
export type EstimateForm = AverageForm | CovarianceForm | CoupledForm | LatticeForm;

/**
 * Mean of `draws` independent copies: of x(eps) for family `plain`; of [x(eps) + x(−eps)]/2 for `mirrored`,
 * where draws counts the pairs.
 */
export interface AverageForm {
  readonly kind: 'average';
  readonly family: 'plain' | 'mirrored';
  readonly variable: DrawVariable;
  readonly draws: number;
  readonly scale: number;
}

/**
 * Sample covariance (Σ a·b − Σa·Σb/m)/(m − 1) over m = draws >= 2 independent draws: with a = r and b = w,
 * the score estimator with leave-one-out baselines. Family `plain`.
 */
export interface CovarianceForm {
  readonly kind: 'covariance';
  readonly value: DrawVariable;
  readonly weight: DrawVariable;
  readonly draws: number;
  readonly scale: number;
}

/**
 * Measure-valued with coupling: mean over `draws` of p·X + q·Y for the direction (p, q), with
 * X = [r(mu + sigma·W) − r(mu − sigma·W)]/(sigma·√(2 pi)), W Rayleigh, and independently
 * Y = [r(mu + sigma·M) − r(mu + sigma·U·M)]/sigma, M double-sided Maxwell, U uniform on (0, 1).
 */
export interface CoupledForm {
  readonly kind: 'coupled';
  readonly draws: number;
  readonly scale: number;
}

/** Randomly shifted lattice: (1/m)·Σ x(Φ⁻¹((i + U)/m)) over i < m = points, one U uniform on (0, 1). */
export interface LatticeForm {
  readonly kind: 'lattice';
  readonly variable: DrawVariable;
  readonly points: number;
  readonly scale: number;
}
