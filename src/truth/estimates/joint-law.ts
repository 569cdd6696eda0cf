import { EXACT_ZERO, finite } from '../exact/exact-number.ts';
import { averagePairLaw } from './average-law.ts';
import { covariancePairLaw } from './covariance/covariance-law.ts';
import { NO_VARIANCE } from '../exact/lacks.ts';
import { bothUnknown } from '../one-draw/draw-law.ts';
import type { EstimateForm } from '../one-draw/variable/estimate-form.ts';
import { latticePairLaw, type LatticeWork } from './lattice/lattice-law.ts';
import type { Point } from '../one-draw/point.ts';
import type { ExactEstimate, ExactPair } from '../exact/exact.ts';
import type { Work } from '../one-draw/sharpest.ts';

type Joint = Pick<ExactPair, 'correlation' | 'coKurtosis'>;

/** What the joint moments of two estimates are worked out with. */
export interface JointWork {
  readonly point: Point;
  readonly work: Work;
  readonly lattice: LatticeWork;
}

/**
 * Correlation and co-kurtosis of two estimates with laws a and b. Where a variance is not finite only an
 * infinite co-kurtosis is told.
 */
export function jointLaw(
  tools: JointWork,
  first: EstimateForm,
  second: EstimateForm,
  a: ExactEstimate,
  b: ExactEstimate,
): Joint {
  const joint =
    randomnessOf(first) === randomnessOf(second)
      ? dependentLaw(tools, first, second, a)
      : { correlation: EXACT_ZERO, coKurtosis: finite(1, 0) };
  const variances = [a.variance, b.variance];
  if (variances.some(({ kind }) => kind !== 'finite')) {
    const none = bothUnknown('a variance is not finite');
    return joint.coKurtosis.kind === 'infinite' ? { ...none, coKurtosis: joint.coKurtosis } : none;
  }
  const isZero = variances.some((each) => each.kind === 'finite' && each.value === 0);
  return isZero ? bothUnknown(NO_VARIANCE) : joint;
}

function dependentLaw(
  { point, work, lattice }: JointWork,
  first: EstimateForm,
  second: EstimateForm,
  a: ExactEstimate,
): Joint {
  if (drawsOf(first) !== drawsOf(second))
    throw new RangeError(
      `estimates of the same draws need the same number of them: ${drawsOf(first)} and ${drawsOf(second)}`,
    );
  if (first.kind === 'average' && second.kind === 'average')
    return averagePairLaw(point, work, first, second);
  if (first.kind === 'covariance' && second.kind === 'average')
    return covariancePairLaw(point, work, first, second);
  if (first.kind === 'average' && second.kind === 'covariance')
    return covariancePairLaw(point, work, second, first);
  if (first.kind === 'lattice' && second.kind === 'lattice')
    return latticePairLaw(point, lattice, first, second);
  if (isSameEstimate(first, second))
    return { correlation: finite(Math.sign(first.scale * second.scale), 0), coKurtosis: a.kurtosis };
  return bothUnknown('not worked out for two such estimates of the same draws');
}

/** The same estimate but for its scale. */
function isSameEstimate(first: EstimateForm, second: EstimateForm): boolean {
  const plain = (form: EstimateForm): string => JSON.stringify({ ...form, scale: 1 });
  return plain(first) === plain(second);
}

/** Which random numbers an estimate is made of; those of different names are independent. */
function randomnessOf(form: EstimateForm): string {
  if (form.kind === 'average') return form.family;
  return form.kind === 'covariance' ? 'plain' : form.kind;
}

function drawsOf(form: EstimateForm): number {
  return form.kind === 'lattice' ? form.points : form.draws;
}
