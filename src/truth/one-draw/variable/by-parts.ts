import { jumpTerm, type JumpTerm } from '../../line/jump-term.ts';
import type { Jump } from '../../line/panel.ts';
import type { Direction } from './direction.ts';
import { scoreWeight } from './polynomial.ts';
import type { DrawVariable } from './variable.ts';

/**
 * The mean of a variable in terms of r alone. Integration by parts turns E[r'·D(eps)] into E[r·(eps·D −
 * D')]/sigma less what r's jumps add, and r'' likewise into r'. So a variable whose terms add up to the score
 * weight over sigma estimates the gradient without bias but for jumps.
 */

/** Coefficients of eps·p − p'. */
function adjoint(p: readonly number[]): readonly number[] {
  return Array.from(
    { length: p.length + 1 },
    (_, i) => (i > 0 ? p[i - 1]! : 0) - (i + 1 < p.length ? (i + 1) * p[i + 1]! : 0),
  );
}

/** a + b·factor, the longer of both. */
function plus(a: readonly number[], factor: number, b: readonly number[]): readonly number[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => (a[i] ?? 0) + factor * (b[i] ?? 0));
}

/** Factors of r' and of r once r'' and then r' have been integrated by parts. */
function reduced({ value, derivative, second }: DrawVariable, sigma: number) {
  const slope = plus(derivative, 1 / sigma, adjoint(second));
  return { slope, whole: plus(value, 1 / sigma, adjoint(slope)) };
}

const ROUNDING = 1e-14;
/** Relative rounding of a factor 1. */
const SAME = 2e-15;

/**
 * c such that scale·x has c times the gradient along the direction as its mean wherever r and r' have no
 * jumps: 1 for an unbiased estimate. Null where the mean is no multiple of it.
 */
export function gradientFactor(
  variable: DrawVariable,
  scale: number,
  direction: Direction,
  sigma: number,
): number | null {
  const { constant, baseline, value } = variable;
  if (constant[0] + constant[2] - baseline * (value[0] + value[2]) !== 0) return null;
  const whole = reduced(variable, sigma).whole.map((c) => scale * c);
  const wanted = scoreWeight(direction).map((c) => c / sigma);
  const largest = wanted.reduce((at, c, i) => (Math.abs(c) > Math.abs(wanted[at]!) ? i : at), 0);
  const ratio = whole[largest]! / wanted[largest]!;
  const factor = Math.abs(ratio - 1) <= SAME ? 1 : ratio;
  const size = [...whole, ...wanted].reduce((most, c) => Math.max(most, Math.abs(c)), 0);
  return plus(whole, -factor, wanted).every((c) => Math.abs(c) <= ROUNDING * size) ? factor : null;
}

/** What the jumps of r and of r' take from the mean of x: E x less that multiple of the gradient. */
export function biasByParts(
  variable: DrawVariable,
  sigma: number,
  jumps: readonly Jump[],
  slopeJumps: readonly Jump[],
): JumpTerm {
  const parts = [
    jumpTerm(jumps, reduced(variable, sigma).slope, sigma),
    jumpTerm(slopeJumps, variable.second, sigma),
  ] as const;
  const [value, error, size] = (['value', 'error', 'size'] as const).map(
    (name) => parts[0][name] + parts[1][name],
  ) as [number, number, number];
  return { value: 0 - value, error, size };
}
