import { productRest } from '../../elementary/exact-product.ts';
import { breaksWithin, pointsWithin, type Break, type BreakPoint } from '../../formula/analysis/breaks.ts';
import { localOrders } from '../../formula/analysis/local-order.ts';
import type { LocalOrder } from '../../formula/algebra/local-orders.ts';
import type { Analysis } from './analysis.ts';
import { restrictByOrder, type MomentExistence } from './existence.ts';
import { originAt, type SingularOrigin } from './origins.ts';
import { type EndErrors, type Jump, type Origin } from './panel.ts';
import type { Tip } from './tip.ts';

/** A piece of the line to be looked at: t in [from, to] of its origin. */
export interface LinePiece {
  readonly origin: Origin;
  readonly from: number;
  readonly to: number;
  readonly ends: EndErrors;
  /** Breaks have been looked for: none lies inside. */
  readonly isSmooth: boolean;
  /** Set where the piece touches the singular point of its origin, t = 0. */
  readonly tip: Tip | null;
}

/** What a line is cut for. */
export interface CutSetting {
  readonly analysis: Analysis;
  readonly mu: number;
  readonly sigma: number;
  readonly logSigma: number;
  /** Is narrowed by the singular points met. */
  readonly exists: MomentExistence;
}

/** More breaks in one piece than this would need more panels than there may be. */
const MOST_BREAKS = 6000;
export const TOO_MANY_PANELS = 'too many panels are needed to resolve r';
/** What finding a break takes, in visits. */
const VISITS_A_BREAK = 0.5;

/** What a partition may still do; each step takes off what it has done. */
export interface WorkLeft {
  /** Pieces that are looked at, or as much work. */
  visits: number;
  /** Sides of singular points, those far out apart: of these few are looked at anyway. */
  sides: number;
}

export type SmoothPieces =
  | {
      readonly kind: 'pieces';
      readonly pieces: readonly LinePiece[];
      readonly jumps: readonly Jump[];
      /**
       * Stretches of z with several breaks that cannot be told apart: r may be anything there that its
       * formula allows.
       */
      readonly strips: readonly (readonly [from: number, to: number])[];
    }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Cuts a piece at the points where r or r' is not smooth. The parts next to singular points take these as
 * origins. Jumps at both ends are told: the piece beside may have been left out.
 */
export function smoothPieces(setting: CutSetting, piece: LinePiece, left: WorkLeft): SmoothPieces {
  const { analysis, mu, sigma } = setting;
  const [lo, hi] = [mu + sigma * piece.from, mu + sigma * piece.to];
  const most = Math.min(MOST_BREAKS, Math.floor(left.visits / VISITS_A_BREAK));
  const found = breaksWithin(analysis.finder, lo, hi, most);
  if (found.kind === 'too-many') {
    if (found.limit < MOST_BREAKS) return { kind: 'failed', reason: TOO_MANY_PANELS };
    return { kind: 'failed', reason: `r or r' is not smooth at more than ${found.limit} points` };
  }
  left.visits -= VISITS_A_BREAK * found.breaks.length;
  left.sides -= 2 * found.breaks.filter(({ kind }) => kind === 'singular').length;
  if (left.sides < 0) return { kind: 'failed', reason: TOO_MANY_PANELS };
  const vague = found.breaks.find(({ width }) => width > 0);
  if (vague !== undefined) {
    return {
      kind: 'failed',
      reason: `the point near z = ${vague.z} where r or r' is not smooth cannot be located`,
    };
  }
  const cuts = found.breaks.filter(({ z, kind }) => z < hi || kind === 'singular');
  const pieces: LinePiece[] = [];
  const originOf = origins(setting);
  let from = piece.from;
  let start: Break | null = null;
  for (let i = 0; i <= cuts.length; i++) {
    const end = cuts[i] ?? null;
    const to = end === null ? piece.to : Math.min(Math.max((end.z - mu) / sigma, from), piece.to);
    const gap = { from, to, start, end };
    for (const part of between(setting, piece.origin, gap, originOf)) pieces.push(part);
    from = to;
    start = end;
  }
  return {
    kind: 'pieces',
    pieces,
    jumps: jumpsOf(found.breaks, mu, sigma),
    strips: found.breaks
      .filter(({ spread, kind }) => spread > 0 && kind !== 'singular')
      .map(({ z, spread, doubt }) => [z - spread - doubt, z + spread + doubt] as const),
  };
}

export function jumpsOf(breaks: readonly Break[], mu: number, sigma: number): readonly Jump[] {
  return breaks
    .filter(({ height, heightError }) => height !== 0 || heightError > 0)
    .map(({ z, height, heightError, doubt, spread }) => ({
      z,
      eps: (z - mu) / sigma,
      placeError: (doubt + spread) / sigma,
      height,
      heightError,
    }));
}

/** Origins at singular points; the last one is at hand for the other side of its point. */
function origins({ analysis, mu, sigma }: CutSetting): (z: number) => SingularOrigin {
  let last: { readonly z: number; readonly origin: SingularOrigin } | null = null;
  return (z) => {
    if (last?.z !== z) last = { z, origin: originAt(analysis, z, mu, sigma) };
    return last.origin;
  };
}

/** Origin at a singular point and the orders of r and r' beside it, which narrow what exists. */
function meetPoint(
  exists: MomentExistence,
  { origin, value, derivative }: SingularOrigin,
  near: number,
): { readonly origin: Origin; readonly orders: Orders } {
  const [ofValue, ofDerivative] = localOrders([value, derivative], 0, near) as [LocalOrder, LocalOrder];
  restrictByOrder(exists, ofValue, ofDerivative, origin.shift);
  return { origin, orders: { value: ofValue, derivative: ofDerivative } };
}

interface Orders {
  readonly value: LocalOrder;
  readonly derivative: LocalOrder;
}

/**
 * Share of their distance from mu below which two breaks are so near that one must be the origin of what lies
 * between.
 */
const NEAR = 1e-5;
/** Rounding of one operation. */
const UNIT = 1.2e-16;

/** What (z − origin)/sigma is off by: 0 where nothing rounds. */
function placeRounding(z: number, origin: number, sigma: number): number {
  const distance = z - origin;
  const t = distance / sigma;
  // What the difference lost (T. J. Dekker 1971), and what the quotient did.
  const back = distance - z;
  const lost = z - (distance - back) - (origin + back);
  const isExact = lost === 0 && t * sigma === distance && productRest(t, sigma, distance) === 0;
  return isExact ? 0 : 2 * UNIT * Math.abs(t);
}

export function areNear(start: Break, end: Break, mu: number): boolean {
  return end.z - start.z < NEAR * Math.max(Math.abs(start.z - mu), Math.abs(end.z - mu));
}

interface Gap {
  readonly from: number;
  readonly to: number;
  /** Breaks at its ends; null at an end of the piece. */
  readonly start: Break | null;
  readonly end: Break | null;
}

function between(
  { analysis, mu, sigma, exists }: CutSetting,
  here: Origin,
  { from, to, start, end }: Gap,
  originOf: (z: number) => SingularOrigin,
): readonly LinePiece[] {
  const isNarrow = start !== null && end !== null && areNear(start, end, mu);
  const length = isNarrow ? (end.z - start.z) / sigma : to - from;
  if (!(length > 0)) return [];
  const base = isNarrow ? start.z : mu;
  /** What an end is off by: where the break is, and its distance from the origin. */
  const off = (point: Break | null, origin: number): number =>
    point === null ? 0 : point.doubt / sigma + placeRounding(point.z, origin, sigma);
  const grain = (UNIT * Math.max(Math.abs(start?.z ?? 0), Math.abs(end?.z ?? 0))) / sigma;
  const left = start?.kind === 'singular' ? start : null;
  const right = end?.kind === 'singular' ? end : null;
  if (left === null && right === null) {
    const ends = { from: off(start, base), to: off(end, base), grain };
    if (!isNarrow) return [{ origin: here, from, to, ends, isSmooth: true, tip: null }];
    const origin = { base, shift: (base - mu) / sigma, work: analysis.work, isCenter: true, tilt: null };
    return [{ origin, from: 0, to: length, ends, isSmooth: true, tip: null }];
  }
  const leftLength = left === null ? 0 : right === null ? length : length / 2;
  const beside = (point: Break, low: number, high: number, other: Break | null): LinePiece => {
    const near = 1e-9 * sigma * (low === 0 ? high : low);
    const { origin, orders } = meetPoint(exists, originOf(point.z), near);
    const far = off(other, point.z);
    return {
      origin,
      from: low,
      to: high,
      ends: low === 0 ? { from: 0, to: far, grain: 0 } : { from: far, to: 0, grain: 0 },
      isSmooth: true,
      tip: {
        ...orders,
        logValue: Infinity,
        logDerivative: Infinity,
        logFromCenters: [null, null],
        excess: Infinity,
      },
    };
  };
  return [
    ...(left === null ? [] : [beside(left, 0, leftLength, right === null ? end : null)]),
    ...(right === null ? [] : [beside(right, leftLength - length, 0, left === null ? start : null)]),
  ];
}

/** Farthest from mu, in sigmas, that singular points are looked for. */
const FARTHEST = 1e3;
/** How many singular points of the same sources are looked at in one piece, and how many in all. */
const MOST_ALIKE = 3;
const MOST_POINTS = 64;

/** Narrows what exists by the singular points of a piece far out, where nothing else of it counts. */
export function meetFarPoints(setting: CutSetting, piece: LinePiece, left: WorkLeft): void {
  const { analysis, mu, sigma, exists } = setting;
  const [from, to] = [Math.max(piece.from, -FARTHEST), Math.min(piece.to, FARTHEST)];
  if (!(to > from)) return;
  const found = pointsWithin(analysis.finder, mu + sigma * from, mu + sigma * to, MOST_BREAKS);
  left.visits -= VISITS_A_BREAK * (found.kind === 'too-many' ? found.limit : found.points.length);
  if (found.kind === 'too-many') return;
  for (const { z } of examples(found.points.filter(({ effect }) => effect === 'singular'))) {
    const origin = originAt(analysis, z, mu, sigma);
    for (const near of [1e-9 * sigma, -1e-9 * sigma]) meetPoint(exists, origin, near);
  }
}

/** Of the points of the same sources, which differ little, the first, the last and some between. */
function examples(points: readonly BreakPoint[]): readonly BreakPoint[] {
  const alike = new Map<string, BreakPoint[]>();
  for (const point of points) {
    const key = point.sources.join();
    const group = alike.get(key);
    if (group === undefined) alike.set(key, [point]);
    else group.push(point);
  }
  return [...alike.values()].flatMap(spreadOut).slice(0, MOST_POINTS);
}

function spreadOut(points: readonly BreakPoint[]): readonly BreakPoint[] {
  if (points.length <= MOST_ALIKE) return points;
  const step = (points.length - 1) / (MOST_ALIKE - 1);
  return Array.from({ length: MOST_ALIKE }, (_, i) => points[Math.round(i * step)]!);
}
