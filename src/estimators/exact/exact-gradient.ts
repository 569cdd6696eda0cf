import { signalToNoise } from '../../truth/exact/at-sample-size.ts';
import type { Exact, ExactEstimate } from '../../truth/exact/exact.ts';
import { scaled, scaledVariance } from '../../truth/exact/exact-number.ts';
import type { Asked } from '../asked.ts';
import { alongAt, TOTAL, type DerivedComponent } from '../component.ts';
import type { GuidePoint } from '../guide-point.ts';
import { estimatorPairs } from '../registry.ts';
import type { ExactPoints } from './exact-points.ts';
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
 * @param points of the integrand, asked for the same
 */
export function exactGradient(points: ExactPoints, asked: Asked, at: GuidePoint): readonly ExactGradient[] {
  const [exact, laws] = [points.oracle(at), points.laws(at)];
  const pairs = estimatorPairs(asked.estimators);
  return asked.estimators.flatMap((estimator, i) => {
    // The last one is the second of every pair.
    const isLast = i === pairs.length;
    const pairIndex = isLast ? 0 : i;
    return asked.components.map((component): ExactGradient => {
      const pair = pairs[pairIndex]!;
      const place = { point: at, m: asked.m[0]!, mIndex: 0, component, pair, pairIndex, trials: 2 };
      const { gradient, first, second } = rowTruth(exact, laws, asked, place);
      const { mean, bias, variance, kurtosis } = isLast ? second : first;
      const scale = component === TOTAL ? 1 : alongAt(component, at, asked.knowsPhi).scale;
      return {
        component,
        estimator,
        gradient: scaled(gradient, scale),
        estimate: {
          mean: scaled(mean, scale),
          bias: scaled(bias, scale),
          variance: scaledVariance(variance, scale),
          kurtosis,
        },
        signalToNoise: signalToNoise(gradient, variance),
      };
    });
  });
}
