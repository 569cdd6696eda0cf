import type { Exact } from '../oracle/exact.ts';
import { certified, certifiedPositive } from '../oracle/exact-number.ts';

/** A number with a bound on its error. */
export interface Estimated {
  readonly value: number;
  readonly error: number;
}

/** Relative rounding of a few operations. */
const ROUNDING = 1e-15;

export function estimated(value: number, error = 0): Estimated {
  return { value, error };
}

export function sumOf(a: Estimated, b: Estimated): Estimated {
  const value = a.value + b.value;
  return { value, error: a.error + b.error + ROUNDING * Math.abs(value) };
}

export function productOf(a: Estimated, b: Estimated): Estimated {
  const value = a.value * b.value;
  const error = Math.abs(a.value) * b.error + Math.abs(b.value) * a.error + a.error * b.error;
  return { value, error: error + ROUNDING * Math.abs(value) };
}

export function times(factor: number, a: Estimated): Estimated {
  const value = factor * a.value;
  return { value, error: Math.abs(factor) * a.error + ROUNDING * Math.abs(value) };
}

/** a/b; an error of b as large as b leaves nothing known. */
export function quotientOf(a: Estimated, b: Estimated): Estimated {
  const value = a.value / b.value;
  const room = Math.abs(b.value) - b.error;
  if (!(room > 0)) return { value, error: Infinity };
  return { value, error: (a.error + Math.abs(value) * b.error) / room + ROUNDING * Math.abs(value) };
}

/** √a of a positive number. */
export function rootOf(a: Estimated): Estimated {
  const value = Math.sqrt(a.value);
  return { value, error: a.error / value + ROUNDING * value };
}

export function exactOf(a: Estimated, size: number): Exact {
  return certified(a.value, a.error, size);
}

export function exactPositive(a: Estimated): Exact {
  return certifiedPositive(a.value, a.error);
}
