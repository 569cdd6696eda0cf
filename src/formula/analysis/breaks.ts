import type { Graph, SourceEffect } from '../algebra/record.ts';
import { breakSources, type BreakSource } from './break-sources.ts';
import { buildGraph, evaluateGraph } from '../graph.ts';
import type { Node } from '../tree/tree.ts';
import { findRoots, MAX_ROOTS } from './roots.ts';

/** A point where r or r' is not smooth. */
export interface Break {
  readonly z: number;
  /** singular: r or r' may be unbounded near z (and r may jump as well). jump: r jumps. kink: anything milder. */
  readonly kind: 'kink' | 'jump' | 'singular';
  /** r(z+) − r(z−), 0 where r is continuous or unbounded. */
  readonly height: number;
  /** Half-width of the interval in which z lies; 0 where it is known to rounding. */
  readonly width: number;
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
  readonly graph: Graph;
  readonly sources: readonly BreakSource[];
}

export function breakFinder({ value, derivative }: Differentiated): BreakFinder {
  return {
    graph: buildGraph([value]),
    sources: breakSources([value, derivative]),
  };
}

/**
 * Every point of [lo, hi] where r or r' has a kink, a jump or a singularity, in ascending order. The arguments
 * of the piecewise and singular operations tell where; one-sided values tell whether r jumps, so that
 * z*step(z) has a kink and no jump. More than 50,000 points are not listed.
 */
export function findBreaks(formula: Differentiated, lo: number, hi: number): Breaks {
  return breaksWithin(breakFinder(formula), lo, hi);
}

/** The same with a finder at hand. */
export function breaksWithin(finder: BreakFinder, lo: number, hi: number, limit = MAX_ROOTS): Breaks {
  // Searched a little further, so that a point at an end still has a gap on both sides.
  const room = (hi - lo) / 1024;
  const found: Found[] = [];
  for (const source of finder.sources) {
    const { effect } = source;
    const roots = findRoots(source, lo - room, hi + room, limit);
    if (roots.kind === 'too-many' || found.length + roots.roots.length > limit)
      return { kind: 'too-many', limit };
    for (const { z, width } of roots.roots) found.push({ z, width, effect });
  }
  const points = merged(found.sort((a, b) => a.z - b.z));
  const values = new Float64Array(finder.graph.size);
  const breaks = points.map((point, i): Break => {
    const { z, width } = point;
    if (point.effect === 'kink') return { z, width, kind: 'kink', height: 0 };
    const before = sideValue(finder.graph, z, within(points[i - 1]?.z ?? lo - room, z), values);
    const after = sideValue(finder.graph, z, within(z, points[i + 1]?.z ?? hi + room), values);
    const height = after - before;
    const isJump =
      Number.isFinite(height) && Math.abs(height) > JUMP_ROUNDING * (Math.abs(after) + Math.abs(before));
    const kind = point.effect === 'singular' ? 'singular' : isJump ? 'jump' : 'kink';
    return { z, width, kind, height: isJump ? height : 0 };
  });
  return { kind: 'breaks', breaks: breaks.filter(({ z }) => z >= lo && z <= hi) };
}

interface Found {
  readonly z: number;
  readonly width: number;
  readonly effect: SourceEffect;
}

/** Relative difference of one-sided values up to which r is taken to be continuous. */
const JUMP_ROUNDING = 1e-13;

/** Relative distance below which two points are one. */
const SAME = 4e-15;

/** Points that cannot be told apart become one; the gravest effect wins. */
function merged(found: readonly Found[]): readonly Found[] {
  const result: Found[] = [];
  for (const point of found) {
    const last = result.at(-1);
    const apart = SAME * Math.abs(point.z) + point.width + (last?.width ?? 0);
    if (last === undefined || point.z - last.z > apart) result.push(point);
    else result[result.length - 1] = { ...heavier(last, point), width: Math.max(last.width, point.width) };
  }
  return result;
}

const GRAVITY: Readonly<Record<SourceEffect, number>> = { kink: 0, step: 1, singular: 2 };

function heavier(a: Found, b: Found): Found {
  return GRAVITY[b.effect] > GRAVITY[a.effect] ? b : a;
}

/** A point of the gap off its middle, where symmetric formulas may touch a level. */
function within(a: number, b: number): number {
  return a + (b - a) * 0.4375;
}

/**
 * The formula on one side of z: the piecewise constant operations and choices are as at a point in the gap on that side,
 * where they are constant; everything else is evaluated at z.
 */
function sideValue(graph: Graph, z: number, inGap: number, values: Float64Array): number {
  const gap = new Float64Array(graph.size);
  evaluateGraph(graph, inGap, gap);
  values.set(gap);
  const { operations, first, second, third, numbers } = graph;
  for (let i = 0; i < graph.size; i++) {
    const operation = operations[i]!;
    const [a, b, c] = [first[i]!, second[i]!, third[i]!];
    if (operation === 'step' || operation === 'sign' || operation === 'floor') continue;
    if (operation === 'z') values[i] = z;
    else if (operation === 'number') values[i] = numbers[i]!;
    // x − y·k with the whole number k of the gap.
    else if (operation === 'mod') values[i] = values[a]! - values[b]! * Math.floor(gap[a]! / gap[b]!);
    else if (operation === 'select') values[i] = gap[a]! >= 0 ? values[b]! : values[c]!;
    else values[i] = graph.records[i]!.evaluate(values[a]!, values[b]!, values[c]!);
  }
  return values[graph.roots[0]!]!;
}
