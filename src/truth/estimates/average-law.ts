import { coKurtosisAt, kurtosisAt } from '../exact/at-sample-size.ts';
import type { Exact, ExactEstimate } from '../exact/exact.ts';
import { scaled, scaledVariance } from '../exact/exact-number.ts';
import { drawnVariable } from '../one-draw/drawn.ts';
import { drawLaw, drawPairLaw } from '../one-draw/draw-law.ts';
import type { Direction } from '../one-draw/variable/direction.ts';
import type { AverageForm } from '../one-draw/variable/estimate-form.ts';
import { meanAndBias } from '../one-draw/mean-and-bias.ts';
import type { Point } from '../one-draw/point.ts';
import type { Work } from '../one-draw/sharpest.ts';

/** Exact quantities of the mean of independent draws or pairs: V/m, 3 + (κ − 3)/m. */
export function averageLaw(point: Point, work: Work, form: AverageForm, direction: Direction): ExactEstimate {
  const { family, variable, draws, scale } = form;
  const law = drawLaw(point, work, drawnVariable(point, family, variable));
  const { mean, bias } = meanAndBias(point, variable, scale, direction, law.mean);
  return {
    mean,
    bias,
    variance: scaledVariance(law.variance, scale, draws),
    kurtosis: kurtosisAt(law.kurtosis, draws),
  };
}

/** Correlation and co-kurtosis of two means of the same draws. */
export function averagePairLaw(
  point: Point,
  work: Work,
  a: AverageForm,
  b: AverageForm,
): { readonly correlation: Exact; readonly coKurtosis: Exact } {
  const [x, y] = [a, b].map(({ family, variable }) => drawnVariable(point, family, variable));
  const one = drawPairLaw(point, work, x!, y!);
  return {
    correlation: scaled(one.correlation, Math.sign(a.scale * b.scale)),
    coKurtosis: coKurtosisAt(one, a.draws),
  };
}
