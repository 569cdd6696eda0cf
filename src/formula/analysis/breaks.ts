import type { SourceEffect } from '../algebra/record.ts';
import { buildGraph } from '../graph.ts';
import { breakSources, type BreakSource } from './break-sources.ts';
import { encloseable, type Encloseable } from './enclosure.ts';
import { jumpHeight } from './jump-height.ts';
import { findRoots, MAX_ROOTS, rootDoubt } from './roots.ts';
import type { Node } from '../tree/tree.ts';

/** A point where r or r' is not smooth. */
export interface Break {
  readonly z: number;
  /**
   * singular: r or r' may be unbounded near z (and r may jump as well). jump: r jumps. kink: anything milder.
   */
  readonly kind: 'kink' | 'jump' | 'singular';
  /** r(z+) − r(z−), 0 where r is continuous or unbounded, and a bound on its error. */
  readonly height: number;
  readonly heightError: number;
  /** Half-width of the interval in which z lies; 0 where it is known to rounding. */
  readonly width: number;
  /** How far the place may be from z by rounding. */
  readonly doubt: number;
  /** How far from z other points lie that could not be told apart from this one; 0 where there is none. */
  readonly spread: number;
}

export type Breaks =
  | { readonly kind: 'breaks'; readonly breaks: readonly Break[] }
  | { readonly kind: 'too-many'; readonly limit: number };

/** r and r', simplified. */
export interface Differentiated {
  readonly value: Node;
  readonly derivative: Node;
}

/** What finding breaks needs of a formula, prepared once. */
export interface BreakFinder {
  readonly work: Encloseable;
  readonly sources: readonly BreakSource[];
}

export function breakFinder({ value, derivative }: Differentiated): BreakFinder {
  return finderOf(value, [value, derivative]);
}

/** Finds where the formulas are not smooth, and by how much r jumps there. */
export function finderOf(r: Node, formulas: readonly Node[]): BreakFinder {
  return { work: encloseable(buildGraph([r])), sources: breakSources(formulas) };
}

/**
 * Every point of [lo, hi] where r or r' has a kink, a jump or a singularity, in ascending order. The
 * arguments of the piecewise and singular operations tell where; one-sided values tell whether r jumps, so
 * that z*step(z) has a kink and no jump. More than 50,000 points are not listed.
 */
export function findBreaks(formula: Differentiated, lo: number, hi: number): Breaks {
  return breaksWithin(breakFinder(formula), lo, hi);
}

/** The same with a finder at hand. */
export function breaksWithin(finder: BreakFinder, lo: number, hi: number, limit = MAX_ROOTS): Breaks {
  const found = pointsWithin(finder, lo, hi, limit);
  if (found.kind === 'too-many') return found;
  const { points, room } = found;
  const breaks = points.map((point, i): Break => {
    const { z, width, doubt, effect, first, last } = point;
    const where = { z, width, doubt, spread: Math.max(z - first, last - z) };
    if (effect === 'kink') return { ...where, kind: 'kink', height: 0, heightError: 0 };
    const { value, error, size } = jumpHeight(
      finder.work,
      [z - doubt, z + doubt],
      [within(points[i - 1]?.last ?? lo - room, first), within(last, points[i + 1]?.first ?? hi + room)],
    );
    const isKnown = Number.isFinite(value) && error < Infinity;
    const isJump = isKnown && Math.abs(value) > error;
    const kind = effect === 'singular' ? 'singular' : isJump ? 'jump' : 'kink';
    const isContinuous = !isKnown || (!isJump && error <= JUMP_ROUNDING * size);
    return { ...where, kind, height: isJump ? value : 0, heightError: isContinuous ? 0 : error };
  });
  return { kind: 'breaks', breaks: breaks.filter(({ z }) => z >= lo && z <= hi) };
}

/** A point where some operation of r or r' is not smooth; r itself may be. */
export interface BreakPoint {
  readonly z: number;
  readonly width: number;
  /** The gravest of its sources. */
  readonly effect: SourceEffect;
  readonly doubt: number;
  /** Ends of the stretch in which points could not be told apart. */
  readonly first: number;
  readonly last: number;
  /** The sources of the finder whose points lie here, by their places, ascending. */
  readonly sources: readonly number[];
}

/**
 * The points of [lo, hi] in ascending order, and those within `room` of it: so a point at an end still has a
 * gap on both sides.
 */
export function pointsWithin(
  finder: BreakFinder,
  lo: number,
  hi: number,
  limit: number,
):
  | { readonly kind: 'points'; readonly points: readonly BreakPoint[]; readonly room: number }
  | { readonly kind: 'too-many'; readonly limit: number } {
  const room = (hi - lo) / 1024;
  const found: BreakPoint[] = [];
  for (const [place, source] of finder.sources.entries()) {
    const { effect } = source;
    const roots = findRoots(source, lo - room, hi + room, limit);
    if (roots.kind === 'too-many' || found.length + roots.roots.length > limit)
      return { kind: 'too-many', limit };
    for (const { z, width } of roots.roots)
      found.push({ z, width, effect, doubt: rootDoubt(source, z), first: z, last: z, sources: [place] });
  }
  return { kind: 'points', points: merged(found.sort((a, b) => a.z - b.z)), room };
}

/** Rounding of r, relative to r, within which it is taken to be continuous. */
const JUMP_ROUNDING = 1e-13;

/** Relative distance below which two points are one. */
const SAME = 4e-15;

/** Points that cannot be told apart become one; the gravest effect wins. */
function merged(found: readonly BreakPoint[]): readonly BreakPoint[] {
  const result: BreakPoint[] = [];
  for (const point of found) {
    const last = result.at(-1);
    const apart = SAME * Math.abs(point.z) + point.width + (last?.width ?? 0);
    if (last === undefined || point.z - last.z > apart) result.push(point);
    else
      result[result.length - 1] = {
        ...heavier(last, point),
        width: Math.max(last.width, point.width),
        doubt: Math.max(last.doubt, point.doubt),
        first: last.first,
        last: point.z,
        sources: [...new Set([...last.sources, ...point.sources])].sort((a, b) => a - b),
      };
  }
  return result;
}

const GRAVITY: Readonly<Record<SourceEffect, number>> = { kink: 0, step: 1, singular: 2 };

function heavier(a: BreakPoint, b: BreakPoint): BreakPoint {
  return GRAVITY[b.effect] > GRAVITY[a.effect] ? b : a;
}

/** A point of the gap off its middle, where symmetric formulas may touch a level. */
function within(a: number, b: number): number {
  return a + (b - a) * 0.4375;
}
