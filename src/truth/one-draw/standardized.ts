import { log } from '../../elementary/log.ts';
import type { Estimated } from '../exact/estimated.ts';
import { inverseScaleOf } from '../line/moment-sizes.ts';
import type { Grid } from './nodes/grid.ts';
import { moment, type NodeFactor } from './nodes/moment.ts';
import { rootMeans, type SampledVariable } from './sampled-variable.ts';

/**
 * A variable less its mean, times a power of two near its inverse deviation, times the fourth root of the
 * density: so neither fourth powers nor the density overflow or underflow before they meet.
 */
export interface Standardized extends NodeFactor {
  readonly mean: Estimated;
  readonly inverseScale: number;
}

/** Centers and scales. All values must be finite. */
export function standardize(grid: Grid, sampled: SampledVariable): Standardized {
  const first = factorOf(grid, sampled, 0, 0, scaleFor(largest(grid, sampled.values)));
  const about = nearest(sampled.values, moment(grid, [[first, 1]]).value / first.inverseScale);
  // A value that x takes: where x hardly varies, the difference is exact. The mean of what is left is small,
  // and so is its error.
  const centered = factorOf(grid, sampled, about, 0, first.inverseScale);
  const rest = moment(grid, [[centered, 1]]);
  const spread = Math.sqrt(moment(grid, [[centered, 2]]).value) / first.inverseScale;
  const inverseScale = spread > 0 && spread < Infinity ? scaleFor(spread) : first.inverseScale;
  const offset = rest.value / first.inverseScale;
  const offsetError = rest.error / first.inverseScale;
  const { weighted, norms, errors } = factorOf(grid, sampled, about, offset, inverseScale);
  grid.margins.forEach(({ rootProbability }, i) => {
    errors[i]! += offsetError * inverseScale * rootProbability;
  });
  return {
    weighted,
    norms,
    errors,
    mean: { value: about + offset, error: offsetError + 2e-16 * Math.abs(about) },
    inverseScale,
  };
}

/** The value nearest to the mean. */
function nearest(values: Float64Array, mean: number): number {
  let best = values[0] ?? 0;
  for (let j = 0; j < values.length; j++)
    if (Math.abs(values[j]! - mean) < Math.abs(best - mean)) best = values[j]!;
  return best;
}

/** Power of two near 1/x, such that squares stay ordinary numbers. */
function scaleFor(x: number): number {
  if (!(x > 0) || !(x < Infinity)) return 1;
  return inverseScaleOf(log(x));
}

function largest({ root }: Grid, values: Float64Array): number {
  let most = 0;
  for (let j = 0; j < values.length; j++) most = Math.max(most, Math.abs(values[j]! * root[j]!));
  return most;
}

function factorOf(
  grid: Grid,
  { values, errors, atCenters }: SampledVariable,
  about: number,
  offset: number,
  inverseScale: number,
): NodeFactor & { readonly inverseScale: number } {
  const { root, cells, margins } = grid;
  const centered = values.map((x) => (x - about - offset) * inverseScale);
  const norms = new Float64Array(margins.length);
  norms.set(rootMeans(grid, centered));
  // Of a pair the linear terms cancel.
  const linear = grid.mirror === null ? Math.abs(atCenters[1]) : 0;
  const far = Math.abs(atCenters[0] - about - offset);
  for (let i = cells.length; i < margins.length; i++) {
    const { reach, rootProbability } = margins[i]!;
    norms[i] =
      rootProbability === 0
        ? 0
        : (far + reach * (linear + reach * Math.abs(atCenters[2]))) * rootProbability * inverseScale;
  }
  return {
    weighted: centered.map((u, j) => u * root[j]!),
    norms,
    errors: errors.map((error) => error * inverseScale),
    inverseScale,
  };
}
