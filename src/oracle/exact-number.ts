import type { Exact } from './exact.ts';

/** Makers of `Exact`, and the rule when a number may be printed. */

/** Relative error above which a number is not certified. */
export const CERTIFIED = 1e-8;
/** Below this, underflow has spoiled a positive quantity. */
export const SMALLEST = 1e-290;

export function finite(value: number, error: number): Exact {
  return { kind: 'finite', value, error };
}

/** As `finite`; a value that cannot be told from 0 is 0, not rounding noise. */
export function finiteOrZero(value: number, error: number): Exact {
  return Math.abs(value) <= error ? finite(0, 2 * error) : finite(value, error);
}

export const EXACT_ZERO: Exact = { kind: 'finite', value: 0, error: 0 };
export const INFINITE: Exact = { kind: 'infinite' };

export function unknown(reason: string): Exact {
  return { kind: 'unknown', reason };
}

/**
 * A number if its error is certified against its natural size, else unknown.
 *
 * @param size |value|, or for a difference that may vanish what it is a difference of
 */
export function certified(value: number, error: number, size: number): Exact {
  if (!Number.isFinite(value) || !Number.isFinite(size))
    return unknown('the value or a step towards it is beyond the largest double');
  if (!(error <= CERTIFIED * size))
    return unknown(`the error estimate ${shown(error)} is too large beside ${shown(size)}`);
  return finiteOrZero(value, error);
}

/** The same for a quantity that is never negative. A value that is proved to underflow is 0. */
export function certifiedPositive(value: number, error: number): Exact {
  if (value === 0 && error === 0) return EXACT_ZERO;
  if (value < SMALLEST && error < SMALLEST) return unknown('the value is below the smallest ordinary double');
  return certified(value, error, value);
}

function shown(x: number): string {
  return x.toPrecision(2);
}
