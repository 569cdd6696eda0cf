import { KRONROD_NODES } from '../../line/kronrod-rule.ts';
import { NODES } from '../../line/sample.ts';
import { lazy } from './memoized.ts';

/** P_0(x) to P_(count−1)(x), the Legendre polynomials. */
export function legendreAt(x: number, count: number): Float64Array {
  const p = new Float64Array(count);
  p[0] = 1;
  p[1] = x;
  for (let n = 1; n + 1 < count; n++) p[n + 1] = ((2 * n + 1) * x * p[n]! - n * p[n - 1]!) / (n + 1);
  return p;
}

/**
 * Rows of the matrix from values at the nodes of the 31-point rule to Legendre coefficients: of the
 * polynomial of degree 30 through the values.
 */
export const legendreRows: () => readonly Float64Array[] = lazy(() =>
  inverseOf(KRONROD_NODES.map((x) => legendreAt(x, NODES))),
);

export function dot(row: Float64Array, values: Float64Array, start: number): number {
  let sum = 0;
  for (let k = 0; k < row.length; k++) sum += row[k]! * values[start + k]!;
  return sum;
}

/** Inverse by Gauss-Jordan elimination with row pivots; the matrix is well conditioned. */
function inverseOf(matrix: readonly Float64Array[]): readonly Float64Array[] {
  const size = matrix.length;
  const rows = matrix.map((row, i) => {
    const wide = new Float64Array(2 * size);
    wide.set(row);
    wide[size + i] = 1;
    return wide;
  });
  for (let c = 0; c < size; c++) {
    let pivot = c;
    for (let i = c + 1; i < size; i++) if (Math.abs(rows[i]![c]!) > Math.abs(rows[pivot]![c]!)) pivot = i;
    [rows[c], rows[pivot]] = [rows[pivot]!, rows[c]!];
    const head = rows[c]!;
    const lead = head[c]!;
    for (let k = 0; k < 2 * size; k++) head[k]! /= lead;
    rows.forEach((row, i) => {
      const factor = row[c]!;
      if (i !== c && factor !== 0) for (let k = 0; k < 2 * size; k++) row[k]! -= factor * head[k]!;
    });
  }
  return rows.map((row) => row.slice(size));
}
