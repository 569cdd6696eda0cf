import { sharpened } from '../../line/kronrod-rule.ts';
import { accumulate, emptySum, totalOf } from '../../../elementary/sum.ts';
import { NODES } from '../../line/sample.ts';
import type { Estimated } from '../../exact/estimated.ts';
import { endShareOf } from './cells.ts';
import type { Grid } from './grid.ts';

/**
 * A variable ready for moments: its values times the fourth root of the density, sizes and errors over the
 * margins.
 */
export interface NodeFactor {
  readonly weighted: Float64Array;
  /** (∫ u⁴)^(1/4) over each margin, by the density. */
  readonly norms: Float64Array;
  /** The same of the bound of its error. */
  readonly errors: Float64Array;
}

/** A power of a polynomial in the draw: it has no errors of its own, and does not count among the four. */
export interface LightFactor {
  readonly values: Float64Array;
  /** Bound over each margin. */
  readonly bounds: Float64Array;
}

/** Relative rounding of the sums and of the products in them. */
const ARITHMETIC = 4e-15;

/**
 * E Π u_i^k_i of variables of one draw, Σ k_i <= 4, times a light factor, with a bound on the error: what the
 * two rules differ by (sharpened as in QUADPACK), rounding, errors of the variables, and what lies beyond the
 * nodes.
 */
export function moment(
  grid: Grid,
  factors: readonly (readonly [NodeFactor, number])[],
  light: LightFactor | null = null,
): Estimated {
  const { weights, differences, cells, margins, root } = grid;
  // Always four: the density's fourth root stands in for what is missing.
  const four = factors.flatMap(([factor, k]) => new Array<Float64Array>(k).fill(factor.weighted));
  const degree = four.length;
  while (four.length < 4) four.push(root);
  const [a, b, c, d] = four as [Float64Array, Float64Array, Float64Array, Float64Array];
  const total = emptySum();
  let error = 0;
  for (let cell = 0; cell < cells.length; cell++) {
    let [sum, difference, size] = [0, 0, 0];
    for (let j = cell * NODES; j < (cell + 1) * NODES; j++) {
      // Pairs first: each is about as large as the square root of the whole.
      const product = a[j]! * b[j]! * (c[j]! * d[j]!);
      const f = light === null ? product : product * light.values[j]!;
      sum += weights[j]! * f;
      difference += differences[j]! * f;
      size += weights[j]! * Math.abs(f);
    }
    accumulate(total, sum);
    error +=
      sharpened(Math.abs(difference), size) +
      (ARITHMETIC + Math.max(1, degree) * endShareOf(cells[cell]!)) * size;
  }
  for (let i = 0; i < margins.length; i++) {
    let [exact, wide] = [1, 1];
    for (const [{ norms, errors }, k] of factors) {
      for (let n = 0; n < k; n++) {
        exact *= norms[i]!;
        wide *= norms[i]! + errors[i]!;
      }
    }
    let weight = light === null ? 1 : light.bounds[i]!;
    for (let n = degree; n < 4; n++) weight *= margins[i]!.rootProbability;
    if (wide > 0 && weight > 0) error += (margins[i]!.isBeyond ? wide : wide - exact) * weight;
  }
  return { value: totalOf(total), error };
}
