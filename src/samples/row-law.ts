import { baseComponent, componentScale, type DerivedComponent } from '../estimators/component.ts';
import type { Estimator } from '../estimators/estimator.ts';
import { kurtosisAt, varianceAt } from '../oracle/at-sample-size.ts';
import type { Exact, ExactPoint } from '../oracle/exact.ts';
import { finite } from '../oracle/exact-number.ts';

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
  const scale = componentScale(component, sigma);
  const { bias, variance, kurtosis } = estimator.builtIn!.exact(base);
  const scaledBias = scaled(bias, scale);
  return {
    mean: sum(scaled(base.gradient, scale), scaledBias),
    bias: scaledBias,
    variance: varianceAt(scaled(variance, scale * scale), m),
    kurtosis: kurtosisAt(kurtosis, m),
  };
}

function scaled(exact: Exact, factor: number): Exact {
  return exact.kind === 'finite' ? finite(exact.value * factor, exact.error * factor) : exact;
}

function sum(a: Exact, b: Exact): Exact {
  if (a.kind !== 'finite') return a;
  return b.kind === 'finite' ? finite(a.value + b.value, a.error + b.error) : b;
}
