import { scaled, scaledVariance } from '../oracle/exact-number.ts';
import type { Direction } from './direction.ts';
import { drawLaw, drawPairLaw } from './draw-law.ts';
import { drawnVariable } from './drawn.ts';
import type { LatticeForm } from './estimate-form.ts';
import { latticeBench } from './lattice-bench.ts';
import { meanAndBias } from './mean-and-bias.ts';
import { memoized } from './memoized.ts';
import type { Point } from './point.ts';
import type { ExactEstimate } from '../oracle/exact.ts';
import type { ExactPairLaw } from './point-laws.ts';
import { sharpest, type Work } from './sharpest.ts';
import type { Order } from './stretch.ts';

/** Works numbers out over the shift of a lattice of so many points instead of over one draw. */
export type LatticeWork = (points: number) => Work;

export function latticeWork(point: Point, work: Work): LatticeWork {
  const benchAt = memoized((points: number, order: Order, level: number) =>
    latticeBench(point, points, order, level),
  );
  // A lattice of one point is one draw.
  return (points) =>
    points === 1 ? work : (_, order, make) => sharpest((level) => benchAt(points, order, level), make);
}

/** Exact quantities of a mean over a randomly shifted lattice. */
export function latticeLaw(
  point: Point,
  work: LatticeWork,
  { variable, points, scale }: LatticeForm,
  direction: Direction,
): ExactEstimate {
  const law = drawLaw(point, work(points), drawnVariable(point, 'plain', variable));
  return {
    ...meanAndBias(point, variable, scale, direction, law.mean, law.mean?.size ?? 0),
    variance: scaledVariance(law.variance, scale),
    kurtosis: law.kurtosis,
  };
}

export function latticePairLaw(
  point: Point,
  work: LatticeWork,
  a: LatticeForm,
  b: LatticeForm,
): Pick<ExactPairLaw, 'correlation' | 'coKurtosis'> {
  const [x, y] = [a, b].map(({ variable }) => drawnVariable(point, 'plain', variable));
  const { correlation, coKurtosis } = drawPairLaw(point, work(a.points), x!, y!);
  return { correlation: scaled(correlation, Math.sign(a.scale * b.scale)), coKurtosis };
}
