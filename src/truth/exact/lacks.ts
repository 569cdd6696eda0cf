import type { Exact } from './exact.ts';

/** Reasons of numbers that there are none of, whatever is known. */
export const NO_VARIANCE = 'the variance is 0';
export const NO_DENOMINATOR = 'the denominator is 0';
export const NO_KURTOSIS = 'a whole gradient has no kurtosis';
export const NO_CURVATURE = 'r jumps';

/** There is no such number: no knowledge would find it. */
export function isUndefined(exact: Exact): boolean {
  return exact.kind === 'unknown' && UNDEFINED.has(exact.reason);
}

const UNDEFINED: ReadonlySet<string> = new Set([NO_VARIANCE, NO_DENOMINATOR, NO_KURTOSIS, NO_CURVATURE]);

/** Numbers that all lack for one reason. */
export function allLacking<Name extends string>(
  names: readonly Name[],
  reason: string,
): Readonly<Record<Name, Exact>> {
  const none: Exact = { kind: 'unknown', reason };
  return Object.fromEntries(names.map((name) => [name, none])) as Record<Name, Exact>;
}

/**
 * Which of these numbers are not known and why, each reason once: `bias_2, kurtosis_2: reason; …`, or `all:
 * reason`. What is infinite or not defined is not lacking.
 */
export function lacksText(numbers: readonly (readonly [name: string, exact: Exact | undefined])[]): string {
  const names = new Map<string, string[]>();
  for (const [name, exact] of numbers) {
    if (exact?.kind !== 'unknown' || isUndefined(exact)) continue;
    const others = names.get(exact.reason);
    if (others === undefined) names.set(exact.reason, [name]);
    else others.push(name);
  }
  const shown = (of: readonly string[]): string => (of.length === numbers.length ? 'all' : of.join(', '));
  return [...names].map(([reason, of]) => `${shown(of)}: ${reason}`).join('; ');
}
