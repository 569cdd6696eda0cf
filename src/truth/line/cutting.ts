import { exp } from '../../elementary/exp.ts';
import { highestMoment } from './existence.ts';
import {
  inspect,
  logProbabilityBound,
  probabilityBetween,
  probe,
  stripSizes,
  unresolvedVariation,
  type Centers,
  type Inspection,
} from './inspection.ts';
import { isNegligible, raise, variableBounds, type Magnitudes } from './magnitudes.ts';
import { FREE_ENDS, type Blur, type Dropped, type Jump, type Panel } from './panel.ts';
import type { CutSetting, LinePiece, WorkLeft } from './pieces.ts';
import { createPriorityQueue, type PriorityQueue } from './priority-queue.ts';
import type { Tip } from './tip.ts';
import { VARIABLES } from './variables.ts';

/** What a piece must be small beside to be left out. */
export interface CutGoal {
  /** Are raised by what is met. */
  readonly magnitudes: Magnitudes;
  /** Logarithm of the share of a moment below which a piece is negligible. */
  readonly tolerance: number;
  /** r and r' count as these in the pieces left out. */
  readonly centers: Centers;
}

/** A line while it is cut: the pieces still to be looked at, and what has become of the others. */
export interface Cutting {
  readonly setting: CutSetting;
  readonly goal: CutGoal;
  readonly queue: PriorityQueue<{ readonly piece: LinePiece; readonly seen: Inspection }>;
  readonly panels: Panel[];
  readonly blurs: Blur[];
  readonly dropped: Dropped[];
  readonly jumps: Jump[];
  hasStrips: boolean;
  readonly left: WorkLeft;
  /** Logarithms of bounds of the variables on the piece at hand, and of what may change there: workspace. */
  readonly sizes: Float64Array;
  readonly changes: Float64Array;
}

export function newCutting(setting: CutSetting, goal: CutGoal, left: WorkLeft): Cutting {
  const lists = { panels: [], blurs: [], dropped: [], jumps: [], hasStrips: false };
  const sizes = new Float64Array(VARIABLES);
  return { setting, goal, left, queue: createPriorityQueue(), ...lists, sizes, changes: sizes.slice() };
}

/** Puts a piece among those to be looked at. */
export function addPiece(cutting: Cutting, piece: LinePiece): void {
  const seen = inspect(piece.origin, piece.from, piece.to, cutting.setting.sigma, cutting.goal.centers);
  // What touches a singular point comes last: how close to go depends on all the rest.
  cutting.queue.push(piece.tip === null ? importance(cutting, seen) : -Infinity, { piece, seen });
}

/**
 * Bound of the root E|v|^k that a piece can contribute, at most over the variables, k the highest order that
 * exists.
 */
function importance({ setting, sizes }: Cutting, seen: Inspection): number {
  variableBounds(sizes, seen, seen.reach, setting.logSigma);
  let most = -Infinity;
  for (let v = 0; v < VARIABLES; v++) {
    const k = highestMoment(setting.exists, v);
    if (k > 0) most = Math.max(most, sizes[v]! + seen.logProbability / k);
  }
  return Number.isNaN(most) ? Infinity : most;
}

export const MOST_PARTS = 8;

/** Cuts into as many parts as seem needed, but few at a time: most of them may turn out negligible. */
export function cutEvenly(cutting: Cutting, whole: LinePiece, excess: number): void {
  const { origin, isSmooth, tip } = whole;
  const parts = excess < Infinity ? Math.max(2, Math.min(MOST_PARTS, Math.ceil(excess))) : 2;
  const width = (whole.to - whole.from) / parts;
  let from = whole.from;
  for (let i = 1; i <= parts; i++) {
    const to = i === parts ? whole.to : whole.from + i * width;
    // Pieces are literals: spreading them takes a third of the time of a partition.
    const [left, right] = [i === 1 ? whole.ends.from : 0, i === parts ? whole.ends.to : 0];
    const ends = { from: left, to: right, grain: whole.ends.grain };
    if (to > from) addPiece(cutting, { origin, from, to, ends, isSmooth, tip });
    from = to;
  }
}

/** Relative distance from a singular point below which only rounding can leave a piece unresolved. */
const GRAIN = 1e-9;
const SHORTEST = 1e-13;

/**
 * Cuts off the outer three quarters of a piece that touches a singular point; false where rounding hides the
 * distance from the point (which is not exact unless it stands at the zero of a linear part).
 */
export function cutTip(cutting: Cutting, piece: LinePiece, tip: Tip): boolean {
  const { mu, sigma } = cutting.setting;
  const isRight = piece.from === 0;
  const at = (isRight ? piece.to : piece.from) / 4;
  const outer = isRight ? { ...piece, from: at, tip: null } : { ...piece, to: at, tip: null };
  const inside = { ...piece, ends: FREE_ENDS };
  const seen = inspect(outer.origin, outer.from, outer.to, sigma, cutting.goal.centers);
  const { logValue, logDerivative, logFromCenters, excess } = seen;
  const point = mu + sigma * piece.origin.shift;
  const isGrainy =
    excess > 2 * tip.excess + 1 && sigma * (piece.to - piece.from) < GRAIN * (Math.abs(point) + sigma);
  if (isGrainy || logValue === Infinity || logDerivative === Infinity) return false;
  const inner = { ...inside, tip: { ...tip, logValue, logDerivative, logFromCenters, excess } };
  addPiece(cutting, outer);
  addPiece(cutting, isRight ? { ...inner, to: at } : { ...inner, from: at });
  return true;
}

/** Whether a piece is so narrow that only rounding leaves it unresolved. */
export function isGrain({ mu, sigma }: CutSetting, { origin, from, to }: LinePiece): boolean {
  const [far, width] = [Math.max(Math.abs(from), Math.abs(to)), to - from];
  const isBesidePoint =
    !origin.isCenter && origin.tilt === null && sigma * far < GRAIN * Math.abs(mu + sigma * origin.shift);
  return width < (isBesidePoint ? 1 / 64 : SHORTEST) * far;
}

/** Whether a change of the variables by so much on a piece stays below the tolerance. */
export function isSmall(
  { setting, goal, sizes }: Cutting,
  change: Float64Array,
  { logProbability }: Inspection,
  tolerance = goal.tolerance,
): boolean {
  const part = { change, size: sizes, logProbability };
  return isNegligible(goal.magnitudes, setting.exists, part, tolerance);
}

/** Leaves a piece out: all of it counts as an error. */
export function drop(cutting: Cutting, { origin, from, to, tip }: LinePiece, seen: Inspection): void {
  const probability = probabilityBetween(origin.shift + from, origin.shift + to);
  blur(cutting, cutting.sizes, seen.logProbability, probability);
  cutting.dropped.push({ origin, from, to, sizes: cutting.sizes.slice(), isTip: tip !== null });
}

function blur(
  { blurs, sizes }: Cutting,
  change: Float64Array,
  logProbability: number,
  probability: number,
): void {
  blurs.push({ change: change.slice(), size: sizes.slice(), logProbability, probability });
}

/** Where breaks cannot be told apart, r and r' are known up to all that their formulas take there. */
export function blurStrip(cutting: Cutting, lo: number, hi: number): void {
  const { analysis, mu, sigma, logSigma } = cutting.setting;
  cutting.hasStrips = true;
  const [a, b] = [(lo - mu) / sigma, (hi - mu) / sigma];
  const reach = Math.max(Math.abs(a), Math.abs(b));
  const { change, size } = stripSizes(analysis.work, lo, hi);
  variableBounds(cutting.changes, change, reach, logSigma);
  variableBounds(cutting.sizes, size, reach, logSigma);
  blur(cutting, cutting.changes, logProbabilityBound(a, b, (hi - lo) / sigma), 0);
}

/** Makes a piece a panel; r and r' may be off there by what is unresolved of them. */
export function accept(cutting: Cutting, piece: LinePiece, valueBlur: number, derivativeBlur: number): void {
  const { setting, goal, sizes, panels } = cutting;
  const { origin, from, to, ends } = piece;
  const seen = probe(origin, from, to, setting.sigma, goal.centers);
  variableBounds(sizes, seen, Math.abs(seen.eps), setting.logSigma);
  raise(goal.magnitudes, sizes, seen.logProbability);
  const { valueError, derivativeError } = seen;
  panels.push({ origin, from, to, ends, valueError, derivativeError, valueBlur, derivativeBlur });
}

/** Logarithm of the share of r and r' below which an unresolved part of a piece does not matter. */
const FAINT = 45;

/** Makes a piece a panel although not all of it is resolved, if the rest is negligible. */
export function acceptBlurred(cutting: Cutting, piece: LinePiece, seen: Inspection): boolean {
  const { sigma, logSigma } = cutting.setting;
  const [value, derivative] = unresolvedVariation(piece.origin, piece.from, piece.to, sigma) as [
    number,
    number,
  ];
  const change = { logValue: value, logDerivative: derivative, logFromCenters: [null, null] } as const;
  variableBounds(cutting.changes, change, seen.reach, logSigma);
  // Beside the bounds of r and r' themselves it can be told before any moment is known.
  const isFaint = value < seen.logValue - FAINT && derivative < seen.logDerivative - FAINT;
  if (!isFaint && !isSmall(cutting, cutting.changes, seen)) return false;
  blur(cutting, cutting.changes, seen.logProbability, 0);
  accept(cutting, piece, exp(value), exp(derivative));
  return true;
}
