import type { Exact, ExactComponent, ExactEstimate } from '../exact/exact.ts';
import { certified, certifiedPositive, unknown } from '../exact/exact-number.ts';
import type { Existence } from '../line/existence.ts';
import type { Direction } from '../one-draw/variable/direction.ts';
import { NO_STRUCTURE } from '../line/exact-component.ts';
import { notFinite } from '../one-draw/draw-law.ts';
import { drawnExistence, drawnJointExistence, drawnVariable } from '../one-draw/drawn.ts';
import { productOf, quotientOf, rootOf, times, type Estimated } from '../exact/estimated.ts';
import { gravest, type Degree } from '../one-draw/variable/existence-of.ts';
import type { Point } from '../one-draw/point.ts';
import { memoized } from '../one-draw/nodes/memoized.ts';
import { aboutMeans, rawMoments, type RawMoments } from '../one-draw/raw-moments.ts';
import type { Work, Workbench } from '../one-draw/sharpest.ts';
import {
  pathVariable,
  scoreVariable,
  valueVariable,
  type DrawVariable,
} from '../one-draw/variable/variable.ts';

/** E P^k of what the contributions of one coordinate are multiplied by. */
export type PowersOf = (k: number) => Estimated;

type Spread = Pick<ExactEstimate, 'variance' | 'kurtosis'>;

export interface ProductLaws extends Pick<ExactComponent, 'correlation' | 'coKurtosis'> {
  readonly score: Spread;
  readonly pathwise: Spread;
}

/**
 * Variances, kurtoses and what joins x = x_1·P and y = y_1·P, P independent of the contributions x_1 and y_1
 * of f(z_1): from E x^i·y^j = E x_1^i·y_1^j · E P^(i+j).
 *
 * @param point of f
 * @param powersOf of P on a grid; all of them exist where those of f do
 */
export function productLaws(
  point: Point,
  work: Work,
  powersOf: (bench: Workbench) => PowersOf,
  direction: Direction,
): ProductLaws {
  const drawn = (variable: DrawVariable) => drawnVariable(point, 'plain', variable);
  const [value, score, path] = [
    drawn(valueVariable),
    drawn(scoreVariable(direction)),
    drawn(pathVariable(direction)),
  ];
  const both = (variable: typeof score, degree: Degree): Existence =>
    gravest([value, variable].map((each) => drawnExistence(point, each, degree)));
  const joint = gravest([drawnJointExistence(point, score, path), drawnExistence(point, value, 'fourth')]);
  const seconds = gravest([both(score, 'second'), both(path, 'second')]);
  const workedOut = (
    existence: Existence,
    make: (central: RawMoments) => Estimated,
    finish: (found: Estimated) => Exact = certified,
  ): Exact => {
    if (existence !== 'finite') return notFinite(existence, NO_STRUCTURE);
    const found = work('plain', 1, (bench) => {
      const [u, v] = [bench.standardized(score.variable), bench.standardized(path.variable)];
      const raw = rawMoments(bench.grid, u, v);
      const powers = memoized(powersOf(bench));
      return [sized(make(aboutMeans(memoized((i, j) => productOf(raw(i, j), powers(i + j))))))];
    });
    return found.kind === 'failed' ? unknown(found.reason) : finish(found.values[0]!);
  };
  const kurtosis = (x: (k: number) => readonly [number, number]) => (central: RawMoments) => {
    const variance = central(...x(2));
    return quotientOf(central(...x(4)), productOf(variance, variance));
  };
  const ofScore = (k: number) => [k, 0] as const;
  const ofPath = (k: number) => [0, k] as const;
  return {
    score: {
      variance: workedOut(
        both(score, 'second'),
        (central) => times(1 / (point.sigma * point.sigma), central(2, 0)),
        certifiedPositive,
      ),
      kurtosis: workedOut(both(score, 'fourth'), kurtosis(ofScore)),
    },
    pathwise: {
      variance: workedOut(both(path, 'second'), (central) => central(0, 2), certifiedPositive),
      kurtosis: workedOut(both(path, 'fourth'), kurtosis(ofPath)),
    },
    correlation: workedOut(
      seconds,
      (central) => quotientOf(central(1, 1), productOf(rootOf(central(2, 0)), rootOf(central(0, 2)))),
      ({ value: rho, error }) => certified({ value: Math.max(-1, Math.min(1, rho)), error }, 1),
    ),
    coKurtosis: workedOut(joint, (central) =>
      quotientOf(central(2, 2), productOf(central(2, 0), central(0, 2))),
    ),
  };
}

export function sized(made: Estimated): Estimated & { readonly size: number } {
  return { ...made, size: Math.abs(made.value) };
}
