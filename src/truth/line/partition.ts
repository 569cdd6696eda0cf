import { exp } from '../../elementary/exp.ts';
import { log } from '../../elementary/log.ts';
import type { Analysis } from './analysis.ts';
import { highestMoment, type MomentExistence } from './existence.ts';
import {
  inspect,
  logProbabilityBound,
  probe,
  type Centers,
  probabilityBetween,
  stripSizes,
  unresolvedVariation,
  type Inspection,
} from './inspection.ts';
import { isNegligible, raise, variableBounds, type Magnitudes } from './magnitudes.ts';
import { FREE_ENDS, type Blur, type Dropped, type Jump, type Origin, type Panel } from './panel.ts';
import { meetFarPoints, smoothPieces, type Piece, type Setting } from './pieces.ts';
import { createPriorityQueue } from './priority-queue.ts';
import { isLast, isOutside, LAST, LAST_SHARE, tailOrigin, TOO_SLOW } from './tail.ts';
import { tipBounds, type Tip } from './tip.ts';
import { undefinedReason } from './undefined.ts';
import { VARIABLES } from './variables.ts';

/** The line cut into panels that resolve r and r', with what is left out or blurred, and the jumps met. */
export type Partition =
  | {
      readonly kind: 'partition';
      readonly panels: readonly Panel[];
      readonly blurs: readonly Blur[];
      readonly dropped: readonly Dropped[];
      readonly jumps: readonly Jump[];
      /** Some breaks could not be told apart: what lies between them counts among the blurs alone. */
      readonly hasStrips: boolean;
    }
  | { readonly kind: 'failed'; readonly reason: string };

/** Widest panel in eps: the fourth root of the density times a smooth function is resolved. */
const WIDEST = 2.5;
/** Ends of the first pieces on each side, in eps; growth settles what happens beyond the last one. */
const EDGES: readonly number[] = [
  0,
  2.4,
  4.8,
  7.2,
  9.6,
  12,
  18,
  27,
  40,
  60,
  75,
  110,
  160,
  240,
  480,
  1e3,
  1e4,
  1e5,
  LAST,
];
const MAX_PANELS = 13_000;
/** Pieces looked at, times what one costs (operations and a little more): well below a second. */
const MAX_WORK = 300_000;
const WORK_BESIDE = 10;
/** Below this no double is left between the ends of a piece next to a singular point. */
const SHORTEST_TIP = 1e-300;
const SHORTEST = 1e-13;
const MOST_PARTS = 8;
/** Logarithm of the share of r and r' below which an unresolved part of a piece does not matter. */
const FAINT = 45;
/** Relative distance from a singular point below which only rounding can leave a piece unresolved. */
const GRAIN = 1e-9;

/**
 * Cuts the line. The largest pieces come first, by a bound on what they can contribute. A piece is dropped
 * when a bound shows that it is negligible beside what is known of the moments, becomes a panel when every
 * nonlinear operation in it is resolved, and is cut otherwise: so no feature can be missed, however narrow.
 *
 * @param exists is narrowed when singular points are met
 * @param magnitudes are raised by what is met
 * @param tolerance logarithm of the share of a moment below which a piece is negligible
 * @param centers r and r' count as these in the pieces left out
 */
export function partition(
  analysis: Analysis,
  mu: number,
  sigma: number,
  exists: MomentExistence,
  magnitudes: Magnitudes,
  tolerance: number,
  centers: Centers,
  maxVisits = Infinity,
): Partition {
  const center: Origin = { base: mu, shift: 0, work: analysis.work, isCenter: true, tilt: null };
  const setting: Setting = { analysis, mu, sigma, exists };
  const logSigma = log(sigma);
  const tails = ([1, -1] as const).map((direction) => tailOrigin(analysis, mu, sigma, exists, direction));
  const queue = createPriorityQueue<{ readonly piece: Piece; readonly seen: Inspection }>();
  const panels: Panel[] = [];
  const blurs: Blur[] = [];
  const dropped: Dropped[] = [];
  const jumps: Jump[] = [];
  const sizes = new Float64Array(VARIABLES);
  const changes = new Float64Array(VARIABLES);

  const add = (piece: Piece): void => {
    const seen = inspect(piece.origin, piece.from, piece.to, sigma, centers);
    // What touches a singular point comes last: how close to go depends on all the rest.
    queue.push(piece.tip === null ? importance(seen, exists, sizes, logSigma) : -Infinity, { piece, seen });
  };
  /** Cuts into as many parts as seem needed, but few at a time: most of them may turn out negligible. */
  const cutEvenly = (whole: Piece, excess: number): void => {
    const { origin, isSmooth, tip } = whole;
    const parts = excess < Infinity ? Math.max(2, Math.min(MOST_PARTS, Math.ceil(excess))) : 2;
    const width = (whole.to - whole.from) / parts;
    let from = whole.from;
    for (let i = 1; i <= parts; i++) {
      const to = i === parts ? whole.to : whole.from + i * width;
      // Pieces are literals: spreading them takes a third of the time of a partition.
      const [left, right] = [i === 1 ? whole.ends.from : 0, i === parts ? whole.ends.to : 0];
      const ends = { from: left, to: right, grain: whole.ends.grain };
      if (to > from) add({ origin, from, to, ends, isSmooth, tip });
      from = to;
    }
  };
  const isNegligibleShare = (seen: Inspection): boolean =>
    isNegligible(magnitudes, exists, sizes, sizes, seen.logProbability, LAST_SHARE);
  const negligible = (change: Float64Array, seen: Inspection): boolean =>
    isNegligible(magnitudes, exists, change, sizes, seen.logProbability, tolerance);
  const blur = (change: Float64Array, seen: Inspection, probability: number): void => {
    blurs.push({
      change: change.slice(),
      size: sizes.slice(),
      logProbability: seen.logProbability,
      probability,
    });
  };
  const drop = (piece: Piece, seen: Inspection): void => {
    const { origin, from, to, tip } = piece;
    blur(sizes, seen, probabilityBetween(origin.shift + from, origin.shift + to));
    dropped.push({ origin, from, to, sizes: sizes.slice(), isTip: tip !== null });
  };

  /** Where breaks cannot be told apart, r and r' are known up to all that their formulas take there. */
  let hasStrips = false;
  const blurStrip = (lo: number, hi: number): void => {
    hasStrips = true;
    const [a, b] = [(lo - mu) / sigma, (hi - mu) / sigma];
    const reach = Math.max(Math.abs(a), Math.abs(b));
    const { change, size } = stripSizes(analysis.work, lo, hi);
    variableBounds(changes, change, reach, logSigma);
    variableBounds(sizes, size, reach, logSigma);
    const logProbability = logProbabilityBound(a, b, (hi - lo) / sigma);
    blurs.push({ change: changes.slice(), size: sizes.slice(), logProbability, probability: 0 });
  };

  const accept = ({ origin, from, to, ends }: Piece, valueBlur: number, derivativeBlur: number): void => {
    const seen = probe(origin, from, to, sigma, centers);
    variableBounds(sizes, seen, Math.abs(seen.eps), logSigma);
    raise(magnitudes, sizes, seen.logProbability);
    const { valueError, derivativeError } = seen;
    panels.push({ origin, from, to, ends, valueError, derivativeError, valueBlur, derivativeBlur });
  };

  /**
   * Cuts off the outer three quarters of a piece that touches a singular point; false where rounding hides
   * the distance from the point (which is not exact unless it stands at the zero of a linear part).
   */
  const cutTip = (piece: Piece, tip: Tip): boolean => {
    const isRight = piece.from === 0;
    const at = (isRight ? piece.to : piece.from) / 4;
    const outer = isRight ? { ...piece, from: at, tip: null } : { ...piece, to: at, tip: null };
    const inside = { ...piece, ends: FREE_ENDS };
    const { logValue, logDerivative, logFromCenters, excess } = inspect(
      outer.origin,
      outer.from,
      outer.to,
      sigma,
      centers,
    );
    const point = mu + sigma * piece.origin.shift;
    const isGrainy =
      excess > 2 * tip.excess + 1 && sigma * (piece.to - piece.from) < GRAIN * (Math.abs(point) + sigma);
    if (isGrainy || logValue === Infinity || logDerivative === Infinity) return false;
    const inner = { ...inside, tip: { ...tip, logValue, logDerivative, logFromCenters, excess } };
    add(outer);
    add(isRight ? { ...inner, to: at } : { ...inner, from: at });
    return true;
  };

  /** Whether a piece is so narrow that only rounding leaves it unresolved. */
  const isGrain = ({ origin, from, to }: Piece): boolean => {
    const [far, width] = [Math.max(Math.abs(from), Math.abs(to)), to - from];
    const isBesidePoint =
      !origin.isCenter && origin.tilt === null && sigma * far < GRAIN * Math.abs(mu + sigma * origin.shift);
    return width < (isBesidePoint ? 1 / 64 : SHORTEST) * far;
  };

  /** Looks at one piece; a reason if that fails. */
  const visit = (piece: Piece, seen: Inspection): string | null => {
    if (piece.tip !== null) {
      const lack = undefinedReason(piece, seen, sigma);
      if (lack !== null) return lack;
      tipBounds(sizes, piece.tip, seen, piece.origin.shift, exists, logSigma);
      if (negligible(sizes, seen) || piece.to - piece.from < SHORTEST_TIP || !cutTip(piece, piece.tip)) {
        tipBounds(sizes, piece.tip, seen, piece.origin.shift, exists, logSigma);
        drop(piece, seen);
      }
      return null;
    }
    variableBounds(sizes, seen, seen.reach, logSigma);
    const width = piece.to - piece.from;
    if (
      negligible(sizes, seen) ||
      (overflows(piece, sizes) &&
        isNegligible(magnitudes, exists, sizes, sizes, seen.logProbability, OVERFLOW_TOLERANCE))
    )
      drop(piece, seen);
    else if (isOutside(piece) && tails[piece.from > 0 ? 0 : 1] !== null)
      add({ ...piece, origin: tails[piece.from > 0 ? 0 : 1]! });
    else if (isFar(piece, seen)) {
      meetFarPoints(setting, piece);
      sizes.fill(-Infinity);
      drop(piece, seen);
    } else if (width > WIDEST && piece.origin.tilt === null) cutEvenly(piece, 2);
    else if (!piece.isSmooth) {
      const found = smoothPieces(setting, piece);
      if (found.kind === 'failed') return found.reason;
      for (const part of found.pieces) add(part);
      jumps.push(...found.jumps);
      for (const [lo, hi] of found.strips) blurStrip(lo, hi);
    } else if (overflows(piece, sizes) && width > NARROW) cutEvenly(piece, MOST_PARTS);
    else if (seen.excess <= 1 && isLast(piece) && !isNegligibleShare(seen)) return TOO_SLOW;
    else if (seen.excess <= 1) accept(piece, 0, 0);
    else {
      const lack = undefinedReason(piece, seen, sigma);
      if (lack !== null) return lack;
      const [value, derivative] = unresolvedVariation(piece.origin, piece.from, piece.to, sigma) as [
        number,
        number,
      ];
      variableBounds(
        changes,
        { logValue: value, logDerivative: derivative, logFromCenters: [null, null] },
        seen.reach,
        logSigma,
      );
      // Beside the bounds of r and r' themselves it can be told before any moment is known.
      const isFaint = value < seen.logValue - FAINT && derivative < seen.logDerivative - FAINT;
      if (isFaint || negligible(changes, seen)) {
        blur(changes, seen, 0);
        accept(piece, exp(value), exp(derivative));
      } else if (isGrain(piece)) drop(piece, seen);
      else cutEvenly(piece, seen.excess);
    }
    return null;
  };

  for (let i = EDGES.length - 1; i > 0; i--) {
    const [near, far] = [EDGES[i - 1]!, EDGES[i]!];
    add({ origin: center, from: near, to: far, ends: FREE_ENDS, isSmooth: false, tip: null });
    add({ origin: center, from: -far, to: -near, ends: FREE_ENDS, isSmooth: false, tip: null });
  }
  const mostVisits = Math.min(maxVisits, MAX_WORK / (analysis.work.graph.size + WORK_BESIDE));
  let visits = 0;
  for (let top = queue.pop(); top !== undefined; top = queue.pop()) {
    if (++visits > mostVisits || panels.length > MAX_PANELS)
      return { kind: 'failed', reason: 'too many panels are needed to resolve r' };
    const reason = visit(top.piece, top.seen);
    if (reason !== null) return { kind: 'failed', reason };
  }
  return { kind: 'partition', panels, blurs, dropped, jumps: distinct(jumps), hasStrips };
}

/** Jumps at the common end of two pieces have been met twice. */
function distinct(jumps: Jump[]): readonly Jump[] {
  const sorted = jumps.sort((a, b) => a.z - b.z);
  return sorted.filter((jump, i) => i === 0 || !isSamePlace(sorted[i - 1]!, jump));
}

/** As places of breaks that cannot be told apart (src/integrands/breaks.ts). */
const SAME_PLACE = 4e-15;

function isSamePlace(a: Jump, b: Jump): boolean {
  return Math.abs(b.z - a.z) <= SAME_PLACE * Math.abs(b.z);
}

/** Where r or r' overflows, a piece is dropped at this share already; it shows in the error. */
const OVERFLOW_TOLERANCE = -26;
/** Where it overflows, a bound says little on wider pieces. */
const NARROW = 0.02;

function overflows({ origin }: Piece, sizes: Float64Array): boolean {
  return origin.tilt === null && sizes.some((size) => size > 700 && size < Infinity);
}

/** Beyond this many sigmas an unbounded piece can only hold singular points, whose orders decide alone. */
const FAR = 40;

/**
 * Whether a piece is so far out that its probability, below e^-800, beats any singularity with finite
 * moments.
 */
function isFar({ origin, from, to }: Piece, seen: Inspection): boolean {
  const isUnbounded = seen.logValue === Infinity || seen.logDerivative === Infinity;
  return isUnbounded && origin.isCenter && (origin.shift + from >= FAR || origin.shift + to <= -FAR);
}

/**
 * Bound of the root E|v|^k that a piece can contribute, at most over the variables, k the highest order that
 * exists.
 */
function importance(
  seen: Inspection,
  exists: MomentExistence,
  sizes: Float64Array,
  logSigma: number,
): number {
  variableBounds(sizes, seen, seen.reach, logSigma);
  let most = -Infinity;
  for (let v = 0; v < VARIABLES; v++) {
    const k = highestMoment(exists, v);
    if (k > 0) most = Math.max(most, sizes[v]! + seen.logProbability / k);
  }
  return Number.isNaN(most) ? Infinity : most;
}
