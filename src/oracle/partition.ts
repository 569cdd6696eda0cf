import type { Analysis } from './analysis.ts';
import { breaksWithin, type Break } from '../integrands/breaks.ts';
import { localOrder } from '../integrands/local-order.ts';
import type { MomentExistence } from './existence.ts';
import { restrictByOrder } from './existence.ts';
import { inspect, type Inspection } from './inspection.ts';
import { isNegligible, raise, variableBounds, type Magnitudes } from './magnitudes.ts';
import { originAt } from './origins.ts';
import type { Dropped, Jump, Origin, Panel } from './panel.ts';
import { createPriorityQueue } from './priority-queue.ts';
import { VARIABLES } from './variables.ts';

/** The line cut into panels that resolve r and r', and pieces that do not count. */
export type Partition =
  | {
      readonly kind: 'partition';
      readonly panels: readonly Panel[];
      readonly dropped: readonly Dropped[];
      readonly jumps: readonly Jump[];
    }
  | { readonly kind: 'failed'; readonly reason: string };

/** Widest panel in eps: the density's fourth root times a smooth function is resolved. */
const WIDEST = 2.5;
/** Ends of the first pieces on each side, in eps; beyond the last one nothing but an infinite moment can count. */
const EDGES = [0, 2.4, 4.8, 7.2, 9.6, 12, 18, 27, 40, 60, 75, 110, 160, 240, 480, 1e3, 1e4, 1e5, 1e6];
const MAX_PANELS = 13_000;
const MAX_VISITS = 60_000;

/** A piece to be looked at. */
interface Piece {
  readonly origin: Origin;
  readonly from: number;
  readonly to: number;
  /** Breaks have been looked for: none lies inside. */
  readonly isSmooth: boolean;
  /** Touches the singular point of its origin (t = 0); `order` of r and r' there, bounds on the piece beside it. */
  readonly tip: Tip | null;
}

interface Tip {
  readonly valueOrder: number;
  readonly derivativeOrder: number;
  readonly logValue: number;
  readonly logDerivative: number;
}

/**
 * Cuts the line. Largest pieces first, by a bound on what they can contribute; a piece is dropped when a bound shows
 * that it is negligible beside what is known of the moments, becomes a panel when every nonlinear operation in it is
 * resolved, and is cut otherwise: so no feature, however narrow, can be missed.
 *
 * @param exists is narrowed when singular points are met
 * @param tolerance logarithm of the share of a moment below which a piece is negligible
 */
export function partition(analysis: Analysis, mu: number, sigma: number, exists: MomentExistence, magnitudes: Magnitudes, tolerance: number): Partition {
  const center: Origin = { base: mu, shift: 0, work: analysis.work, isCenter: true };
  const queue = createPriorityQueue<{ readonly piece: Piece; readonly seen: Inspection }>();
  const panels: Panel[] = [];
  const dropped: Dropped[] = [];
  const jumps: Jump[] = [];
  const sizes = new Float64Array(VARIABLES);
  const changes = new Float64Array(VARIABLES);
  const logSigma = logOf(sigma);
  let failure: string | null = null;

  const add = (piece: Piece): void => {
    if (!(piece.to > piece.from)) return;
    const seen = inspect(piece.origin, piece.from, piece.to, sigma);
    const key = Math.max(seen.logValue, seen.logDerivative) + 0.25 * seen.logProbability;
    queue.push(Number.isNaN(key) ? Infinity : key, { piece, seen });
  };

  const drop = (seen: Inspection, logValue: number, logDerivative: number): void => {
    dropped.push({ logValue, logDerivative, reach: seen.reach, logProbability: seen.logProbability, probability: seen.probability() });
  };

  const negligible = (seen: Inspection, logValue: number, logDerivative: number): boolean => {
    variableBounds(sizes, logValue, logDerivative, seen.reach, logSigma);
    return isNegligible(magnitudes, exists, sizes, sizes, seen.logProbability, tolerance);
  };

  const cut = (piece: Piece, at: number, tips: readonly [Tip | null, Tip | null] = [null, null]): void => {
    add({ ...piece, to: at, tip: tips[0] });
    add({ ...piece, from: at, tip: tips[1] });
  };

  /** The piece that touches a singular point: dropped when what is left of it is negligible, else cut closer to it. */
  const handleTip = (piece: Piece, tip: Tip, seen: Inspection): void => {
    const length = piece.to - piece.from;
    const logValue = Math.min(seen.logValue, tip.logValue);
    const logDerivative = Math.min(seen.logDerivative, tip.logDerivative);
    if (logValue < Infinity && logDerivative < Infinity && negligible(seen, logValue, logDerivative)) return drop(seen, logValue, logDerivative);
    if (length < 1e-305 || !(exists.first.includes('finite') || exists.second.includes('finite'))) return drop(seen, Infinity, Infinity);
    const isRight = piece.from === 0;
    const at = isRight ? piece.to / 4 : piece.from / 4;
    const beside = isRight ? inspect(piece.origin, at, piece.to, sigma) : inspect(piece.origin, piece.from, at, sigma);
    const next: Tip = {
      ...tip,
      logValue: tipBound(beside.logValue, tip.valueOrder, exists.fourth[1] === 'finite' ? 4 : 2),
      logDerivative: tipBound(beside.logDerivative, tip.derivativeOrder, exists.fourth[3] === 'finite' ? 4 : exists.second[3] === 'finite' ? 2 : 1),
    };
    cut(piece, at, isRight ? [next, null] : [null, next]);
  };

  const cutAtBreaks = (piece: Piece, breaks: readonly Break[]): void => {
    let from = piece.from;
    let start: Break | null = null;
    for (const next of [...breaks, null]) {
      const to = next === null ? piece.to : Math.min(Math.max((next.z - mu) / sigma, from), piece.to);
      addSegment(from, to, start, next);
      from = to;
      start = next;
    }
    for (const each of breaks) meet(each);
  };

  /** A smooth piece between two points; the halves next to singular points get these as origins. */
  const addSegment = (from: number, to: number, start: Break | null, end: Break | null): void => {
    const leftSingular = start?.kind === 'singular';
    const rightSingular = end?.kind === 'singular';
    const middle = from + (to - from) / 2;
    const innerFrom = leftSingular ? (rightSingular ? middle : to) : from;
    if (leftSingular) addBeside(start, 0, (rightSingular ? middle : to) - from);
    if (rightSingular) addBeside(end, (leftSingular ? middle : from) - to, 0);
    if (!leftSingular && !rightSingular) add({ origin: center, from: innerFrom, to, isSmooth: true, tip: null });
  };

  const addBeside = (point: Break, from: number, to: number): void => {
    const { origin, value, derivative, z0 } = originAt(analysis, point.z, mu, sigma);
    const near = (from === 0 ? 1 : -1) * Math.min(1e-9 * sigma, 1e-3 * sigma * (to - from));
    const valueOrder = localOrder(value, z0, near);
    const derivativeOrder = localOrder(derivative, z0, near);
    restrictByOrder(exists, valueOrder, derivativeOrder, origin.shift);
    const soften = (order: typeof valueOrder): number => (order.logarithmic ? order.order - 0.1 : order.order);
    const tip = { valueOrder: soften(valueOrder), derivativeOrder: soften(derivativeOrder), logValue: Infinity, logDerivative: Infinity };
    add({ origin, from, to, isSmooth: true, tip });
  };

  const meet = ({ z, height, width }: Break): void => {
    if (height !== 0) jumps.push({ eps: (z - mu) / sigma, height });
    if (width > 0) failure ??= `a point near z = ${z} where r or r' is not smooth cannot be located`;
  };

  /** Breaks at the left end belong to the piece, those at the right end to the next one. */
  const lookForBreaks = (piece: Piece): void => {
    const [lo, hi] = [mu + sigma * piece.from, mu + sigma * piece.to];
    const found = breaksWithin(analysis.finder, lo, hi);
    if (found.kind === 'too-many') {
      failure ??= `more than ${found.limit} points where r or r' is not smooth`;
      return;
    }
    const inside = found.breaks.filter(({ z }) => z >= lo && z < hi);
    const atEnd = found.breaks.find(({ z, kind }) => z === hi && kind === 'singular');
    if (inside.length === 0 && atEnd === undefined) add({ ...piece, isSmooth: true });
    else cutAtBreaks(piece, inside);
  };

  const accept = (piece: Piece, seen: Inspection): void => {
    const middle = seen.atMiddle();
    variableBounds(sizes, middle.logValue, middle.logDerivative, Math.abs(middle.eps), logSigma);
    raise(magnitudes, sizes, middle.logProbability);
    panels.push({
      origin: piece.origin,
      from: piece.from,
      to: piece.to,
      valueError: middle.valueError,
      derivativeError: middle.derivativeError,
    });
  };

  /** Whether what the unresolved operations can change is negligible. */
  const unresolvedIsNegligible = (seen: Inspection): boolean => {
    const [value, derivative] = seen.unresolvedVariation();
    variableBounds(sizes, seen.logValue, seen.logDerivative, seen.reach, logSigma);
    variableBounds(changes, value, derivative, seen.reach, logSigma);
    return isNegligible(magnitudes, exists, changes, sizes, seen.logProbability, tolerance);
  };

  for (let i = EDGES.length - 1; i > 0; i--) {
    add({ origin: center, from: EDGES[i - 1]!, to: EDGES[i]!, isSmooth: false, tip: null });
    add({ origin: center, from: -EDGES[i]!, to: -EDGES[i - 1]!, isSmooth: false, tip: null });
  }
  let visits = 0;
  for (let top = queue.pop(); top !== undefined && failure === null; top = queue.pop()) {
    if (++visits > MAX_VISITS || panels.length > MAX_PANELS) return { kind: 'failed', reason: 'too many panels are needed to resolve r' };
    const { piece, seen } = top;
    if (piece.tip !== null) handleTip(piece, piece.tip, seen);
    else if (negligible(seen, seen.logValue, seen.logDerivative)) drop(seen, seen.logValue, seen.logDerivative);
    else if (piece.to - piece.from > WIDEST) cut(piece, middleOf(piece));
    else if (!piece.isSmooth) lookForBreaks(piece);
    else if (seen.isResolved || unresolvedIsNegligible(seen)) accept(piece, seen);
    else if (isTiny(piece)) drop(seen, seen.logValue, seen.logDerivative);
    else cut(piece, middleOf(piece));
  }
  if (failure !== null) return { kind: 'failed', reason: failure };
  return { kind: 'partition', panels, dropped, jumps };
}
