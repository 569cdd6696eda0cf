import { baseComponent, componentScale, type DerivedComponent } from '../estimators/component.ts';
import type { Estimator } from '../estimators/estimator.ts';
import { kurtosisAt, varianceAt } from '../oracle/at-sample-size.ts';
import type { Exact, ExactPoint } from '../oracle/exact.ts';
import { finite } from '../oracle/exact-number.ts';
import type { RowMoments } from './moment-tests.ts';

/** What is exactly known of a row that holds the mean of m draws of an estimator. */
export interface RowLaw {
  /** The gradient and, where r jumps, the estimator's bias. */
  readonly mean: Exact;
  readonly bias: Exact;
  readonly variance: Exact;
  readonly kurtosis: Exact;
}

/** The exact law of the rows of a correct file. */
export function rowLaw(
  exact: ExactPoint,
  estimator: Estimator,
  component: DerivedComponent,
  sigma: number,
  m: number,
): RowLaw {
  const base = exact[baseComponent(component) ?? 'mu'];
  const { bias, variance, kurtosis } = estimator.builtIn!.exact(base);
  const row = {
    mean: sum(base.gradient, bias),
    bias,
    variance: varianceAt(variance, m),
    kurtosis: kurtosisAt(kurtosis, m),
  };
  return scaledLaw(row, componentScale(component, sigma));
}

/** The law of rows that are multiplied by a positive number. */
export function scaledLaw({ mean, bias, variance, kurtosis }: RowLaw, factor: number): RowLaw {
  return {
    mean: scaled(mean, factor),
    bias: scaled(bias, factor),
    variance: scaled(variance, factor * factor),
    kurtosis,
  };
}

/** The law as numbers; null where mean or variance is infinite or not known. */
export function knownMoments({ mean, variance, kurtosis }: RowLaw): RowMoments | null {
  if (mean.kind !== 'finite' || variance.kind !== 'finite') return null;
  const known = kurtosis.kind === 'finite' ? kurtosis.value : Infinity;
  return { mean: mean.value, variance: variance.value, kurtosis: known };
}

function scaled(exact: Exact, factor: number): Exact {
  return exact.kind === 'finite' ? finite(exact.value * factor, exact.error * factor) : exact;
}

function sum(a: Exact, b: Exact): Exact {
  if (a.kind !== 'finite') return a;
  return b.kind === 'finite' ? finite(a.value + b.value, a.error + b.error) : b;
}
