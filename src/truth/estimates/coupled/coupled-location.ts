import { SQRT_2PI } from '../../../elementary/constants.ts';
import { productOf, quotientOf, times, type Estimated } from '../../exact/estimated.ts';
import { VALUE } from '../../one-draw/nodes/features.ts';
import type { Grid, Margin } from '../../one-draw/nodes/grid.ts';
import { moment } from '../../one-draw/nodes/moment.ts';
import { rootMeans, type SampledVariable } from '../../one-draw/sampled-variable.ts';
import { standardize } from '../../one-draw/standardized.ts';

/** Mean, variance and kurtosis of one draw of a part of the coupled estimate. */
export interface CoupledMoments {
  readonly mean: Estimated;
  readonly variance: Estimated;
  readonly kurtosis: Estimated;
}

/**
 * Of X = [r(mu + sigma·W) − r(mu − sigma·W)]/(sigma·√(2 pi)), W Rayleigh: the density of W is √(2 pi)·w times
 * the normal one, so that E f(X) is an expectation over mirrored pairs with the weight √(2 pi)·|eps|/2.
 */
export function locationMoments(mirrored: Grid, sigma: number): CoupledMoments {
  const grid = rayleighGrid(mirrored);
  const u = standardize(grid, differenceOf(grid));
  const square = moment(grid, [[u, 2]]);
  const unit = 1 / (sigma * SQRT_2PI);
  const scale = unit / u.inverseScale;
  return {
    mean: times(unit, u.mean),
    variance: times(scale * scale, square),
    kurtosis: quotientOf(moment(grid, [[u, 4]]), productOf(square, square)),
  };
}

/** Ratio of the Rayleigh density to that of the half-normal |eps|. */
function ratioAt(w: number): number {
  return 0.5 * SQRT_2PI * w;
}

function rayleighGrid(grid: Grid): Grid {
  const { eps, weights, differences, margins } = grid;
  return {
    ...grid,
    weights: weights.map((weight, j) => weight * ratioAt(eps[j]!)),
    differences: differences.map((difference, j) => difference * ratioAt(eps[j]!)),
    margins: margins.map((margin): Margin => {
      const factor = Math.sqrt(Math.sqrt(ratioAt(margin.reach)));
      return {
        ...margin,
        rootProbability: margin.rootProbability * factor,
        draw: margin.draw.map((error) => error * factor),
        mirror: margin.mirror!.map((error) => error * factor),
      };
    }),
  };
}

/** r(mu + sigma·w) − r(mu − sigma·w). */
function differenceOf(grid: Grid): SampledVariable {
  const { draw, mirror, margins } = grid;
  const values = draw.value.map((r, j) => r - mirror!.value[j]!);
  const rounding = rootMeans(grid, values);
  const errors = Float64Array.from(
    margins,
    (margin, i) => margin.draw[VALUE]! + margin.mirror![VALUE]! + 2e-16 * (rounding[i] ?? 0),
  );
  return { values, errors, atCenters: [0, 0, 0] };
}
