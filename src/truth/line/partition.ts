import { evaluateGraph } from '../../formula/graph.ts';
import {
  accept,
  acceptBlurred,
  addPiece,
  blurStrip,
  cutEvenly,
  cutTip,
  drop,
  isGrain,
  isSmall,
  MOST_PARTS,
  newCutting,
  type CutGoal,
  type Cutting,
} from './cutting.ts';
import type { Inspection } from './inspection.ts';
import { variableBounds } from './magnitudes.ts';
import { FREE_ENDS, type Blur, type Dropped, type Jump, type Origin, type Panel } from './panel.ts';
import {
  meetFarPoints,
  smoothPieces,
  TOO_MANY_PANELS,
  type CutSetting,
  type LinePiece,
  type WorkLeft,
} from './pieces.ts';
import { isLast, isOutside, LAST, LAST_SHARE, tailOrigin, TOO_SLOW } from './tail.ts';
import { tipBounds, type Tip } from './tip.ts';

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
      /** How many sides of singular points were looked at. */
      readonly sides: number;
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

/**
 * Cuts the line. The largest pieces come first, by a bound on what they can contribute. A piece is dropped
 * when a bound shows that it is negligible beside what is known of the moments, becomes a panel when every
 * nonlinear operation in it is resolved, and is cut otherwise: so no feature can be missed, however narrow.
 * A partition that would take more work than it may fails.
 */
export function partition(
  setting: CutSetting,
  goal: CutGoal,
  { visits, sides }: Readonly<WorkLeft>,
): Partition {
  const { analysis, mu, sigma, exists } = setting;
  const tails = ([1, -1] as const).map((direction) => tailOrigin(analysis, mu, sigma, exists, direction));
  const center: Origin = { base: mu, shift: 0, work: analysis.work, isCenter: true, tilt: null };
  const most = Math.min(visits, MAX_WORK / (analysis.work.graph.size + WORK_BESIDE));
  const cutting = newCutting(setting, goal, { visits: most, sides });
  for (let i = EDGES.length - 1; i > 0; i--) {
    const [near, far] = [EDGES[i - 1]!, EDGES[i]!];
    addPiece(cutting, { origin: center, from: near, to: far, ends: FREE_ENDS, isSmooth: false, tip: null });
    addPiece(cutting, { origin: center, from: -far, to: -near, ends: FREE_ENDS, isSmooth: false, tip: null });
  }
  const { queue, panels, blurs, dropped, jumps } = cutting;
  for (let top = queue.pop(); top !== undefined; top = queue.pop()) {
    // Each piece that waits takes a visit at least.
    if ((cutting.left.visits -= 1) < queue.size() || panels.length > MAX_PANELS)
      return { kind: 'failed', reason: TOO_MANY_PANELS };
    const { piece, seen } = top;
    const reason =
      piece.tip === null ? visit(cutting, piece, seen, tails) : visitTip(cutting, piece, piece.tip, seen);
    if (reason !== null) return { kind: 'failed', reason };
  }
  const { hasStrips, left } = cutting;
  const met = sides - left.sides;
  return { kind: 'partition', panels, blurs, dropped, jumps: distinct(jumps), hasStrips, sides: met };
}

/** Looks at a piece that touches a singular point; a reason if that fails. */
function visitTip(cutting: Cutting, piece: LinePiece, tip: Tip, seen: Inspection): string | null {
  const { setting, sizes } = cutting;
  const lack = undefinedReason(piece, seen, setting.sigma);
  if (lack !== null) return lack;
  const bound = (): void => tipBounds(sizes, tip, seen, piece.origin.shift, setting);
  bound();
  const isDone = isSmall(cutting, sizes, seen) || piece.to - piece.from < SHORTEST_TIP;
  if (!isDone && cutTip(cutting, piece, tip)) return null;
  bound();
  drop(cutting, piece, seen);
  return null;
}

/** Looks at another piece; a reason if that fails. */
function visit(
  cutting: Cutting,
  piece: LinePiece,
  seen: Inspection,
  tails: readonly (Origin | null)[],
): string | null {
  const { setting, sizes } = cutting;
  variableBounds(sizes, seen, seen.reach, setting.logSigma);
  const width = piece.to - piece.from;
  const overflown = overflows(piece, sizes);
  const tail = tails[piece.from > 0 ? 0 : 1]!;
  if (isSmall(cutting, sizes, seen) || (overflown && isSmall(cutting, sizes, seen, OVERFLOW_TOLERANCE)))
    drop(cutting, piece, seen);
  else if (isOutside(piece) && tail !== null) addPiece(cutting, { ...piece, origin: tail });
  else if (isFar(piece, seen)) {
    meetFarPoints(setting, piece, cutting.left);
    sizes.fill(-Infinity);
    drop(cutting, piece, seen);
  } else if (width > WIDEST && piece.origin.tilt === null) cutEvenly(cutting, piece, 2);
  else if (!piece.isSmooth) return cutAtBreaks(cutting, piece);
  else if (overflown && width > NARROW) cutEvenly(cutting, piece, MOST_PARTS);
  else if (seen.excess <= 1) {
    if (isLast(piece) && !isSmall(cutting, sizes, seen, LAST_SHARE)) return TOO_SLOW;
    accept(cutting, piece, 0, 0);
  } else {
    const lack = undefinedReason(piece, seen, setting.sigma);
    if (lack !== null) return lack;
    if (acceptBlurred(cutting, piece, seen)) return null;
    if (isGrain(setting, piece)) drop(cutting, piece, seen);
    else cutEvenly(cutting, piece, seen.excess);
  }
  return null;
}

function cutAtBreaks(cutting: Cutting, piece: LinePiece): string | null {
  const found = smoothPieces(cutting.setting, piece, cutting.left);
  if (found.kind === 'failed') return found.reason;
  for (const part of found.pieces) addPiece(cutting, part);
  cutting.jumps.push(...found.jumps);
  for (const [lo, hi] of found.strips) blurStrip(cutting, lo, hi);
  return null;
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

function overflows({ origin }: LinePiece, sizes: Float64Array): boolean {
  return origin.tilt === null && sizes.some((size) => size > 700 && size < Infinity);
}

/** Beyond this many sigmas an unbounded piece can only hold singular points, whose orders decide alone. */
const FAR = 40;

/**
 * Whether a piece is so far out that its probability, below e^-800, beats any singularity with finite
 * moments.
 */
function isFar({ origin, from, to }: LinePiece, seen: Inspection): boolean {
  const isUnbounded = seen.logValue === Infinity || seen.logDerivative === Infinity;
  return isUnbounded && origin.isCenter && (origin.shift + from >= FAR || origin.shift + to <= -FAR);
}

/**
 * Why r or r' has no value in an unbounded piece without breaks: an argument beyond a domain, as of log(z)
 * for z < 0, or a step beyond the doubles. null where it has one.
 */
function undefinedReason({ origin, from, to }: LinePiece, seen: Inspection, sigma: number): string | null {
  if (seen.logValue < Infinity && seen.logDerivative < Infinity) return null;
  const { graph } = origin.work;
  const values = new Float64Array(graph.size);
  evaluateGraph(graph, origin.base + sigma * (from + (to - from) / 2), values);
  if (!graph.roots.some((root) => Number.isNaN(values[root]!))) return null;
  const isLost = (at: Int32Array, i: number): boolean => !Number.isFinite(values[at[i]!]!);
  const first = graph.records.findIndex((record, i) => record !== null && Number.isNaN(values[i]!));
  const hasOverflown = [graph.first, graph.second, graph.third].some((at) => isLost(at, first));
  return hasOverflown
    ? "a step towards r or r' is beyond the largest double for some of the draws"
    : 'r is not a real number for some of the draws';
}
