import { productOf, quotientOf, rootOf, SMALLEST, sumOf, times, type Estimated } from './estimated.ts';
import type { Exact, FiniteNumber } from './exact.ts';
import { NO_DENOMINATOR } from './lacks.ts';

/** Makers of `Exact`, the rule when a number may be printed, and its arithmetic. */

/** Relative error above which a number is not certified. */
export const CERTIFIED = 1e-8;

/** The only way to a number: one that cannot be told from 0 is 0, and one beyond the doubles is unknown. */
export function finite(value: number, error: number): Exact {
  if (!Number.isFinite(value) || !(error < Infinity)) return unknown(BEYOND);
  const isSwamped = value !== 0 && Math.abs(value) <= error;
  return numberOf(isSwamped ? 0 : value + 0, isSwamped ? 2 * error : error);
}

function numberOf(value: number, error: number): FiniteNumber {
  return { kind: 'finite', value, error } as FiniteNumber;
}

const TOO_SMALL = 'the value is below the smallest ordinary double';
const BEYOND = 'the value or a step towards it is beyond the largest double';

export const EXACT_ZERO: FiniteNumber = numberOf(0, 0);
export const INFINITE: Exact = { kind: 'infinite' };

export function unknown(reason: string): Exact {
  return { kind: 'unknown', reason };
}

/**
 * A number if its error is certified against its natural size, else unknown.
 *
 * @param size |value|, or for a difference that may vanish what it is a difference of
 */
export function certified({ value, error }: Estimated, size = Math.abs(value)): Exact {
  if (!Number.isFinite(value) || !Number.isFinite(size)) return unknown(BEYOND);
  if (!(error <= CERTIFIED * size))
    return unknown(`the error estimate ${shown(error)} is too large beside ${shown(size)}`);
  return finite(value, error);
}

/**
 * The same for a quantity that is never negative. Only without any error is it 0: one that underflows is
 * unknown.
 */
export function certifiedPositive({ value, error }: Estimated): Exact {
  if (value === 0 && error === 0) return EXACT_ZERO;
  if (value < SMALLEST && error < SMALLEST) return unknown(TOO_SMALL);
  return certified({ value, error });
}

/** What was reckoned from certified numbers, if it still is one. */
export function ifCertified(a: Exact): Exact {
  return a.kind === 'finite' ? certified(a) : a;
}

function shown(x: number): string {
  return x.toPrecision(2);
}

/** What is infinite decides, then what is unknown; null where every part is a number. */
export function lackOf(...parts: readonly Exact[]): Exact | null {
  return (
    parts.find(({ kind }) => kind === 'infinite') ?? parts.find(({ kind }) => kind === 'unknown') ?? null
  );
}

export function plus(a: Exact, b: Exact): Exact {
  return joined(a, b, sumOf);
}

export function minus(a: Exact, b: Exact): Exact {
  return plus(a, scaled(b, -1));
}

/** a·factor; the factor is exact. */
export function scaled(a: Exact, factor: number): Exact {
  if (a.kind !== 'finite') return a;
  return factor === 0 ? EXACT_ZERO : ofEstimated(times(factor, a));
}

/** The variance of factor times the mean of so many independent A from that of A. */
export function scaledVariance(a: Exact, factor: number, draws = 1): Exact {
  const square = (factor * factor) / draws;
  if (square === 0 && factor !== 0) return unknown(TOO_SMALL);
  const found = scaled(a, square);
  return found.kind === 'finite' && found.value === 0 && found.error > 0 ? unknown(TOO_SMALL) : found;
}

/** a·b; what is exactly 0 stays so beside anything. */
export function product(a: Exact, b: Exact): Exact {
  return isExactZero(a) || isExactZero(b) ? EXACT_ZERO : joined(a, b, productOf);
}

export function isExactZero(a: Exact): boolean {
  return a.kind === 'finite' && a.value === 0 && a.error === 0;
}

/** √(Σ aᵢ²). */
export function euclideanLength(parts: readonly Exact[]): Exact {
  if (parts.length === 1) return absolute(parts[0]!);
  const square = parts.map((part) => product(part, part)).reduce(plus);
  if (square.kind !== 'finite' || isExactZero(square)) return square;
  return square.value === 0 ? finite(0, Math.sqrt(square.error)) : ofEstimated(rootOf(square));
}

/** √a of what is never negative. */
export function root(a: Exact): Exact {
  return a.kind === 'finite' && a.value > 0 ? ofEstimated(rootOf(a)) : a;
}

function absolute(a: Exact): Exact {
  return a.kind === 'finite' && a.value < 0 ? scaled(a, -1) : a;
}

/** What a few certified numbers together may be off by. */
const DERIVED = 10;

/** a/b; unknown where b cannot be told from 0, or is known too little. */
export function quotient(a: Exact, b: Exact): Exact {
  if (a.kind !== 'finite' || b.kind !== 'finite') return lackOf(a, b)!;
  if (b.value === 0) return unknown(NO_DENOMINATOR);
  return isExactZero(a) ? EXACT_ZERO : certifiedQuotient(quotientOf(a, b));
}

/** A quotient that may be 0 is judged beside 1. */
function certifiedQuotient(found: Estimated): Exact {
  return certified(found, found.value === 0 ? 1 : DERIVED * Math.abs(found.value));
}

function joined(a: Exact, b: Exact, join: (a: Estimated, b: Estimated) => Estimated): Exact {
  return a.kind === 'finite' && b.kind === 'finite' ? ofEstimated(join(a, b)) : lackOf(a, b)!;
}

function ofEstimated({ value, error }: Estimated): Exact {
  return finite(value, error);
}

/** As a cell of a table: empty where it is infinite or not known. */
export function numberOrNull(exact: Exact | undefined): number | null {
  return exact?.kind === 'finite' ? exact.value : null;
}
