import type { Exact, ExactComponent, ExactPoint } from './exact.ts';
import { plus, product } from './exact-number.ts';

/**
 * E x² and E y² of one draw of the score and the pathwise contribution: the variance plus the squared mean.
 */
export interface SecondMoments {
  readonly score: Exact;
  readonly pathwise: Exact;
}

export function secondMoment({ score, pathwise }: ExactComponent): SecondMoments {
  return {
    score: meanSquare(score.variance, score.mean),
    pathwise: meanSquare(pathwise.variance, pathwise.mean),
  };
}

/** V1 − V2 for component mu: the sum of the terms that tell why. */
export function varianceDifference({ why: { square, derivativeSquare, curvature } }: ExactPoint): Exact {
  return plus(plus(square, derivativeSquare), curvature);
}

/** E v² of what has this variance and mean. */
export function meanSquare(variance: Exact, mean: Exact): Exact {
  return plus(variance, product(mean, mean));
}
