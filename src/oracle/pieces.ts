import { breaksWithin, type Break } from '../formula/analysis/breaks.ts';
import { localOrder } from '../formula/analysis/local-order.ts';
import type { LocalOrder } from '../formula/algebra/local-orders.ts';
import type { Analysis } from './analysis.ts';
import { restrictByOrder, type MomentExistence } from './existence.ts';
import { originAt } from './origins.ts';
import type { Jump, Origin } from './panel.ts';
import type { Tip } from './tip.ts';

/** A piece of the line to be looked at: t in [from, to] of its origin. */
export interface Piece {
  readonly origin: Origin;
  readonly from: number;
  readonly to: number;
  /** Breaks have been looked for: none lies inside. */
  readonly isSmooth: boolean;
  /** Set where the piece touches the singular point of its origin, t = 0. */
  readonly tip: Tip | null;
}

/** More breaks in one piece than this would need more panels than there may be. */
const MOST_BREAKS = 6000;

export type SmoothPieces =
  | { readonly kind: 'pieces'; readonly pieces: readonly Piece[]; readonly jumps: readonly Jump[] }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Cuts a piece at the points where r or r' is not smooth. The parts next to singular points take these as origins.
 * Jumps at both ends are told: the piece beside may have been left out.
 *
 * @param exists is narrowed by the singular points met
 */
export function smoothPieces(
  analysis: Analysis,
  piece: Piece,
  mu: number,
  sigma: number,
  exists: MomentExistence,
): SmoothPieces {
  const [lo, hi] = [mu + sigma * piece.from, mu + sigma * piece.to];
  const found = breaksWithin(analysis.finder, lo, hi, MOST_BREAKS);
  if (found.kind === 'too-many') {
    return { kind: 'failed', reason: `r or r' is not smooth at more than ${found.limit} points` };
  }
  const vague = found.breaks.find(({ width }) => width > 0);
  if (vague !== undefined) {
    return {
      kind: 'failed',
      reason: `the point near z = ${vague.z} where r or r' is not smooth cannot be located`,
    };
  }
  const cuts = found.breaks.filter(({ z, kind }) => z < hi || kind === 'singular');
  const pieces: Piece[] = [];
  let from = piece.from;
  let start: Break | null = null;
  for (const end of [...cuts, null]) {
    const to = end === null ? piece.to : Math.min(Math.max((end.z - mu) / sigma, from), piece.to);
    if (to > from) pieces.push(...between(analysis, piece, from, to, start, end, mu, sigma, exists));
    from = to;
    start = end;
  }
  const jumps = found.breaks
    .filter(({ height }) => height !== 0)
    .map(({ z, height }) => ({ eps: (z - mu) / sigma, height }));
  return { kind: 'pieces', pieces, jumps };
}

/** Origin at a singular point and the orders of r and r' there, which narrow what exists. */
function meetPoint(
  analysis: Analysis,
  point: Break,
  near: number,
  mu: number,
  sigma: number,
  exists: MomentExistence,
): { readonly origin: Origin; readonly orders: Orders } {
  const { origin, value, derivative } = originAt(analysis, point.z, mu, sigma);
  const orders = { value: localOrder(value, 0, near), derivative: localOrder(derivative, 0, near) };
  restrictByOrder(exists, orders.value, orders.derivative, origin.shift);
  return { origin, orders };
}

interface Orders {
  readonly value: LocalOrder;
  readonly derivative: LocalOrder;
}

function between(
  analysis: Analysis,
  piece: Piece,
  from: number,
  to: number,
  start: Break | null,
  end: Break | null,
  mu: number,
  sigma: number,
  exists: MomentExistence,
): readonly Piece[] {
  const left = start?.kind === 'singular' ? start : null;
  const right = end?.kind === 'singular' ? end : null;
  if (left === null && right === null) return [{ ...piece, from, to, isSmooth: true }];
  const leftLength = left === null ? 0 : right === null ? to - from : (to - from) / 2;
  const rightLength = to - from - leftLength;
  const beside = (point: Break, low: number, high: number): Piece => {
    const near = 1e-9 * sigma * (low === 0 ? high : low);
    const { origin, orders } = meetPoint(analysis, point, near, mu, sigma, exists);
    return {
      origin,
      from: low,
      to: high,
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
    ...(left === null ? [] : [beside(left, 0, leftLength)]),
    ...(right === null ? [] : [beside(right, -rightLength, 0)]),
  ];
}

/** Farthest from mu, in sigmas, that singular points are looked for, and how many are looked at in one piece. */
const FARTHEST = 1e3;
const MOST_POINTS = 64;

/** Narrows what exists by the singular points of a piece far out, where nothing else of it counts. */
export function meetFarPoints(
  analysis: Analysis,
  piece: Piece,
  mu: number,
  sigma: number,
  exists: MomentExistence,
): void {
  const [from, to] = [Math.max(piece.from, -FARTHEST), Math.min(piece.to, FARTHEST)];
  if (!(to > from)) return;
  const found = breaksWithin(analysis.finder, mu + sigma * from, mu + sigma * to, MOST_BREAKS);
  if (found.kind === 'too-many') return;
  const points = found.breaks.filter(({ kind }) => kind === 'singular').slice(0, MOST_POINTS);
  for (const point of points)
    for (const near of [1e-9 * sigma, -1e-9 * sigma]) meetPoint(analysis, point, near, mu, sigma, exists);
}
