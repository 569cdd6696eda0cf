import { log1p } from '../elementary/log.ts';
import { normcdf } from '../elementary/normal.ts';
import { centralProbability } from './student.ts';

/**
 * P(T > x), T of Student's distribution with a whole number of degrees of freedom, or normal for Infinity.
 *
 * Domain: every x; df an integer from 1, or Infinity. Absolute error below 1e-13 up to df = 200, relative
 * error below 1e-3 beyond. Errors: throws RangeError outside the domain. Source: Abramowitz and Stegun 1964,
 * 26.7.3 and 26.7.4; beyond df = 200 the normal tail of Wallace 1959, Annals of Mathematical Statistics 30,
 * 1124–1130: (8df + 1)/(8df + 3)·sqrt(df·log(1 + x²/df)).
 */
export function studentTail(x: number, df: number): number {
  if (df === Infinity) return normcdf(-x);
  if (!Number.isInteger(df) || df < 1)
    throw new RangeError(`degrees of freedom: ${df}, expected an integer from 1 or Infinity`);
  const distance = Math.abs(x);
  const tail = df > MOST_SUMMED ? normcdf(-wallace(distance, df)) : finiteTail(distance, df);
  return x < 0 ? 1 - tail : tail;
}

const MOST_SUMMED = 200;

function wallace(x: number, df: number): number {
  return ((8 * df + 1) / (8 * df + 3)) * Math.sqrt(df * log1p((x * x) / df));
}

function finiteTail(x: number, df: number): number {
  return Math.max(0, (1 - centralProbability(x, df)) / 2);
}
