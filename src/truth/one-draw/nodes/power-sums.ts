import type { Estimated } from '../../exact/estimated.ts';
import { memoized } from './memoized.ts';

/**
 * Expectations of polynomials in sums over independent draws. With S_i = Σ v_i over m draws of centered
 * variables v_i of one draw,
 *
 *   E Π S_i^e_i = e! · [t^e] Σ_B binomial(m, B)·N(t)^B,   N(t) = Σ_(k ≠ 0) E[Π v_i^k_i]·t^k/k!,
 *
 * B being the number of different draws that a term of the product touches: the binomial series of (1 + N)^m,
 * the generating function of the moments. Draws touched by one factor only contribute nothing, so B <= |e|/2.
 */

/** coefficient·Π S_i^exponent_i. */
export interface PowerTerm {
  readonly coefficient: number;
  readonly exponents: readonly number[];
}

/** E Π v_i^k_i for the exponents k; asked for |k| >= 2 alone, and only where some term needs it. */
export type JointMoments = (exponents: readonly number[]) => Estimated;

/** Relative rounding of the series. */
const ROUNDING = 1e-14;

/** E of the sum of the terms over m draws, with a bound on the error: that of the moments, and rounding. */
export function expectationOfPowers(
  terms: readonly PowerTerm[],
  moments: JointMoments,
  m: number,
): Estimated {
  const layout = layoutFor(terms.map(({ exponents }) => exponents));
  const known = layout.exponents.map((k, i) =>
    layout.parts[i] !== null && degreeOf(k) >= 2 ? moments(k) : null,
  );
  const series = (pick: (moment: Estimated) => number): Float64Array =>
    expanded(
      layout,
      Float64Array.from(known, (moment, i) =>
        moment === null ? 0 : pick(moment) / factorials(layout.exponents[i]!),
      ),
      m,
    );
  const exact = series(({ value }) => value);
  const sizes = series(({ value }) => Math.abs(value));
  const wide = series(({ value, error }) => Math.abs(value) + error);
  let [value, size, error] = [0, 0, 0];
  for (const { coefficient, exponents } of terms) {
    const at = layout.placeOf(exponents);
    const factor = coefficient * factorials(exponents);
    value += factor * exact[at]!;
    size += Math.abs(factor) * sizes[at]!;
    error += Math.abs(factor) * (wide[at]! - sizes[at]!);
  }
  return { value, error: error + ROUNDING * size };
}

/** Where the coefficient of each t^k stands in a series: exponents as the digits of a number. */
interface Layout {
  readonly exponents: readonly (readonly number[])[];
  readonly placeOf: (exponents: readonly number[]) => number;
  /** Places of all exponents below these in every variable; null where no term needs these. */
  readonly parts: readonly (Int32Array | null)[];
}

function layoutOf(wanted: readonly (readonly number[])[]): Layout {
  const most = wanted[0]!.map((_, i) => Math.max(...wanted.map((exponents) => exponents[i]!)));
  const placeOf = (exponents: readonly number[]): number =>
    exponents.reduce((place, k, i) => place * (most[i]! + 1) + k, 0);
  const exponents = boxOf(most);
  const isNeeded = (k: readonly number[]): boolean =>
    wanted.some((exponents) => k.every((power, i) => power <= exponents[i]!));
  const parts = exponents.map((k) => (isNeeded(k) ? Int32Array.from(boxOf(k), placeOf) : null));
  return { exponents, placeOf, parts };
}

/** Few kinds of terms are ever asked for, and a layout is nothing but a table. */
const layoutFor = memoized(layoutOf);

/** Σ_B binomial(m, B)·N^B, N without its constant and linear terms. */
function expanded(layout: Layout, single: Float64Array, m: number): Float64Array {
  const total = single.map((coefficient) => m * coefficient);
  total[0] = 1;
  const highest = Math.max(...layout.exponents.map((k, i) => (layout.parts[i] === null ? 0 : degreeOf(k))));
  let [power, binomial] = [single, m];
  for (let blocks = 2; 2 * blocks <= highest; blocks++) {
    power = productOf(layout, power, single);
    binomial *= (m - blocks + 1) / blocks;
    for (let i = 0; i < total.length; i++) total[i]! += binomial * power[i]!;
  }
  return total;
}

function productOf({ parts }: Layout, a: Float64Array, b: Float64Array): Float64Array {
  return a.map((_, i) => {
    let sum = 0;
    for (const part of parts[i] ?? []) sum += a[part]! * b[i - part]!;
    return sum;
  });
}

/** All exponents from 0 to `most`, the last variable fastest. */
function boxOf(most: readonly number[]): readonly (readonly number[])[] {
  return most.reduce<readonly (readonly number[])[]>(
    (heads, last) => heads.flatMap((head) => Array.from({ length: last + 1 }, (_, k) => [...head, k])),
    [[]],
  );
}

function degreeOf(exponents: readonly number[]): number {
  return exponents.reduce((sum, k) => sum + k, 0);
}

function factorials(exponents: readonly number[]): number {
  let product = 1;
  for (const k of exponents) for (let n = 2; n <= k; n++) product *= n;
  return product;
}
