import { CONFIDENCE } from '../../elementary/constants.ts';
import { normquantile } from '../../elementary/normal-quantile.ts';
import type { Exact } from './exact.ts';

/** Relative standard error that an estimate is wanted to have. */
export const RELATIVE_ERROR = 0.1;

/** How many draws an estimate needs; null where no number is enough, or it is not known. */
export interface DrawsNeeded {
  /** For a standard error of RELATIVE_ERROR times the gradient: V/(0.1·g)². */
  readonly precise: number | null;
  /** For the right sign in 95 % of the estimates, by the normal law: V·(1.645/g)². */
  readonly signed: number | null;
}

/** @param variance of one draw of an estimate without bias */
export function drawsNeeded(gradient: Exact, variance: Exact): DrawsNeeded {
  if (gradient.kind !== 'finite' || variance.kind !== 'finite' || gradient.value === 0)
    return { precise: null, signed: null };
  const noise = variance.value / gradient.value / gradient.value;
  const quantile = normquantile(CONFIDENCE);
  const whole = (draws: number): number | null =>
    Number.isFinite(draws) ? Math.max(1, Math.ceil(draws)) : null;
  return {
    precise: whole(noise / RELATIVE_ERROR / RELATIVE_ERROR),
    signed: whole(noise * quantile * quantile),
  };
}
