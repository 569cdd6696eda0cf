import type { Integrand } from '../../src/integrands/integrand.ts';
import { evaluator } from '../../src/formula/evaluate.ts';

/** Half-distances of the three points of a chord. */
const DISTANCES: readonly number[] = [1e-3, 1e-2, 0.1, 1];
const REACHES: readonly number[] = [1, 4, 20, 200];

/**
 * A place where r·r'' < 0, kinks included, found by brute force: the symbolic second derivative at random points, and chords
 * (r > 0 below its middle value, or r < 0 above it). Also where r is not a number. Null if none is met.
 */
export function negativePlace(
  { value, secondDerivative }: Integrand,
  pick: () => number,
  tries: number,
): number | null {
  const [r, d] = [evaluator(value), evaluator(secondDerivative)];
  for (let i = 0; i < tries; i++) {
    const z = (2 * pick() - 1) * REACHES[i % REACHES.length]!;
    const h = DISTANCES[(i >> 2) % DISTANCES.length]!;
    const [a, b, c] = [r(z - h), r(z), r(z + h)];
    if (Number.isNaN(a + b + c) && !isOverflow(a, b, c)) return z;
    if (!Number.isFinite(a + b + c) || Math.abs(b) < 1e-290) continue;
    const curvature = d(z);
    if (b * curvature < -1e-9 * (b * b + curvature * curvature)) return z;
    const rounding = 1e-11 * (Math.abs(a) + Math.abs(b) + Math.abs(c)) + 1e-14;
    const bend = a + c - 2 * b;
    const isPositive = Math.min(a, b, c) > rounding;
    const isNegative = Math.max(a, b, c) < -rounding;
    if ((isPositive && bend < -rounding) || (isNegative && bend > rounding)) return z;
  }
  return null;
}

function isOverflow(...values: readonly number[]): boolean {
  return values.some((value) => Math.abs(value) === Infinity);
}
