import { signalToNoise } from '../../truth/exact/at-sample-size.ts';
import type { Exact, ExactEstimate } from '../../truth/exact/exact.ts';
import { scaled, scaledVariance } from '../../truth/exact/exact-number.ts';
import type { Asked } from '../asked.ts';
import { alongAt, TOTAL, type DerivedComponent } from '../component.ts';
import type { GuidePoint } from '../guide-point.ts';
import { requireEstimator } from '../registry.ts';
import { exactPoints, type KnowingIntegrand } from './exact-points.ts';
import { rowTruth } from './row-truth.ts';

/** What is exactly known of one estimator in one component, of an estimate from m draws. */
export interface ExactGradient {
  readonly component: DerivedComponent;
  readonly estimator: string;
  readonly gradient: Exact;
  readonly estimate: ExactEstimate;
  /** |gradient|/√variance. */
  readonly signalToNoise: Exact;
}

/**
 * The exact values of every estimator in every component at one point, at the first sample size asked for:
 * what the rows of summary.csv have.
 *
 * @throws GradvarError FORMULA_INVALID
 */
export function exactGradient(
  given: KnowingIntegrand,
  asked: Asked,
  at: GuidePoint,
): readonly ExactGradient[] {
  // A pair for each estimator, with itself.
  return asked.estimators.flatMap((name) => {
    const alone: Asked = { ...asked, estimators: [name, name] };
    const points = exactPoints(given, alone);
    const [exact, laws] = [points.oracle(at), points.laws(at)];
    const estimator = requireEstimator(name);
    return asked.components.map((component): ExactGradient => {
      const place = {
        point: at,
        m: asked.m[0]!,
        mIndex: 0,
        component,
        pair: { first: estimator, second: estimator },
        pairIndex: 0,
        trials: 2,
      };
      const { gradient, first } = rowTruth(exact, laws, alone, place);
      const scale = component === TOTAL ? 1 : alongAt(component, at, asked.knowsPhi).scale;
      return {
        component,
        estimator: name,
        gradient: scaled(gradient, scale),
        estimate: {
          mean: scaled(first.mean, scale),
          bias: scaled(first.bias, scale),
          variance: scaledVariance(first.variance, scale),
          kurtosis: first.kurtosis,
        },
        signalToNoise: signalToNoise(gradient, first.variance),
      };
    });
  });
}
