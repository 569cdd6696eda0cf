import { powerOfTwo } from '../../elementary/bits.ts';
import { LOG2_E } from '../../elementary/constants.ts';
import type { MomentExistence } from './existence.ts';
import { CROSS, FOURTH, SECOND } from './integral-layout.ts';
import { PAIRS, VARIABLES } from './variables.ts';

/** Natural size of each integral: the value itself, or what bounds it by Cauchy and Schwarz. */
export function naturalSizes(central: Float64Array): Float64Array {
  const sizes = central.slice();
  PAIRS.forEach(([x, y], p) => {
    sizes[FOURTH + VARIABLES + p] = Math.sqrt(central[SECOND + x]!) * Math.sqrt(central[SECOND + y]!);
  });
  return sizes;
}

/**
 * Natural size of each variable's mean: its deviation, or E|v| where the variance is not a finite double.
 *
 * @param absolute E|v|
 */
export function spreads(
  central: Float64Array,
  absolute: Float64Array,
  inverseScale: Float64Array,
  exists: MomentExistence,
): Float64Array {
  return inverseScale.map((scale, v) => {
    const second = central[SECOND + v]!;
    const isFinite = exists.second[v] === 'finite' && second / scale / scale < Infinity;
    return isFinite ? Math.sqrt(second) / scale : absolute[v]!;
  });
}

/**
 * Power of two near e^-logSize, within the range where squares of what it multiplies stay ordinary numbers.
 */
export function inverseScaleOf(logSize: number): number {
  return powerOfTwo(Math.max(-500, Math.min(1000, -Math.round(logSize * LOG2_E))));
}

/** Whether integral i of the central moments is wanted: it exists, and is not one that nobody reads. */
export function isWanted(i: number, exists: MomentExistence): boolean {
  if (i < FOURTH) return exists.second[i] === 'finite';
  if (i < FOURTH + VARIABLES) return i > FOURTH && exists.fourth[i - FOURTH] === 'finite';
  const p = (i - FOURTH - VARIABLES) % 2;
  const [x, y] = PAIRS[p]!;
  return i < CROSS
    ? exists.second[x] === 'finite' && exists.second[y] === 'finite'
    : exists.cross[p] === 'finite';
}
