import type { Integrand } from '../integrands/integrand.ts';
import { EXACT_ZERO, finite, unknown } from '../oracle/exact-number.ts';
import type { Exact } from '../oracle/exact.ts';
import { averageLaw, averagePairLaw } from './average-law.ts';
import { baselinesAt } from './baselines.ts';
import { covarianceOf } from './covariance-of.ts';
import { coupledLaw, coupledParts, type CoupledParts } from './coupled-law.ts';
import { covarianceLaw, covariancePairLaw } from './covariance-law.ts';
import { bothUnknown, NO_VARIANCE } from './draw-law.ts';
import type { Direction } from './direction.ts';
import type { EstimateForm } from './estimate-form.ts';
import { gradientAlong } from './mean-and-bias.ts';
import { memoized } from './memoized.ts';
import { pointAt, prepare, type Point } from './point.ts';
import type { ExactEstimate, ExactPairLaw, PointLaws } from './point-laws.ts';
import { workOf, type Work } from './sharpest.ts';

/**
 * Exact laws of estimates of a function's gradient: mean, bias, variance and kurtosis of one estimate from m draws, correlation
 * and co-kurtosis of two. Prepares the integrand once for many points.
 *
 * Each number comes with a bound on its error; where 1e-8 (relative) cannot be certified it is unknown, with the reason.
 * Numbers do not depend on what else was asked for.
 */
export function exactLaws(integrand: Integrand): (mu: number, sigma: number) => PointLaws {
  const prepared = prepare(integrand);
  return (mu, sigma) => lawsOf(pointAt(prepared, mu, sigma));
}

function lawsOf(point: Point): PointLaws {
  const work = workOf(point);
  const coupled = coupledParts(point, work);
  const estimate = memoized((form: EstimateForm, direction: Direction) =>
    estimateLaw(point, work, coupled, form, direction),
  );
  return {
    exact: point.exact,
    gradient: (direction) => gradientAlong(point, direction),
    baselines: memoized((direction: Direction) => baselinesAt(point, work, direction)),
    estimate,
    pair: (first, second, direction) => {
      const [a, b] = [estimate(first, direction), estimate(second, direction)];
      const joint = jointLaw(point, work, first, second, a, b);
      return { first: a, second: b, ...(isFiniteLaw(a) && isFiniteLaw(b) ? joint : withoutVariance(joint)) };
    },
    covariance: (formOf) => covarianceOf((direction) => estimate(formOf(direction), direction).variance),
  };
}

function estimateLaw(
  point: Point,
  work: Work,
  coupled: CoupledParts,
  form: EstimateForm,
  direction: Direction,
): ExactEstimate {
  switch (form.kind) {
    case 'average':
      return averageLaw(point, work, form, direction);
    case 'covariance':
      return covarianceLaw(point, work, form, direction);
    case 'coupled':
      return coupledLaw(point, coupled, form, direction);
    default: {
      const each = unknown('not worked out yet');
      return { mean: each, variance: each, bias: each, kurtosis: each };
    }
  }
}

function isFiniteLaw({ variance }: ExactEstimate): boolean {
  return variance.kind === 'finite';
}

/** What is left of a pair where a variance is not finite: that its co-kurtosis is infinite, if so. */
function withoutVariance({ coKurtosis }: Joint): Joint {
  const none = bothUnknown('a variance is not finite');
  return coKurtosis.kind === 'infinite' ? { ...none, coKurtosis } : none;
}

type Joint = Pick<ExactPairLaw, 'correlation' | 'coKurtosis'>;

function jointLaw(
  point: Point,
  work: Work,
  first: EstimateForm,
  second: EstimateForm,
  a: ExactEstimate,
  b: ExactEstimate,
): Joint {
  if (randomnessOf(first) !== randomnessOf(second)) return independent(a.variance, b.variance);
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
  if (isSameEstimate(first, second)) return proportional(a, first.scale * second.scale);
  return bothUnknown('not worked out for two such estimates of the same draws');
}

/** The same estimate but for its scale. */
function isSameEstimate(first: EstimateForm, second: EstimateForm): boolean {
  const plain = (form: EstimateForm): string => JSON.stringify({ ...form, scale: 1 });
  return plain(first) === plain(second);
}

/** Of two estimates one of which is a multiple of the other. */
function proportional({ variance, kurtosis }: ExactEstimate, factor: number): Joint {
  if (variance.kind === 'finite' && variance.value === 0) return bothUnknown(NO_VARIANCE);
  return { correlation: finite(Math.sign(factor), 0), coKurtosis: kurtosis };
}

/** Which random numbers an estimate is made of; those of different names are independent. */
function randomnessOf(form: EstimateForm): string {
  if (form.kind === 'average') return form.family;
  return form.kind === 'covariance' ? 'plain' : form.kind;
}

function drawsOf(form: EstimateForm): number {
  return form.kind === 'lattice' ? form.points : form.draws;
}

function independent(a: Exact, b: Exact): Joint {
  if ([a, b].some((each) => each.kind === 'finite' && each.value === 0)) return bothUnknown(NO_VARIANCE);
  return { correlation: EXACT_ZERO, coKurtosis: finite(1, 0) };
}
