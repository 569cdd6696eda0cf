import { KRONROD_NODES, KRONROD_WEIGHTS } from '../oracle/kronrod-rule.ts';
import { NODES } from '../oracle/sample.ts';
import { once } from './memoized.ts';

/**
 * Integrals of a function over [-1, s] up to each node s of the 31-point rule, from its values at the nodes: those of the
 * polynomial of degree 30 through them. Exact to degree 30; the whole integral is that of the 31-point rule.
 */
export interface RunningIntegral {
  /** ∫ from −1 to each node, written to `out`, and from −1 to 1 as the last entry: 32 in all. */
  readonly upTo: (values: Float64Array, start: number, out: Float64Array) => void;
  /** Sum of the sizes of the polynomial's two highest Legendre coefficients: what it may miss. */
  readonly tail: (values: Float64Array, start: number) => number;
}

const WHOLE = Float64Array.from(KRONROD_WEIGHTS);

export const runningIntegral: () => RunningIntegral = once(() => {
  const { inverse, integrals } = legendreMatrices();
  const weights = integrals.map((row) =>
    Float64Array.from({ length: NODES }, (_, k) => row.reduce((sum, q, n) => sum + q * inverse[n]![k]!, 0)),
  );
  const dot = (row: Float64Array, values: Float64Array, start: number): number => {
    let sum = 0;
    for (let k = 0; k < NODES; k++) sum += row[k]! * values[start + k]!;
    return sum;
  };
  return {
    upTo: (values, start, out) => {
      for (let j = 0; j < NODES; j++) out[j] = dot(weights[j]!, values, start);
      out[NODES] = dot(WHOLE, values, start);
    },
    tail: (values, start) =>
      Math.abs(dot(inverse[NODES - 1]!, values, start)) + Math.abs(dot(inverse[NODES - 2]!, values, start)),
  };
});

/** From values at the nodes to Legendre coefficients, and ∫ of each Legendre polynomial from −1 to each node. */
function legendreMatrices(): {
  readonly inverse: readonly Float64Array[];
  readonly integrals: readonly Float64Array[];
} {
  const polynomials = KRONROD_NODES.map((x) => legendreAt(x, NODES + 1));
  const integrals = polynomials.map((p, j) =>
    Float64Array.from({ length: NODES }, (_, n) =>
      n === 0 ? KRONROD_NODES[j]! + 1 : (p[n + 1]! - p[n - 1]!) / (2 * n + 1),
    ),
  );
  return { inverse: inverseOf(polynomials.map((p) => p.slice(0, NODES))), integrals };
}

/** P_0(x) to P_(count−1)(x). */
function legendreAt(x: number, count: number): Float64Array {
  const p = new Float64Array(count);
  p[0] = 1;
  p[1] = x;
  for (let n = 1; n + 1 < count; n++) p[n + 1] = ((2 * n + 1) * x * p[n]! - n * p[n - 1]!) / (n + 1);
  return p;
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
