import { NODES } from '../../line/sample.ts';
import { marginsOf, meanDoubt, widened } from './coupled-margins.ts';
import type { CoupledMoments } from './coupled-location.ts';
import type { Estimated } from '../../exact/estimated.ts';
import { quotientOf, productOf, times } from '../../exact/estimated.ts';
import type { Grid } from '../../one-draw/nodes/grid.ts';
import { sharpened } from '../../line/kronrod-rule.ts';
import { partialMeans, type PartialMeans } from './partial-means.ts';
import { sampleVariable } from '../../one-draw/sampled-variable.ts';
import { standardize } from '../../one-draw/standardized.ts';
import { valueVariable } from '../../one-draw/variable/variable.ts';

/**
 * Of Y = [r(mu + sigma·M) − r(mu + sigma·U·M)]/sigma, M double-sided Maxwell (density x²·φ(x)), U uniform.
 * Given M = x, the powers of r(mu + sigma·U·x) have the means (1/x)·∫ r^j from 0 to x, so that every moment
 * of Y is one integral over x:
 *
 *   E(Y − y)^k = ∫ x²·φ(x) Σ_j (k over j)·A(x)^(k−j)·(−1)^j·(mean of R^j up to x) dx,   A = R − y,
 *
 * with R = (r − E r)/sigma.
 */
export function scaleMoments(grid: Grid, sigma: number): CoupledMoments {
  const sampled = sampleVariable(grid, valueVariable);
  const u = standardize(grid, sampled);
  const values = sampled.values.map((r) => (r - u.mean.value) * u.inverseScale);
  const means = partialMeans(grid, values);
  const first = momentAbout(grid, values, means, 0, 1);
  const about = first.value;
  const margins = marginsOf(grid, u, Math.abs(about) + first.error);
  const second = widened(grid, momentAbout(grid, values, means, about, 2), 2, margins);
  const fourth = widened(grid, momentAbout(grid, values, means, about, 4), 4, margins);
  const unit = 1 / (sigma * u.inverseScale);
  return {
    mean: times(unit, { value: about, error: first.error + meanDoubt(margins) }),
    variance: times(unit * unit, second),
    kurtosis: quotientOf(fourth, productOf(second, second)),
  };
}

const BINOMIAL: Readonly<Record<1 | 2 | 4, readonly number[]>> = {
  1: [1, -1],
  2: [1, -2, 1],
  4: [1, -4, 6, -4, 1],
};
/** Relative rounding of what is added up. */
const ROUNDING = 1e-14;

function momentAbout(
  { eps, weights, differences, root, cells }: Grid,
  values: Float64Array,
  means: PartialMeans,
  about: number,
  k: 1 | 2 | 4,
): Estimated & { readonly byCell: Float64Array } {
  let [total, error] = [0, 0];
  const byCell = new Float64Array(cells.length);
  for (let c = 0; c < cells.length; c++) {
    let [sum, difference, size, doubt] = [0, 0, 0, 0];
    for (let j = c * NODES; j < (c + 1) * NODES; j++) {
      const q = root[j]! * root[j]!;
      const density = eps[j]! * eps[j]! * q * q;
      const a = values[j]! - about;
      let [power, given, missed] = [1, 0, 0];
      // From j = k down, so that powers of A build up.
      for (let n: number = k; n >= 0; n--) {
        given += BINOMIAL[k][n]! * power * (n === 0 ? 1 : means.powers[n]![j]!);
        missed += Math.abs(BINOMIAL[k][n]! * power) * (n === 0 ? 0 : means.errors[n]![j]!);
        power *= a;
      }
      const top = Math.abs(k === 1 ? a : k === 2 ? a * a : a * a * (a * a)) + means.sizes[k]![j]!;
      sum += weights[j]! * density * given;
      difference += differences[j]! * density * given;
      size += weights[j]! * density * top;
      doubt += weights[j]! * density * missed;
    }
    total += sum;
    byCell[c] = sum;
    error += sharpened(Math.abs(difference), size) + ROUNDING * size + doubt;
  }
  return { value: total, error, byCell };
}
