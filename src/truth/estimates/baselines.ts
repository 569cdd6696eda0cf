import { certified, EXACT_ZERO, finite, unknown } from '../exact/exact-number.ts';
import type { Exact } from '../exact/exact.ts';
import type { Direction } from '../one-draw/variable/direction.ts';
import { drawnExistence, drawnVariable } from '../one-draw/drawn.ts';
import { quotientOf, times, type Estimated } from '../exact/estimated.ts';
import { moment } from '../one-draw/nodes/moment.ts';
import type { Point } from '../one-draw/point.ts';
import type { Baselines } from '../one-draw/variable/point-laws.ts';
import { lightFactor } from '../one-draw/nodes/light-factor.ts';
import { scoreWeight } from '../one-draw/variable/polynomial.ts';
import type { Sized, Work } from '../one-draw/sharpest.ts';
import {
  combinedVariable,
  pathVariable,
  scoreVariable,
  valueVariable,
} from '../one-draw/variable/variable.ts';

export function baselinesAt(point: Point, work: Work, direction: Direction): Baselines {
  const { value } = point.integrand;
  if (value.kind === 'number') {
    const constant = finite(value.value, 0);
    return { expectation: constant, optimal: constant, mix: mixAt(point, work, direction) };
  }
  return {
    expectation: point.exact.expectation,
    optimal: optimalAt(point, work, direction),
    mix: mixAt(point, work, direction),
  };
}

/** E[r·w²]/E[w²] = E r + E[(r − E r)·w²]/E[w²]. */
function optimalAt(point: Point, work: Work, direction: Direction): Exact {
  const square = direction.mu * direction.mu + 2 * direction.sigma * direction.sigma;
  if (square === 0) return unknown('the direction is 0');
  // E|r|·eps² is what must exist.
  const needed = drawnVariable(point, 'plain', scoreVariable({ mu: 0, sigma: 1 }));
  if (drawnExistence(point, needed, 'first') !== 'finite') return unknown('E[r·eps^4] may not exist');
  const worked = work('plain', 1, ({ grid, standardized }) => {
    const u = standardized(valueVariable);
    const part = moment(grid, [[u, 1]], lightFactor(grid, scoreWeight(direction), 2));
    const shift = times(1 / (square * u.inverseScale), part);
    const value = u.mean.value + shift.value;
    const size = Math.max(Math.abs(value), Math.sqrt(moment(grid, [[u, 2]]).value) / u.inverseScale);
    return [{ value, error: u.mean.error + shift.error, size }];
  });
  if (worked.kind === 'failed') return unknown(worked.reason);
  const found = worked.values[0]!;
  return certified(found, found.size);
}

/** −Cov(y, x − y)/Var(x − y), x and y the score and pathwise contributions of one draw. */
function mixAt(point: Point, work: Work, direction: Direction): Exact {
  const score = combinedVariable(1 / point.sigma, scoreVariable(direction), 0, scoreVariable(direction));
  const path = pathVariable(direction);
  const [x, y] = [score, path].map((variable) => drawnVariable(point, 'plain', variable));
  const [first, second] = [x!, y!].map((each) => drawnExistence(point, each, 'second'));
  if (first === 'infinite' && second === 'finite') return EXACT_ZERO;
  if (first === 'finite' && second === 'infinite') return finite(1, 0);
  if (first !== 'finite' || second !== 'finite') return unknown('neither variance is known to be finite');
  if (x!.isConstant && y!.isConstant) return unknown('both variances are 0');
  if (y!.isConstant) return EXACT_ZERO;
  if (x!.isConstant) return finite(1, 0);
  const difference = combinedVariable(1, score, -1, path);
  const worked = work('plain', 1, ({ grid, standardized }): readonly Sized[] => {
    const [v, d] = [standardized(y!.variable), standardized(difference)];
    const product = moment(grid, [
      [v, 1],
      [d, 1],
    ]);
    const alpha: Estimated = times(
      -d.inverseScale / v.inverseScale,
      quotientOf(product, moment(grid, [[d, 2]])),
    );
    return [{ ...alpha, size: Math.max(1, Math.abs(alpha.value)) }];
  });
  if (worked.kind === 'failed') return unknown(worked.reason);
  const found = worked.values[0]!;
  return certified(found, found.size);
}
