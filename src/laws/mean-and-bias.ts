import type { Exact } from '../oracle/exact.ts';
import { certified, EXACT_ZERO, finite, unknown } from '../oracle/exact-number.ts';
import { biasByParts, gradientFactor } from './by-parts.ts';
import type { Direction } from './direction.ts';
import type { Estimated } from './estimated.ts';
import type { Point } from './point.ts';
import { isNone } from './polynomial.ts';
import type { DrawVariable } from './variable.ts';

export interface MeanAndBias {
  readonly mean: Exact;
  readonly bias: Exact;
}

/** dJ along a direction, from the oracle's components. */
export function gradientAlong({ exact }: Point, direction: Direction): Exact {
  let [value, error] = [0, 0];
  for (const component of ['mu', 'sigma'] as const) {
    const factor = direction[component];
    if (factor === 0) continue;
    const { gradient } = exact[component];
    if (gradient.kind !== 'finite') return gradient;
    value += factor * gradient.value;
    error += Math.abs(factor) * gradient.error;
  }
  return finite(value, error + 2e-16 * Math.abs(value));
}

export const DISAGREE =
  'two ways to the mean disagree: r or its derivative may jump where the formula does not show it';

/**
 * Mean and bias of scale·x as an estimate of the gradient. Where integration by parts shows that the mean is the gradient
 * less what jumps take from it, the bias is that, exactly 0 without jumps, and quadrature only checks it.
 *
 * @param measured E x by quadrature
 * @param size natural size of E x
 */
export function meanAndBias(
  point: Point,
  variable: DrawVariable,
  scale: number,
  direction: Direction,
  measured: Estimated | null,
  size: number,
): MeanAndBias {
  if (measured === null) return both(unknown('the mean does not exist'));
  const [value, error] = [scale * measured.value, Math.abs(scale) * measured.error];
  const mean = certified(value, error, Math.abs(scale) * Math.max(size, Math.abs(measured.value)));
  const gradient = gradientAlong(point, direction);
  if (gradient.kind !== 'finite') return { mean, bias: gradient };
  const factor = gradientFactor(variable, scale, direction, point.sigma);
  if (factor === null) {
    if (mean.kind !== 'finite') return both(mean);
    const difference = value - gradient.value;
    const size = Math.abs(difference) + Math.abs(gradient.value);
    return { mean, bias: certified(difference, error + gradient.error, size) };
  }
  const slopeJumps = isNone(variable.second) ? [] : point.slopeJumps();
  if (slopeJumps === null) return { mean, bias: unknown("the jumps of r' cannot be listed") };
  const taken = biasByParts(variable, point.sigma, point.jumps, slopeJumps);
  const [shift, shiftError] = [scale * taken.value, Math.abs(scale) * taken.error];
  const [expected, doubt] = [factor * gradient.value + shift, Math.abs(factor) * gradient.error + shiftError];
  if (Math.abs(value - expected) > 2 * (error + doubt)) return both(unknown(DISAGREE));
  if (taken.value === 0 && taken.error === 0 && factor === 1) return { mean: gradient, bias: EXACT_ZERO };
  const lacking = (factor - 1) * gradient.value;
  const lackingError =
    Math.abs(factor - 1) * gradient.error + (factor === 1 ? 0 : 2e-16 * Math.abs(gradient.value));
  return {
    mean: finite(expected, doubt),
    bias: finite(lacking + shift + 0, lackingError + shiftError),
  };
}

function both(each: Exact): MeanAndBias {
  return { mean: each, bias: each };
}
