import { scaled, scaledVariance } from '../../exact/exact-number.ts';
import type { Direction } from '../../one-draw/variable/direction.ts';
import { drawLaw, drawPairLaw } from '../../one-draw/draw-law.ts';
import { drawnVariable } from '../../one-draw/drawn.ts';
import type { LatticeForm } from '../../one-draw/variable/estimate-form.ts';
import { latticeBench } from './lattice-bench.ts';
import { meanAndBias } from '../../one-draw/mean-and-bias.ts';
import { memoized } from '../../one-draw/nodes/memoized.ts';
import type { Point } from '../../one-draw/point.ts';
import type { ExactEstimate, ExactPair } from '../../exact/exact.ts';
import { sharpest, type Work } from '../../one-draw/sharpest.ts';
import type { Order } from '../../one-draw/nodes/stretch.ts';

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
    ...meanAndBias(point, variable, scale, direction, law.mean),
    variance: scaledVariance(law.variance, scale),
    kurtosis: law.kurtosis,
  };
}

export function latticePairLaw(
  point: Point,
  work: LatticeWork,
  a: LatticeForm,
  b: LatticeForm,
): Pick<ExactPair, 'correlation' | 'coKurtosis'> {
  const [x, y] = [a, b].map(({ variable }) => drawnVariable(point, 'plain', variable));
  const { correlation, coKurtosis } = drawPairLaw(point, work(a.points), x!, y!);
  return { correlation: scaled(correlation, Math.sign(a.scale * b.scale)), coKurtosis };
}
