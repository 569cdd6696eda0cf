import type { Exact, ExactComponent } from './exact.ts';
import { finite, finiteOrZero, unknown } from './exact-number.ts';

/** E x² and E y² of one draw of the score and the pathwise contribution: the variance plus the squared mean. */
export interface SecondMoments {
  readonly score: Exact;
  readonly pathwise: Exact;
}

export function secondMoment({ gradient, bias2, variance1, variance2 }: ExactComponent): SecondMoments {
  return {
    score: raised(variance1, gradient),
    pathwise: raised(variance2, sum(gradient, bias2)),
  };
}

function raised(variance: Exact, mean: Exact): Exact {
  if (variance.kind !== 'finite') return variance;
  if (mean.kind !== 'finite') return mean.kind === 'unknown' ? mean : unknown('the mean is not finite');
  const value = variance.value + mean.value * mean.value;
  return finite(value, variance.error + 2 * Math.abs(mean.value) * mean.error + 4e-16 * value);
}

function sum(a: Exact, b: Exact): Exact {
  if (a.kind !== 'finite') return a;
  return b.kind === 'finite' ? finiteOrZero(a.value + b.value, a.error + b.error) : b;
}
