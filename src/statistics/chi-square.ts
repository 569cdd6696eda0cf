import { exp } from '../elementary/exp.ts';
import { log, log1p } from '../elementary/log.ts';

/**
 * P(X ≥ x) for X of the chi-square distribution with df degrees of freedom: the regularized upper incomplete
 * gamma function Q(df/2, x/2).
 *
 * Domain: df > 0 (any size), x ≥ 0; a NaN gives NaN. Relative error below 1e-9 up to df = 1e6, down to
 * 1e-300. Errors: none. Source: series and continued fraction, Abramowitz and Stegun 1964, 6.5.29 and 6.5.31;
 * the latter by Lentz's method.
 */
export function chi2Survival(x: number, df: number): number {
  const a = df / 2;
  const half = x / 2;
  if (Number.isNaN(half) || Number.isNaN(a)) return NaN;
  if (half <= 0) return 1;
  if (half === Infinity) return 0;
  const probability = half < a + 1 ? 1 - lowerSeries(a, half) : upperFraction(a, half);
  return Math.min(1, Math.max(0, probability));
}

/** P(a, x) = D·(1 + x/(a+1) + x²/((a+1)(a+2)) + …), D = x^a e^−x / Gamma(a+1). */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = a + 1; term > 1e-17 * sum; k += 1) {
    term *= x / k;
    sum += term;
  }
  return poissonWeight(a, x) * sum;
}

/** Q(a, x) = a·D / (x+1−a− 1(1−a)/(x+3−a− 2(2−a)/(x+5−a− …))). */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < 1e6; k += 1) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return a * poissonWeight(a, x) * fraction;
}

/**
 * D(a, x) = x^a e^−x / Gamma(a+1) = exp(a(log(1+u) − u) − s(a)) / sqrt(2 pi a), u = (x−a)/a, s the Stirling
 * series. In u nothing large cancels near the mode, where a chi-square of many rows lies.
 */
function poissonWeight(a: number, x: number): number {
  // Stirling's series needs a large a: D(a, x) = D(a+1, x)·(a+1)/x.
  if (a < 10) return (poissonWeight(a + 1, x) * (a + 1)) / x;
  const u = (x - a) / a;
  const logarithm = u < -0.5 ? log(x / a) : log1p(u);
  return exp(a * (logarithm - u) - stirlingRest(a)) / Math.sqrt(2 * Math.PI * a);
}

/** log Gamma(a+1) − (a log a − a + log sqrt(2 pi a)), for a ≥ 10 within 1e-14. */
function stirlingRest(a: number): number {
  const square = a * a;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / a;
}
