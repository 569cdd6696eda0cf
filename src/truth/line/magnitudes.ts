import { LN2 } from '../../elementary/constants.ts';
import { log } from '../../elementary/log.ts';
import type { MomentExistence } from './existence.ts';
import { PAIRS, R, VARIABLES } from './variables.ts';

/**
 * Logarithms of the moments' sizes as known so far: E|v|, E v², E v⁴ and E x²y². They decide what is
 * negligible; a first guess comes from values met on the way, and the final sums must confirm it.
 */
export interface Magnitudes {
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly fourth: Float64Array;
  readonly cross: Float64Array;
}

export function noMagnitudes(): Magnitudes {
  const none = (count: number): Float64Array => new Float64Array(count).fill(-Infinity);
  return {
    first: none(VARIABLES),
    second: none(VARIABLES),
    fourth: none(VARIABLES),
    cross: none(PAIRS.length),
  };
}

/**
 * Logarithms of bounds of |r| and |r'|, and of their distance from the centers of r and r' where these are
 * not 0.
 */
export interface Sizes {
  readonly logValue: number;
  readonly logDerivative: number;
  readonly logFromCenters: readonly [number | null, number | null];
}

/**
 * Logarithm of a bound on each variable, r and r' themselves measured from their centers, where |eps| <=
 * reach.
 */
export function variableBounds(
  out: Float64Array,
  { logValue: r, logDerivative: d, logFromCenters }: Sizes,
  reach: number,
  logSigma: number,
): void {
  const logReach = reach > 0 ? log(reach) : -Infinity;
  out[0] = logFromCenters[0] ?? r;
  out[1] = r + logReach - logSigma;
  out[2] = r + (reach * reach > 2 ? log(reach * reach - 1) : 0) - logSigma;
  out[3] = logFromCenters[1] ?? d;
  out[4] = d + logReach;
}

/** Raises the magnitudes by a part where the variables have these sizes, on a set of this probability. */
export function raise(m: Magnitudes, sizes: Float64Array, logProbability: number): void {
  for (let v = 0; v < VARIABLES; v++) {
    const size = sizes[v]!;
    m.first[v] = Math.max(m.first[v]!, size + logProbability);
    m.second[v] = Math.max(m.second[v]!, 2 * size + logProbability);
    m.fourth[v] = Math.max(m.fourth[v]!, 4 * size + logProbability);
  }
  for (let p = 0; p < PAIRS.length; p++) {
    const [x, y] = PAIRS[p]!;
    m.cross[p] = Math.max(m.cross[p]!, 2 * (sizes[x]! + sizes[y]!) + logProbability);
  }
}

/** Heavy tails reach far: going further than this only leads to overflow. */
const HEAVY_TOLERANCE = -44;

/** E x²y² is first taken to be at least e^-46 E x² E y²: midway values may all miss it. */
const CROSS_FLOOR = 46;

/** Logarithms of what may change, of the variables, and of the probability, on a part of the line. */
interface Change {
  readonly change: Float64Array;
  readonly size: Float64Array;
  readonly logProbability: number;
}

/**
 * Whether a change of every variable by at most `change` on a set of the given probability, where the
 * variables are at most `size`, is below e^tolerance of each moment that is wanted (all in logarithms).
 *
 * |(v+δ)^k − v^k| <= k δ (|v|+δ)^(k−1), about the mean instead of 0: the root mean square bounds |mean|.
 */
export function isNegligible(
  m: Magnitudes,
  exists: MomentExistence,
  { change, size, logProbability }: Change,
  tolerance: number,
): boolean {
  for (let v = 0; v < VARIABLES; v++) {
    const delta = change[v]!;
    if (delta === -Infinity) continue;
    const hasVariance = exists.second[v] === 'finite';
    const forMean = hasVariance ? tolerance : Math.max(tolerance, HEAVY_TOLERANCE);
    if (exists.first[v] === 'finite' && !(delta + logProbability <= forMean + m.first[v]!)) return false;
    if (!hasVariance) continue;
    const isHeavy = v !== R && exists.fourth[v] !== 'finite';
    const top = Math.max(size[v]!, delta, 0.5 * m.second[v]!) + LN2;
    if (
      !(
        delta + top + logProbability <=
        (isHeavy ? Math.max(tolerance, HEAVY_TOLERANCE) : tolerance) + m.second[v]!
      )
    )
      return false;
    if (v === R || isHeavy) continue;
    if (!(delta + 3 * top + logProbability <= tolerance + m.fourth[v]!)) return false;
  }
  for (let p = 0; p < PAIRS.length; p++) {
    if (exists.cross[p] !== 'finite') continue;
    const [x, y] = PAIRS[p]!;
    if (change[x] === -Infinity && change[y] === -Infinity) continue;
    const topX = Math.max(size[x]!, change[x]!, 0.5 * m.second[x]!) + LN2;
    const topY = Math.max(size[y]!, change[y]!, 0.5 * m.second[y]!) + LN2;
    const worst = Math.max(change[x]! + topX + 2 * topY, change[y]! + topY + 2 * topX);
    const least = m.second[x]! + m.second[y]! - CROSS_FLOOR;
    if (!(worst + logProbability <= tolerance + Math.max(m.cross[p]!, least))) return false;
  }
  return true;
}
