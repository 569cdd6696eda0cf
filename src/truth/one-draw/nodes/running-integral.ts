import { KRONROD_NODES, KRONROD_WEIGHTS } from '../../line/kronrod-rule.ts';
import { NODES } from '../../line/sample.ts';
import { dot, legendreAt, legendreRows } from './legendre.ts';
import { lazy } from './memoized.ts';

/**
 * Integrals of a function over [-1, s] up to each node s of the 31-point rule, from its values at the nodes:
 * those of the polynomial of degree 30 through them. Exact to degree 30; the whole integral is that of the
 * 31-point rule.
 */
export interface RunningIntegral {
  /** ∫ from −1 to each node, written to `out`, and from −1 to 1 as the last entry: 32 in all. */
  readonly upTo: (values: Float64Array, start: number, out: Float64Array) => void;
  /** Sum of the sizes of the polynomial's two highest Legendre coefficients: what it may miss. */
  readonly tail: (values: Float64Array, start: number) => number;
}

const WHOLE = Float64Array.from(KRONROD_WEIGHTS);

export const runningIntegral: () => RunningIntegral = lazy(() => {
  const rows = legendreRows();
  const weights = KRONROD_NODES.map((x) => {
    const integrals = integralsUpTo(x);
    return Float64Array.from({ length: NODES }, (_, k) =>
      integrals.reduce((sum, integral, n) => sum + integral * rows[n]![k]!, 0),
    );
  });
  return {
    upTo: (values, start, out) => {
      for (let j = 0; j < NODES; j++) out[j] = dot(weights[j]!, values, start);
      out[NODES] = dot(WHOLE, values, start);
    },
    tail: (values, start) =>
      Math.abs(dot(rows[NODES - 1]!, values, start)) + Math.abs(dot(rows[NODES - 2]!, values, start)),
  };
});

/** ∫ of P_0 to P_30 from −1 to x: (P_(n+1) − P_(n−1))/(2n + 1). */
function integralsUpTo(x: number): Float64Array {
  const p = legendreAt(x, NODES + 1);
  return Float64Array.from({ length: NODES }, (_, n) =>
    n === 0 ? x + 1 : (p[n + 1]! - p[n - 1]!) / (2 * n + 1),
  );
}
