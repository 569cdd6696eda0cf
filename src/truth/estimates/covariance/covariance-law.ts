import { certifiedPositive, EXACT_ZERO, INFINITE, unknown } from '../../exact/exact-number.ts';
import type { Existence } from '../../line/existence.ts';
import {
  covarianceMoment,
  covarianceParts,
  covarianceVariance,
  productVariable,
  requireCovariance,
} from './covariance-moments.ts';
import type { Direction } from '../../one-draw/variable/direction.ts';
import { drawnExistence, drawnJointExistence, drawnVariable } from '../../one-draw/drawn.ts';
import { NO_STRUCTURE } from '../../line/exact-component.ts';
import { NO_VARIANCE } from '../../exact/lacks.ts';
import { bothUnknown, kurtosisOf, notFinite, pairOf } from '../../one-draw/draw-law.ts';
import type { AverageForm, CovarianceForm } from '../../one-draw/variable/estimate-form.ts';
import { productOf, quotientOf, rootOf, times } from '../../exact/estimated.ts';
import { meanAndBias } from '../../one-draw/mean-and-bias.ts';
import { moment } from '../../one-draw/nodes/moment.ts';
import type { Point } from '../../one-draw/point.ts';
import type { ExactEstimate, ExactPair } from '../../exact/exact.ts';
import type { Sized, Work } from '../../one-draw/sharpest.ts';

/** Exact quantities of a sample covariance of r with a polynomial in the draw. */
export function covarianceLaw(
  point: Point,
  work: Work,
  form: CovarianceForm,
  direction: Direction,
): ExactEstimate {
  requireCovariance(form);
  const { draws: m, scale } = form;
  if (drawnVariable(point, 'plain', form.value).isConstant)
    return { mean: EXACT_ZERO, bias: EXACT_ZERO, variance: EXACT_ZERO, kurtosis: unknown(NO_VARIANCE) };
  const one = productVariable(form, 0);
  const product = drawnVariable(point, 'plain', one);
  const [first, second, fourth] = (['first', 'second', 'fourth'] as const).map((degree) =>
    drawnExistence(point, product, degree),
  ) as [Existence, Existence, Existence];
  if (first !== 'finite')
    return {
      ...meanAndBias(point, one, scale, direction, null),
      variance: notFinite(first, NO_STRUCTURE),
      kurtosis: notFinite(first, NO_STRUCTURE),
    };
  const worked = work('plain', 1, (bench) => {
    const parts = covarianceParts(bench, form);
    const { inverseScale } = parts.product;
    const variance = covarianceVariance(bench, parts, m);
    const mean = { ...parts.product.mean, size: Math.sqrt(m * variance.value) / inverseScale };
    if (second !== 'finite') return [mean];
    const whole = times(((scale / inverseScale) * scale) / inverseScale, variance);
    if (fourth !== 'finite') return [mean, { ...whole, size: whole.value }];
    const kurtosis = quotientOf(covarianceMoment(parts, m, 4, null), productOf(variance, variance));
    return [mean, { ...whole, size: whole.value }, { ...kurtosis, size: kurtosis.value }];
  });
  if (worked.kind === 'failed')
    return {
      ...meanAndBias(point, one, scale, direction, null),
      variance: notFinite(second, worked.reason),
      kurtosis: notFinite(fourth, worked.reason),
    };
  const [mean, known, kurtosis] = worked.values as [Sized, Sized | undefined, Sized | undefined];
  const variance = known === undefined ? notFinite(second, NO_STRUCTURE) : certifiedPositive(known);
  return {
    ...meanAndBias(point, one, scale, direction, mean),
    variance,
    kurtosis: kurtosisOf(variance, fourth, kurtosis),
  };
}

/** Correlation and co-kurtosis of a sample covariance and an average of the same draws. */
export function covariancePairLaw(
  point: Point,
  work: Work,
  form: CovarianceForm,
  average: AverageForm,
): Pick<ExactPair, 'correlation' | 'coKurtosis'> {
  const m = form.draws;
  const product = drawnVariable(point, 'plain', productVariable(form, 0));
  const y = drawnVariable(point, 'plain', average.variable);
  const isConstant = y.isConstant || drawnVariable(point, 'plain', form.value).isConstant;
  if (isConstant) return bothUnknown(NO_VARIANCE);
  const joint = drawnJointExistence(point, product, y);
  if ([product, y].some((each) => drawnExistence(point, each, 'second') !== 'finite')) {
    const none = unknown('a variance is not finite');
    return { correlation: none, coKurtosis: joint === 'infinite' ? INFINITE : none };
  }
  const worked = work('plain', y.order, (bench) => {
    const parts = covarianceParts(bench, form);
    const { grid } = bench;
    const v = bench.standardized(y.variable);
    const [first, second] = [covarianceVariance(bench, parts, m), times(1 / m, moment(grid, [[v, 2]]))];
    const product = moment(grid, [
      [parts.product, 1],
      [v, 1],
    ]);
    const correlation = quotientOf(times(1 / m, product), productOf(rootOf(first), rootOf(second)));
    if (joint !== 'finite') return [{ ...correlation, size: 1 }];
    const cross = covarianceMoment(parts, m, 2, v);
    const coKurtosis = quotientOf(cross, productOf(first, second));
    return [
      { ...correlation, size: 1 },
      { ...coKurtosis, size: coKurtosis.value },
    ];
  });
  if (worked.kind === 'failed') return bothUnknown(worked.reason);
  return pairOf(worked.values, joint, Math.sign(form.scale * average.scale));
}
