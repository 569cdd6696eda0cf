import { atan } from '../elementary/arctangent.ts';
import { CONFIDENCE, NORMAL_QUANTILE } from '../elementary/constants.ts';

/**
 * The t with P(|T| ≤ t) = 0.95, T of Student's distribution: the half width of a two-sided 95 % interval in
 * standard errors.
 *
 * Domain: df an integer from 1. Relative error below 1e-13 up to df = 600, cost proportional to df. Errors:
 * throws RangeError outside the domain.
 */
export function studentQuantile95(df: number): number {
  if (!Number.isInteger(df) || df < 1)
    throw new RangeError(`degrees of freedom: ${df}, expected an integer from 1`);
  const scale = densityScale(df);
  // The limit for infinite df, and a lower bound of all the others.
  let t = NORMAL_QUANTILE;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const missing = CONFIDENCE - centralProbability(t, df);
    // The probability is concave in t > 0 and the start lies left of every quantile, so Newton climbs to the
    // root.
    const rise = missing / (2 * density(t, df, scale));
    if (!(rise > 1e-16 * t)) return t;
    t += rise;
  }
  return t;
}

/** df = 1 takes 8 steps, the others fewer. */
const MOST_STEPS = 40;

/**
 * P(|T| ≤ t) for integer df, as a finite sum in theta = atan(t/sqrt(df)).
 * Source: Abramowitz and Stegun 1964, 26.7.3 and 26.7.4.
 */
export function centralProbability(t: number, df: number): number {
  const cosSquared = df / (df + t * t);
  const odd = df % 2 === 1;
  let term = 1;
  let sum = df === 1 ? 0 : 1;
  for (let k = odd ? 3 : 2; k <= df - 2; k += 2) {
    term *= cosSquared * ((k - 1) / k);
    sum += term;
  }
  const sine = t / Math.sqrt(df + t * t);
  if (!odd) return sine * sum;
  return (2 / Math.PI) * (atan(t / Math.sqrt(df)) + sine * Math.sqrt(cosSquared) * sum);
}

/** Density of T at t, scale·(1 + t²/df)^(−(df+1)/2). */
function density(t: number, df: number, scale: number): number {
  const cosSquared = df / (df + t * t);
  let value = scale * (df % 2 === 1 ? cosSquared : Math.sqrt(cosSquared) * cosSquared);
  for (let k = df % 2 === 1 ? 1 : 2; k < df; k += 2) value *= cosSquared;
  return value;
}

/** Gamma((df+1)/2) / (Gamma(df/2)·sqrt(pi·df)), by the recurrence from df = 1 or 2. */
function densityScale(df: number): number {
  let gammas = df % 2 === 1 ? 1 / Math.sqrt(Math.PI) : Math.sqrt(Math.PI) / 2;
  for (let k = df % 2 === 1 ? 1 : 2; k < df; k += 2) gammas *= (k + 1) / k;
  return gammas / Math.sqrt(Math.PI * df);
}
