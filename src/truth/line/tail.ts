import type { Growth } from '../../formula/algebra/growth-kinds.ts';
import { shiftFormula } from '../../formula/algebra/linear-form.ts';
import { encloseable } from '../../formula/analysis/enclosure.ts';
import { settledOn } from '../../formula/analysis/settled.ts';
import { stableForm } from '../../formula/analysis/stable-form.ts';
import { differentiate } from '../../formula/differentiate.ts';
import { buildGraph } from '../../formula/graph.ts';
import { simplify } from '../../formula/simplify.ts';
import { call, number, Z } from '../../formula/tree/nodes.ts';
import type { Node } from '../../formula/tree/tree.ts';
import type { Analysis } from './analysis.ts';
import { highestMoment, type MomentExistence } from './existence.ts';
import type { Origin, Tilt } from './panel.ts';
import { PATH_MU, PATH_SIGMA, R, SCORE_MU, SCORE_SIGMA } from './variables.ts';

/**
 * The origin of pieces far out where r leaves the doubles before the density makes up for it, as it does
 * where a moment is near its limit. There r and r' are r·w and r'·w, w the k-th root of the density (without
 * its constant), k the highest moment that exists. The product stays within the doubles, and falls, where r
 * and the density do not. null where that is not needed.
 */
export function tailOrigin(
  { integrand, growth, alongside }: Analysis,
  mu: number,
  sigma: number,
  exists: MomentExistence,
  direction: 1 | -1,
): Origin | null {
  const tilt: Tilt = {
    value: highest(exists, [R, SCORE_MU, SCORE_SIGMA]),
    derivative: highest(exists, [PATH_MU, PATH_SIGMA]),
  };
  const here = growth.find((each) => each.direction === direction)!;
  const isFar = (of: Growth, k: number): boolean => isFarReaching(of, k, direction * mu, sigma);
  if (alongside.length > 0 || (!isFar(here.value, tilt.value) && !isFar(here.derivative, tilt.derivative)))
    return null;
  const ends = [direction * OUTSIDE * sigma, direction * LAST * sigma].sort((a, b) => a - b);
  const value = settledOn(shiftFormula(integrand.value, mu), ends[0]!, ends[1]!);
  const slope = weighted(value, tilt.derivative, sigma);
  // r'·w = (r·w)' − r·w'.
  const drift = call('multiply', call('multiply', number(1 / (tilt.derivative * sigma * sigma)), Z), slope);
  const derivative = simplify(call('add', differentiate(slope), drift));
  const work = encloseable(buildGraph([weighted(value, tilt.value, sigma), derivative]));
  return { base: 0, shift: 0, work, isCenter: false, tilt };
}

/** Share of the limit of existence from which on r and the density are bounded badly apart. */
const NEAR_LIMIT = 0.975;
/** Logarithm of what is near the largest double. */
const LARGEST = 700;
/** Logarithm of a share of a k-th moment that is nothing, however small the moment. */
const NOTHING = -100;

/**
 * Whether the k-th moment is near its limit, or |r|^k times the density counts where r leaves the doubles: at
 * the h with square·sigma²·h² + (2·square·mu + slope)·sigma·h = 700.
 */
function isFarReaching(of: Growth, k: number, mu: number, sigma: number): boolean {
  if (of.kind !== 'exponential' || !(of.square > 0)) return false;
  const square = of.square * sigma * sigma;
  if (2 * k * square > NEAR_LIMIT) return true;
  const slope = (2 * of.square * mu + (Number.isFinite(of.slope) ? of.slope : 0)) * sigma;
  const h = (Math.sqrt(slope * slope + 4 * square * LARGEST) - slope) / (2 * square);
  return k * LARGEST - (h * h) / 2 > NOTHING;
}

function highest(exists: MomentExistence, variables: readonly number[]): Tilt['value'] {
  return Math.max(1, ...variables.map((v) => highestMoment(exists, v))) as Tilt['value'];
}

/** r·exp(−h²/(2 k sigma²)). */
function weighted(value: Node, k: number, sigma: number): Node {
  const exponent = call('multiply', number(-0.5 / (k * sigma * sigma)), call('power', Z, number(2)));
  return stableForm(simplify(call('multiply', value, call('exp', exponent))));
}

/** Where tails begin: sigmas within which every double is ordinary. */
const OUTSIDE = 12;
/** The end of the outermost pieces, in eps. */
export const LAST = 1e6;
/** Logarithm of the share of a moment that the outermost piece may have: beyond it lies about as much. */
export const LAST_SHARE = -25;
export const TOO_SLOW = 'r falls too slowly beside the density far out';

export function isOutside({ origin, from, to }: Place): boolean {
  return origin.isCenter && origin.shift === 0 && Math.min(Math.abs(from), Math.abs(to)) >= OUTSIDE;
}

export function isLast({ origin, from, to }: Place): boolean {
  return origin.tilt !== null && Math.max(Math.abs(from), Math.abs(to)) === LAST;
}

interface Place {
  readonly origin: Origin;
  readonly from: number;
  readonly to: number;
}
