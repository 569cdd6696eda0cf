import type { Exact } from '../exact/exact.ts';
import { certified, certifiedPositive, INFINITE, unknown } from '../exact/exact-number.ts';
import { coordinateMoments, type CoordinateMoments } from './coordinate-moments.ts';
import type { Direction } from '../one-draw/variable/direction.ts';
import { NO_STRUCTURE } from '../line/exact-component.ts';
import { NO_VARIANCE } from '../exact/lacks.ts';
import { drawnExistence, drawnJointExistence, drawnVariable } from '../one-draw/drawn.ts';
import { productOf, quotientOf, rootOf, times, type Estimated } from '../exact/estimated.ts';
import { gravest, type Degree } from '../one-draw/variable/existence-of.ts';
import { moment } from '../one-draw/nodes/moment.ts';
import type { Point } from '../one-draw/point.ts';
import type { Work, Workbench } from '../one-draw/sharpest.ts';
import { pathVariable, scoreVariable, valueVariable } from '../one-draw/variable/variable.ts';

/**
 * What is exact of one draw of the score contribution of a sum of coordinates, and of it with the pathwise
 * one.
 */
export interface CoordinateLaw {
  readonly variance: Exact;
  readonly kurtosis: Exact;
  readonly correlation: Exact;
  readonly coKurtosis: Exact;
}

const NOT_FINITE = 'a variance is not finite';

/**
 * @param point of f, where r = Σ f(z_i)
 * @param direction along mu or along sigma
 */
export function coordinateLaw(
  point: Point,
  work: Work,
  dimension: number,
  direction: Direction,
): CoordinateLaw {
  const value = drawnVariable(point, 'plain', valueVariable);
  const score = drawnVariable(point, 'plain', scoreVariable(direction));
  const path = drawnVariable(point, 'plain', pathVariable(direction));
  const exists = (degree: Degree) =>
    gravest([score, value].map((variable) => drawnExistence(point, variable, degree)));
  const [second, fourth] = [exists('second'), exists('fourth')];
  const ofPath = drawnExistence(point, path, 'second');
  const joint = gravest([drawnJointExistence(point, score, path), drawnExistence(point, value, 'second')]);

  /** A number, or what its existence says of it. */
  const workedOut = (
    existence: string,
    finish: (found: Estimated, size: number) => Exact,
    make: (moments: CoordinateMoments, bench: Workbench) => Estimated,
    size?: number,
  ): Exact => {
    if (existence === 'infinite') return INFINITE;
    if (existence === 'unknown') return unknown(NO_STRUCTURE);
    const found = work('plain', 1, (bench) => {
      const made = make(coordinateMoments(bench, point, dimension, direction), bench);
      return [{ ...made, size: size ?? Math.abs(made.value) }];
    });
    if (found.kind === 'failed') return unknown(found.reason);
    return finish(found.values[0]!, found.values[0]!.size);
  };

  const variance = workedOut(second, certifiedPositive, ({ second: ofX, inverseScale }) => {
    const scale = 1 / inverseScale / point.sigma;
    return times(scale, times(scale, ofX()));
  });
  if (variance.kind === 'finite' && variance.value === 0) return flat(variance, NO_VARIANCE);
  const kurtosis = workedOut(fourth, certified, (moments) =>
    quotientOf(moments.fourth(), productOf(moments.second(), moments.second())),
  );
  if (path.isConstant) return { ...flat(variance, NO_VARIANCE), kurtosis };
  if (second !== 'finite' || ofPath !== 'finite') {
    const coKurtosis = joint === 'infinite' ? INFINITE : unknown(NOT_FINITE);
    return { ...flat(variance, NOT_FINITE), kurtosis, coKurtosis };
  }
  return {
    variance,
    kurtosis,
    correlation: workedOut(
      'finite',
      certified,
      (moments, { grid, standardized }) => {
        const v = standardized(path.variable);
        const deviations = productOf(rootOf(moments.second()), rootOf(moment(grid, [[v, 2]])));
        const { value: rho, error } = quotientOf(moments.product(v), deviations);
        return { value: Math.max(-1, Math.min(1, rho)), error };
      },
      1,
    ),
    coKurtosis: workedOut(joint, certified, (moments, { grid, standardized }) => {
      const v = standardized(path.variable);
      const variances = productOf(moments.second(), moment(grid, [[v, 2]]));
      return quotientOf(moments.productOfSquares(v), variances);
    }),
  };
}

function flat(variance: Exact, reason: string): CoordinateLaw {
  const none = unknown(reason);
  return { variance, kurtosis: none, correlation: none, coKurtosis: none };
}
