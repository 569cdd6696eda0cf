import type { Exact, ExactEstimate, ExactPair } from './exact.ts';
import { euclideanLength, finite, plus, product, quotient, root } from './exact-number.ts';

/**
 * Exact quantities of estimates that average m independent draws, from those of one draw. They carry the
 * errors along; what is infinite or unknown stays so.
 */

/** The estimate from m draws: V/m, 3 + (κ − 3)/m. */
export function averageOf({ mean, bias, variance, kurtosis }: ExactEstimate, m: number): ExactEstimate {
  return { mean, bias, variance: varianceAt(variance, m), kurtosis: kurtosisAt(kurtosis, m) };
}

/** Variance of an m-draw estimate: V/m. */
export function varianceAt(variance: Exact, m: number): Exact {
  return variance.kind === 'finite' ? finite(variance.value / m, variance.error / m) : variance;
}

/** Kurtosis of an m-draw estimate: 3 + (κ − 3)/m. */
export function kurtosisAt(kurtosis: Exact, m: number): Exact {
  return kurtosis.kind === 'finite' ? finite(3 + (kurtosis.value - 3) / m, kurtosis.error / m) : kurtosis;
}

/** Normalized cross moment c22 of a pair of m-draw estimates: [c22 + (m − 1)(1 + 2ρ²)]/m. */
export function coKurtosisAt(
  { coKurtosis, correlation }: Pick<ExactPair, 'coKurtosis' | 'correlation'>,
  m: number,
): Exact {
  if (coKurtosis.kind !== 'finite') return coKurtosis;
  if (correlation.kind !== 'finite') return correlation;
  const { value: rho, error } = correlation;
  const value = (coKurtosis.value + (m - 1) * (1 + 2 * rho * rho)) / m;
  return finite(value, (coKurtosis.error + (m - 1) * 4 * Math.abs(rho) * error) / m);
}

/** |gradient|/√variance: how far an estimate stands out of its own noise. */
export function signalToNoise(gradient: Exact, variance: Exact): Exact {
  return quotient(euclideanLength([gradient]), root(variance));
}

/** Variance + bias². */
export function meanSquaredError({ variance, bias }: Pick<ExactEstimate, 'variance' | 'bias'>): Exact {
  return plus(variance, product(bias, bias));
}

/**
 * Standard error of the log of the measured variance ratio over T trials of m draws (delta method, both
 * estimators on the same draws). With κ, c22 of the m-draw estimates its square is
 *
 *   (κ1 − 1)/T + (κ2 − 1)/T + 4/(T(T−1)) − 2[(c22 − 1)/T + 2ρ²/(T(T−1))]
 *   = [D + 4(m − 1)(1 − ρ²)]/(mT) + 4(1 − ρ²)/(T(T−1)),   D = κ1 + κ2 − 2 c22 of one draw,
 *
 * D = E(a² − b²)² >= 0 for the standardized contributions a, b: written so, rounding cannot make it negative.
 * Where the square cannot be told from 0 (the two are proportional) it is 0.
 *
 * Domain: m >= 1, trials >= 2.
 */
export function logRatioStandardError(
  { first, second, coKurtosis, correlation }: ExactPair,
  m: number,
  trials: number,
): Exact {
  const [kurtosis1, kurtosis2] = [first.kurtosis, second.kurtosis];
  for (const part of [kurtosis1, kurtosis2, coKurtosis, correlation])
    if (part.kind === 'unknown') return part;
  if (kurtosis1.kind !== 'finite') return kurtosis1;
  if (kurtosis2.kind !== 'finite') return kurtosis2;
  if (coKurtosis.kind !== 'finite') return coKurtosis;
  if (correlation.kind !== 'finite') return correlation;
  const spread = Math.max(0, kurtosis1.value + kurtosis2.value - 2 * coKurtosis.value);
  const spreadError = kurtosis1.error + kurtosis2.error + 2 * coKurtosis.error;
  const rho = Math.abs(correlation.value);
  const apart = Math.max(0, (1 - rho) * (1 + rho));
  const apartError = 2 * rho * correlation.error + correlation.error * correlation.error;
  const share = (4 * (m - 1)) / (m * trials) + 4 / (trials * (trials - 1));
  const square = spread / (m * trials) + share * apart;
  const error = spreadError / (m * trials) + share * apartError;
  if (square <= error) return finite(0, Math.sqrt(square + error));
  const root = Math.sqrt(square);
  return finite(root, error / root);
}
