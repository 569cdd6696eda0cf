/**
 * Operations with kinks and jumps over whole registers, out[i] = f(a[i], …) for i < count, with the semantics
 * of src/formula/operations: a NaN operand stays NaN. `out` may be an operand.
 */

export function abs(count: number, out: Float64Array, a: Float64Array): void {
  for (let i = 0; i < count; i++) out[i] = Math.abs(a[i]!);
}

/** 1, −1, or a positive 0 at both zeros. */
export function sign(count: number, out: Float64Array, a: Float64Array): void {
  for (let i = 0; i < count; i++) {
    const x = a[i]!;
    out[i] = x > 0 ? 1 : x < 0 ? -1 : x === 0 ? 0 : x;
  }
}

/** 1 for a >= 0, else 0. */
export function step(count: number, out: Float64Array, a: Float64Array): void {
  for (let i = 0; i < count; i++) {
    const x = a[i]!;
    out[i] = x >= 0 ? 1 : x < 0 ? 0 : x;
  }
}

export function floor(count: number, out: Float64Array, a: Float64Array): void {
  for (let i = 0; i < count; i++) out[i] = Math.floor(a[i]!);
}

/** a − b·floor(a/b). */
export function mod(count: number, out: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < count; i++) out[i] = a[i]! - b[i]! * Math.floor(a[i]! / b[i]!);
}

// A NaN in y makes the comparison false, which gives y; only a NaN in x needs the second question.
const lesser = (x: number, y: number): number => (x < y || x !== x ? x : y);
const greater = (x: number, y: number): number => (x > y || x !== x ? x : y);

export function min(count: number, out: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < count; i++) out[i] = lesser(a[i]!, b[i]!);
}

export function max(count: number, out: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < count; i++) out[i] = greater(a[i]!, b[i]!);
}

/** min(max(a, low), high). */
export function clip(
  count: number,
  out: Float64Array,
  a: Float64Array,
  low: Float64Array,
  high: Float64Array,
): void {
  for (let i = 0; i < count; i++) out[i] = lesser(greater(a[i]!, low[i]!), high[i]!);
}

/** b where a >= 0, c where a < 0. */
export function select(
  count: number,
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    const x = a[i]!;
    out[i] = x >= 0 ? b[i]! : x < 0 ? c[i]! : x;
  }
}
