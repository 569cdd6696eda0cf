import type { Example } from './normal-draws.ts';

/** Exact quantities of one component, per draw. */
export interface ExactMoments {
  readonly ratio: number;
  readonly kurtosis1: number;
  readonly kurtosis2: number;
  readonly correlation: number;
  readonly coKurtosis: number;
}

/**
 * Moments by the trapezoid rule in eps over ±20, step 1/256, which converges faster than any power for analytic
 * integrands that the normal density kills at the ends.
 */
export function exactExample(
  { value, derivative, mu, sigma }: Example,
  component: 'mu' | 'sigma',
): ExactMoments {
  const step = 1 / 256;
  const points = Array.from({ length: 40 * 256 + 1 }, (_, i) => {
    const eps = -20 + i * step;
    const z = mu + sigma * eps;
    const [x, y] =
      component === 'mu'
        ? [(value(z) * eps) / sigma, derivative(z)]
        : [(value(z) * (eps * eps - 1)) / sigma, derivative(z) * eps];
    return { w: (step * Math.exp((-eps * eps) / 2)) / Math.sqrt(2 * Math.PI), x, y };
  });
  const mean = (of: (x: number, y: number) => number) =>
    points.reduce((sum, { w, x, y }) => sum + w * of(x, y), 0);
  const [mx, my] = [mean((x) => x), mean((_, y) => y)];
  const central = (i: number, j: number) => mean((x, y) => Math.pow(x - mx, i) * Math.pow(y - my, j));
  const [v1, v2] = [central(2, 0), central(0, 2)];
  return {
    ratio: v1 / v2,
    kurtosis1: central(4, 0) / (v1 * v1),
    kurtosis2: central(0, 4) / (v2 * v2),
    correlation: central(1, 1) / Math.sqrt(v1 * v2),
    coKurtosis: central(2, 2) / (v1 * v2),
  };
}

/** Of the mean of m draws, the kurtosis. */
export const kurtosisAt = (kurtosis: number, m: number) => 3 + (kurtosis - 3) / m;

/** Exact standard error of the log ratio of the variances of `trials` estimates from m draws each. */
export function exactLogRatioError(exact: ExactMoments, m: number, trials: number): number {
  const { kurtosis1, kurtosis2, correlation, coKurtosis } = exact;
  const square = correlation * correlation;
  const together = (coKurtosis + (m - 1) * (1 + 2 * square)) / m;
  const pairs = trials * (trials - 1);
  const each = (kurtosisAt(kurtosis1, m) + kurtosisAt(kurtosis2, m) - 2) / trials + 4 / pairs;
  return Math.sqrt(each - 2 * ((together - 1) / trials + (2 * square) / pairs));
}
