import { baseComponent, componentScale, type DerivedComponent } from '../../estimators/component.ts';
import type { Estimator } from '../../estimators/estimator.ts';
import { averageOf } from '../../truth/exact/at-sample-size.ts';
import type { ExactEstimate, ExactPoint } from '../../truth/exact/exact.ts';
import { scaled, scaledVariance } from '../../truth/exact/exact-number.ts';
import type { RowMoments } from '../moments/moment-tests.ts';

/** The exact law of the rows of a correct file, each the mean of m draws. */
export function rowLaw(
  exact: ExactPoint,
  estimator: Estimator,
  component: DerivedComponent,
  sigma: number,
  m: number,
): ExactEstimate {
  const base = exact[baseComponent(component) ?? 'mu'];
  return scaledLaw(averageOf(estimator.builtIn!.exact(base), m), componentScale(component, sigma));
}

/** The law of rows that are multiplied by a positive number. */
export function scaledLaw({ mean, bias, variance, kurtosis }: ExactEstimate, factor: number): ExactEstimate {
  return {
    mean: scaled(mean, factor),
    bias: scaled(bias, factor),
    variance: scaledVariance(variance, factor),
    kurtosis,
  };
}

/** The law as numbers; null where mean or variance is infinite or not known. */
export function knownMoments({ mean, variance, kurtosis }: ExactEstimate): RowMoments | null {
  if (mean.kind !== 'finite' || variance.kind !== 'finite') return null;
  const known = kurtosis.kind === 'finite' ? kurtosis.value : Infinity;
  return { mean: mean.value, variance: variance.value, kurtosis: known };
}
