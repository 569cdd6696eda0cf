import type { Exact, ExactComponent } from './exact.ts';

/*
 * Exact quantities of means of m independent draws, from those of one draw.
 */

/** Kurtosis of the mean of m draws: 3 + (κ − 3)/m. */
export function kurtosisOfMean(kurtosis: Exact, m: number): Exact {
  return map(kurtosis, (value) => 3 + (value - 3) / m, 1 / m);
}

/** c22 of the means of m draws: [c22 + (m − 1)(1 + 2ρ²)]/m, ρ the correlation of one draw. */
export function coKurtosisOfMeans({ coKurtosis, correlation }: ExactComponent, m: number): Exact {
  if (coKurtosis.kind !== 'finite') return coKurtosis;
  if (correlation.kind !== 'finite') return correlation;
  const rho = correlation.value;
  return {
    kind: 'finite',
    value: (coKurtosis.value + (m - 1) * (1 + 2 * rho * rho)) / m,
    error: (coKurtosis.error + (m - 1) * 4 * Math.abs(rho) * correlation.error) / m,
  };
}

/**
 * Standard error of the log of the ratio of two sample variances over `trials` paired trials of m draws, to first order
 * (delta method): the root of
 *
 *     (κ1 − 1)/T + (κ2 − 1)/T + 4/(T(T − 1)) − 2[(c22 − 1)/T + 2ρ²/(T(T − 1))]
 *
 * with κ and c22 of the means of m draws and ρ their correlation. 0 where one estimator is a multiple of the other.
 */
export function logRatioStandardError(component: ExactComponent, m: number, trials: number): Exact {
  const kurtosis1 = kurtosisOfMean(component.kurtosis1, m);
  const kurtosis2 = kurtosisOfMean(component.kurtosis2, m);
  const coKurtosis = coKurtosisOfMeans(component, m);
  const { correlation } = component;
  if (kurtosis1.kind !== 'finite') return kurtosis1;
  if (kurtosis2.kind !== 'finite') return kurtosis2;
  if (coKurtosis.kind !== 'finite') return coKurtosis;
  if (correlation.kind !== 'finite') return correlation;
  const pairs = trials * (trials - 1);
  const independent = (kurtosis1.value - 1 + (kurtosis2.value - 1)) / trials + 4 / pairs;
  const shared = (coKurtosis.value - 1) / trials + (2 * correlation.value * correlation.value) / pairs;
  const variance = Math.max(0, independent - 2 * shared);
  const error = (kurtosis1.error + kurtosis2.error + 2 * coKurtosis.error) / trials + 1e-15 * independent;
  // Below its own error the difference is rounding of 0.
  if (variance <= error) return { kind: 'finite', value: 0, error: Math.sqrt(error) };
  const value = Math.sqrt(variance);
  return { kind: 'finite', value, error: error / value };
}

/** (V1/m + b1²)/(V2/m + b2²) with b1 = 0: exact mean squared error of the score over that of the pathwise estimator. */
export function mseRatio({ variance1, variance2, bias2 }: ExactComponent, m: number): Exact {
  if (variance1.kind !== 'finite') return variance1;
  if (variance2.kind !== 'finite') return variance2;
  if (bias2.kind !== 'finite') return bias2;
  const denominator = variance2.value / m + bias2.value * bias2.value;
  if (denominator === 0) return { kind: 'unknown', reason: 'the mean squared error of the pathwise estimator is 0' };
  const value = variance1.value / m / denominator;
  const relative = (exact: { value: number; error: number }) => (exact.value === 0 ? 0 : exact.error / Math.abs(exact.value));
  return { kind: 'finite', value, error: value * (relative(variance1) + relative(variance2) + 2 * relative(bias2)) };
}

function map(exact: Exact, of: (value: number) => number, slope: number): Exact {
  return exact.kind === 'finite' ? { kind: 'finite', value: of(exact.value), error: exact.error * slope } : exact;
}
