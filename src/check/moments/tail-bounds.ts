import { exp } from '../../elementary/exp.ts';
import { log } from '../../elementary/log.ts';
import { normcdf } from '../../elementary/normal.ts';
import { SET_ASIDE } from './sample-moments.ts';

/*
 * Bounds on probabilities under the exact law of the rows: they hold at any number of rows and for any tail,
 * of which only the kurtosis is used. n rows, V their variance, κ their kurtosis, w = (x − mean)², so that E
 * w = V and E w² = κV².
 */

/**
 * P(mean of w <= average) <= exp(−n(V − average)²/(2κV²)): a sum of numbers that are never negative has a
 * light lower tail, whatever the upper one.
 *
 * @param relative average/V Source: Maurer 2003, "A bound on the deviation probability for sums of
 *   non-negative random variables", theorem 2.1.
 */
export function lowerVarianceBound(relative: number, rows: number, kurtosis: number): number {
  if (!(relative < 1)) return 1;
  const z = (1 - relative) * Math.sqrt(rows / kurtosis);
  return exp(-0.5 * z * z);
}

/**
 * P(sum of w without its k largest >= n·V·relative), k = SET_ASIDE. One huge row, which a correct
 * heavy-tailed file may hold, says nothing then. With a cap c = V·sqrt(nκ/η), at least k+1 of the w are above
 * it with probability <= η^(k+1)/(k+1)! (Markov for w²); else the sum is one of numbers up to c, for which
 * Bernstein's inequality gives exp(−z²/(2(1 + z/(3√η)))), z = (relative − 1)·sqrt(n/κ). The best η is taken.
 *
 * Source: Bernstein 1946; capped as by Fuk and Nagaev 1971.
 */
export function trimmedVarianceBound(relative: number, rows: number, kurtosis: number): number {
  if (!(relative > 1)) return 1;
  const z = (relative - 1) * Math.sqrt(rows / kurtosis);
  if (z === Infinity) return 0;
  let best = 1;
  for (let step = 0; step <= ETA_STEPS; step += 1) {
    const logEta = LOG_ETA_LEAST + step * ETA_STEP;
    const exceed = exp((SET_ASIDE + 1) * logEta - LOG_FACTORIAL);
    const bernstein = exp((-0.5 * z * z) / (1 + z / (3 * exp(0.5 * logEta))));
    best = Math.min(best, exceed + bernstein);
  }
  return best;
}

const LOG_ETA_LEAST = -4;
const ETA_STEP = 0.05;
const ETA_STEPS = 160;

/** log (SET_ASIDE + 1)! */
const LOG_FACTORIAL = Array.from({ length: SET_ASIDE + 1 }, (_, i) => log(i + 1)).reduce((a, b) => a + b, 0);

/**
 * P(mean of w >= V·relative) <= 1/(1 + z²), z in exact standard errors (Cantelli); by Markov where κ is
 * infinite.
 */
export function upperVarianceBound(relative: number, rows: number, kurtosis: number): number {
  if (!(relative > 1)) return 1;
  if (kurtosis === Infinity) return 1 / relative;
  const square = ((relative - 1) * (relative - 1) * rows) / Math.max(kurtosis - 1, 1e-9);
  return 1 / (1 + square);
}

/**
 * P(|mean − exact| >= z standard errors) by the second and the fourth moment (Chebyshev):
 * <= 1/z², and <= (3 + (κ − 3)/n)/z⁴.
 */
export function meanBound(z: number, rows: number, kurtosis: number): number {
  const square = z * z;
  const second = 1 / square;
  const fourth = (3 + (kurtosis - 3) / rows) / square / square;
  return Math.min(1, second, kurtosis < Infinity ? fourth : 1);
}

/** P(|N(0, 1)| >= |z|). */
export function normalProbability(z: number): number {
  return 2 * normcdf(-Math.abs(z));
}

/**
 * P(|mean of n independent numbers − exact| >= difference), each of this variance and within `range` of its
 * expectation: <= 2·exp(−n·d²/(2(V + range·d/3))).
 *
 * Source: Bernstein 1946.
 */
export function boundedMeanBound(difference: number, rows: number, variance: number, range: number): number {
  if (!(difference > 0)) return 1;
  const spread = variance + (range * difference) / 3;
  return Math.min(1, 2 * exp((-0.5 * rows * difference * difference) / spread));
}

/**
 * What the mean of n independent numbers in [−1, 1] exceeds its expectation by with probability <= p, by the
 * variance that they show.
 *
 * Source: Maurer and Pontil 2009, "Empirical Bernstein bounds and sample variance penalization", theorem 4.
 */
export function meanErrorBound(p: number, rows: number, shown: number): number {
  const exponent = log(2 / p) / rows;
  return Math.sqrt(2 * exponent * shown) + (14 / 3) * exponent;
}

/** The difference at which `boundedMeanBound` is p. */
export function boundedMeanQuantile(p: number, rows: number, variance: number, range: number): number {
  const exponent = log(2 / p) / rows;
  const third = (exponent * range) / 3;
  return third + Math.sqrt(third * third + 2 * exponent * variance);
}
