import type { Exact, ExactEstimate } from '../exact/exact.ts';
import { certified, EXACT_ZERO, finite, plus, scaled, unknown } from '../exact/exact-number.ts';
import { biasByParts, gradientFactor } from './variable/by-parts.ts';
import type { Direction } from './variable/direction.ts';
import type { Point } from './point.ts';
import type { Sized } from './sharpest.ts';
import { isNone } from './variable/polynomial.ts';
import type { DrawVariable } from './variable/variable.ts';

export type MeanAndBias = Pick<ExactEstimate, 'mean' | 'bias'>;

/** dJ along a direction, from the oracle's components. */
export function gradientAlong({ exact }: Point, direction: Direction): Exact {
  return (['mu', 'sigma'] as const)
    .filter((component) => direction[component] !== 0)
    .map((component) => scaled(exact[component].gradient, direction[component]))
    .reduce<Exact>(plus, EXACT_ZERO);
}

export const DISAGREE =
  'two ways to the mean disagree: r or its derivative may jump where the formula does not show it';

/**
 * Mean and bias of scale·x as an estimate of the gradient. Where integration by parts shows that the mean is
 * the gradient less what jumps take from it, the bias is that, exactly 0 without jumps, and quadrature only
 * checks it.
 *
 * @param measured E x by quadrature
 */
export function meanAndBias(
  point: Point,
  variable: DrawVariable,
  scale: number,
  direction: Direction,
  measured: Sized | null,
): MeanAndBias {
  if (measured === null) return both(unknown('the mean does not exist'));
  const x = { value: scale * measured.value, error: Math.abs(scale) * measured.error };
  const natural = Math.abs(scale) * Math.max(measured.size, Math.abs(measured.value));
  const mean = certified(x, natural);
  const gradient = gradientAlong(point, direction);
  if (gradient.kind !== 'finite') return { mean, bias: gradient };
  const factor = gradientFactor(variable, scale, direction, point.sigma);
  if (factor === null) {
    if (mean.kind !== 'finite') return both(mean);
    const difference = { value: x.value - gradient.value, error: x.error + gradient.error };
    return { mean, bias: certified(difference, Math.abs(difference.value) + Math.abs(gradient.value)) };
  }
  const slopeJumps = isNone(variable.second) ? [] : point.slopeJumps();
  if (slopeJumps === null) return { mean, bias: unknown("the jumps of r' cannot be listed") };
  const taken = biasByParts(variable, point.sigma, point.jumps, slopeJumps);
  const [shift, shiftError] = [scale * taken.value, Math.abs(scale) * taken.error];
  const [expected, doubt] = [factor * gradient.value + shift, Math.abs(factor) * gradient.error + shiftError];
  if (Math.abs(x.value - expected) > 2 * (x.error + doubt)) return both(unknown(DISAGREE));
  if (taken.value === 0 && taken.error === 0 && factor === 1) return { mean: gradient, bias: EXACT_ZERO };
  const lacking = (factor - 1) * gradient.value;
  const lackingError =
    Math.abs(factor - 1) * gradient.error + (factor === 1 ? 0 : 2e-16 * Math.abs(gradient.value));
  return {
    mean: finite(expected, doubt),
    bias: certified(
      { value: lacking + shift + 0, error: lackingError + shiftError },
      Math.max(natural, Math.abs(gradient.value), Math.abs(scale) * taken.size),
    ),
  };
}

function both(each: Exact): MeanAndBias {
  return { mean: each, bias: each };
}
