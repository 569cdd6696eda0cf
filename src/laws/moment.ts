import { accumulate, emptySum, totalOf } from '../elementary/sum.ts';
import { NODES } from '../oracle/sample.ts';
import type { Estimated } from './estimated.ts';
import type { Grid } from './grid.ts';

/** A variable ready for moments: its values times the fourth root of the density, sizes and errors over the margins. */
export interface Factor {
  readonly weighted: Float64Array;
  /** (∫ u⁴)^(1/4) over each margin, by the density. */
  readonly norms: Float64Array;
  /** The same of the bound of its error. */
  readonly errors: Float64Array;
}

/** A polynomial in the draw without errors of its own; its powers do not count among the four. */
export interface LightFactor {
  readonly values: Float64Array;
  /** Bound over each margin. */
  readonly bounds: Float64Array;
}

/** Relative rounding of the sums and of the products in them. */
const ARITHMETIC = 4e-15;

/**
 * E Π u_i^k_i of variables of one draw, Σ k_i <= 4, times a power of a light factor, with a bound on the error: what the
 * two rules differ by (sharpened as in QUADPACK), rounding, errors of the variables, and what lies beyond the nodes.
 */
export function moment(
  grid: Grid,
  factors: readonly (readonly [Factor, number])[],
  light: LightFactor | null = null,
  lightPower = 0,
): Estimated {
  const { weights, differences, cells, margins } = grid;
  const degree = factors.reduce((sum, [, k]) => sum + k, 0);
  const product = new Float64Array(weights.length).fill(1);
  multiply(product, grid.root, 4 - degree);
  for (const [{ weighted }, k] of factors) multiply(product, weighted, k);
  if (light !== null) multiply(product, light.values, lightPower);
  const total = emptySum();
  let error = 0;
  for (let c = 0; c < cells.length; c++) {
    let [sum, difference, size] = [0, 0, 0];
    for (let j = c * NODES; j < (c + 1) * NODES; j++) {
      const f = product[j]!;
      sum += weights[j]! * f;
      difference += differences[j]! * f;
      size += weights[j]! * Math.abs(f);
    }
    accumulate(total, sum);
    error += sharpened(Math.abs(difference), size) + ARITHMETIC * size;
  }
  margins.forEach(({ rootProbability }, i) => {
    let [exact, wide] = [1, 1];
    for (const [{ norms, errors }, k] of factors) {
      for (let n = 0; n < k; n++) {
        exact *= norms[i]!;
        wide *= norms[i]! + errors[i]!;
      }
    }
    let weight = 1;
    for (let n = degree; n < 4; n++) weight *= rootProbability;
    if (light !== null) for (let n = 0; n < lightPower; n++) weight *= light.bounds[i]!;
    if (wide > 0 && weight > 0) error += (i < cells.length ? wide - exact : wide) * weight;
  });
  return { value: totalOf(total), error };
}

function multiply(product: Float64Array, by: Float64Array, power: number): void {
  for (let n = 0; n < power; n++) for (let j = 0; j < product.length; j++) product[j]! *= by[j]!;
}

/** Kronrod's error from the difference of the rules (R. Piessens et al., QUADPACK, 1983), never more than it. */
function sharpened(difference: number, size: number): number {
  if (!(size > 0)) return difference;
  const share = (200 * difference) / size;
  return share < 1 ? Math.min(difference, size * share * Math.sqrt(share)) : difference;
}
