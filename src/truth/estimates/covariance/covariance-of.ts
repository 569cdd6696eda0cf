import { certified, EXACT_ZERO, unknown } from '../../exact/exact-number.ts';
import type { Exact } from '../../exact/exact.ts';
import { ALONG_MU, ALONG_SIGMA, type Direction } from '../../one-draw/variable/direction.ts';
import type { ExactCovariance } from '../../one-draw/variable/point-laws.ts';

/**
 * The 2×2 covariance from variances along three directions: Var(a + t·b) = Var a + 2t·Cov(a, b) + t²·Var b,
 * with t such that both parts weigh the same.
 */
export function covarianceOf(varianceAlong: (direction: Direction) => Exact): ExactCovariance {
  const [mu, sigma] = [varianceAlong(ALONG_MU), varianceAlong(ALONG_SIGMA)];
  return { mu, sigma, between: between(mu, sigma, varianceAlong) };
}

function between(mu: Exact, sigma: Exact, varianceAlong: (direction: Direction) => Exact): Exact {
  if (mu.kind !== 'finite') return notFinite(mu);
  if (sigma.kind !== 'finite') return notFinite(sigma);
  if (mu.value === 0 || sigma.value === 0) return EXACT_ZERO;
  const t = Math.sqrt(mu.value) / Math.sqrt(sigma.value);
  const both = varianceAlong({ mu: 1, sigma: t });
  if (both.kind !== 'finite') return notFinite(both);
  const value = (both.value - mu.value - t * t * sigma.value) / (2 * t);
  const error = (both.error + mu.error + t * t * sigma.error) / (2 * t) + 4e-16 * Math.abs(mu.value / t);
  return certified({ value, error }, Math.sqrt(mu.value) * Math.sqrt(sigma.value));
}

function notFinite(exact: Exact): Exact {
  return exact.kind === 'unknown' ? exact : unknown('a variance is infinite');
}
