import { LOG_SQRT_2PI } from '../../elementary/constants.ts';
import { log } from '../../elementary/log.ts';
import type { Tilt } from './panel.ts';

/**
 * What is to be added to log|r·w|, w the k-th root of the density, to make it the logarithm of a value that
 * has, to the k-th power and times the probability of the piece, the integral of |r|^k over it; and the same
 * of r'.
 */
export function lifts(
  { value, derivative }: Tilt,
  logProbability: number,
  width: number,
): readonly [number, number] {
  const whole = log(width) - LOG_SQRT_2PI - logProbability;
  return [whole / value, whole / derivative];
}
