import { encloseGraph } from './enclosure.ts';
import { evaluateGraph } from '../graph.ts';
import { linearForm } from '../algebra/linear-form.ts';
import { withDerivatives, type BreakSource } from './break-sources.ts';
import { onStretch } from './on-stretch.ts';

/** A point where a break source meets one of its levels. */
export interface Root {
  readonly z: number;
  /**
   * Half-width of the interval in which the root could not be told apart; 0 where it is known to rounding.
   */
  readonly width: number;
}

/** More roots than this in one search are not listed. */
export const MAX_ROOTS = 50_000;

export type Roots =
  { readonly kind: 'roots'; readonly roots: readonly Root[] } | { readonly kind: 'too-many' };

/**
 * All z in [lo, hi] where the source's argument meets its levels. Nothing is missed: an interval is left only
 * when its enclosure holds no level, or when an enclosure of the first or second derivative without 0 in it
 * has told how often each level can be met, and these roots have been found.
 */
export function findRoots(source: BreakSource, lo: number, hi: number, limit = MAX_ROOTS): Roots {
  if (source.linear !== null) return linearRoots(source, lo, hi, limit);
  const cuts = innerCuts(source, lo, hi, limit);
  if (cuts === null) return { kind: 'too-many' };
  const roots: Root[] = [];
  // Where it is not smooth it may stand on a level on one side alone, as max(z, 0) does.
  if (source.effect === 'singular') for (const z of cuts) if (touches(source, z, 0)) push(roots, z);
  for (const stretch of smoothStretches(cuts, lo, hi)) {
    const found = rootsWithin(source, stretch, limit);
    // What cannot be told apart may be the same: then the formula that holds there says so.
    const isVague = found === null || found.some(({ width }) => width > 0);
    const branch = isVague && source.inner.length > 0 ? branchSource(source, stretch) : source;
    if (branch === null) continue;
    const better = branch === source ? found : rootsWithin(branch, stretch, limit);
    if (better === null || roots.length + better.length > limit) return { kind: 'too-many' };
    roots.push(...better);
  }
  return { kind: 'roots', roots: roots.sort((a, b) => a.z - b.z) };
}

/** The source with its piecewise parts as they are on the stretch; null where it is a number there. */
function branchSource(source: BreakSource, [from, to]: Stretch): BreakSource | null {
  const argument = onStretch(source.argument, from + (to - from) * 0.4375);
  const linear = linearForm(argument);
  if (linear?.slope === 0) return null;
  return { ...source, argument, linear, ...withDerivatives(argument), inner: [] };
}

type Stretch = readonly [from: number, to: number];

/** The roots in a stretch where the argument is smooth; null for too many. */
function rootsWithin(source: BreakSource, stretch: Stretch, limit: number): readonly Root[] | null {
  const pending = [stretch];
  const roots: Root[] = [];
  const { enclosures } = source.work;
  const [value, slope, curvature] = source.work.graph.roots as [number, number, number];
  const nonzero = (place: number): boolean => enclosures.lo[place]! > 0 || enclosures.hi[place]! < 0;
  let visits = 0;
  for (let top = pending.pop(); top !== undefined; top = pending.pop()) {
    if (roots.length > limit || ++visits > 4 * limit) return null;
    const [from, to] = top;
    encloseGraph(source.work, from, to);
    const [least, most] = levelRange(source, enclosures.lo[value]!, enclosures.hi[value]!);
    if (least > most) {
      addTouched(source, from, to, roots);
      continue;
    }
    if (isFlat(source)) continue;
    const bounded = Number.isFinite(enclosures.lo[value]! + enclosures.hi[value]!) && most - least <= limit;
    if (nonzero(slope) && crossed(source, from, to) > limit - roots.length) return null;
    if (bounded && nonzero(slope)) {
      for (let level = least; level <= most; level++) addCrossing(source, from, to, level, roots);
      continue;
    }
    if (bounded && nonzero(curvature)) {
      const turn = turningPoint(source, from, to);
      for (let level = least; level <= most; level++) addAround(source, [from, turn, to], level, roots);
      continue;
    }
    const middle = halfway(from, to);
    if (to - from <= TELLABLE * (Math.abs(from) + Math.abs(to)) + 1e-30 || middle <= from || middle >= to) {
      roots.push(unresolved(from, to));
      if (roots.length > MOST_VAGUE) return null;
    } else {
      pending.push([middle, to], [from, middle]);
    }
  }
  return roots;
}

/** So many neighbours that cannot be decided are a stretch on which the argument stands on its level. */
const MOST_VAGUE = 50;

/** Where the argument itself is not smooth (such points are breaks on their own); null for too many. */
function innerCuts({ inner }: BreakSource, lo: number, hi: number, limit: number): readonly number[] | null {
  const cuts: number[] = [];
  for (const each of inner) {
    const found = findRoots(each, lo, hi, limit);
    if (found.kind === 'too-many') return null;
    cuts.push(...found.roots.map(({ z }) => z));
  }
  return cuts.sort((a, b) => a - b);
}

/** [lo, hi] cut at these points. */
function smoothStretches(cuts: readonly number[], lo: number, hi: number): readonly Stretch[] {
  const ends = [lo, ...cuts, hi];
  const stretches: Stretch[] = [];
  for (let i = 0; i + 1 < ends.length; i++) {
    // A hair inside, so that values at the ends belong to the stretch.
    const room = SEAM * (hi - lo);
    const from = ends[i]! + (i === 0 ? 0 : SEAM * Math.abs(ends[i]!) + room);
    const to = ends[i + 1]! - (i + 2 === ends.length ? 0 : SEAM * Math.abs(ends[i + 1]!) + room);
    if (to > from) stretches.push([from, to]);
  }
  return stretches;
}

const SEAM = 1e-15;

/** Relative width at which an undecided interval is taken as one point. */
const TELLABLE = 1e-9;

/**
 * Where the derivative vanishes, the second derivative being of one sign; an end if it does not vanish
 * inside.
 */
function turningPoint(source: BreakSource, from: number, to: number): number {
  const { graph } = source.work;
  const values = new Float64Array(graph.size);
  const slopeAt = (z: number): number => {
    evaluateGraph(graph, z, values);
    return values[graph.roots[1]!]!;
  };
  let [a, b] = [from, to];
  const falling = slopeAt(a) < 0;
  if (slopeAt(b) < 0 === falling) return from;
  for (;;) {
    const middle = halfway(a, b);
    if (!(middle > a && middle < b)) return Math.abs(slopeAt(a)) <= Math.abs(slopeAt(b)) ? a : b;
    if (slopeAt(middle) === 0) return middle;
    if (slopeAt(middle) < 0 === falling) a = middle;
    else b = middle;
  }
}

/** Roots on both sides of a turning point, or the double root in it. */
function addAround(
  source: BreakSource,
  [from, turn, to]: readonly [number, number, number],
  level: number,
  roots: Root[],
): void {
  if (touches(source, turn, level)) return push(roots, turn);
  if (turn > from) addCrossing(source, from, turn, level, roots);
  if (turn < to) addCrossing(source, turn, to, level, roots);
}

/** Whether the argument cannot be told from the level at z. */
function touches(source: BreakSource, z: number, level: number): boolean {
  const { enclosures, graph } = source.work;
  encloseGraph(source.work, z, z);
  return enclosures.lo[graph.roots[0]!]! <= level && enclosures.hi[graph.roots[0]!]! >= level;
}

/** Intervals with 0 inside are cut at 0, where most formulas have their special points. */
function halfway(from: number, to: number): number {
  if (from < 0 && to > 0) return 0;
  return from + (to - from) / 2;
}

/**
 * Levels within [lo, hi]: first and last, first > last if none. A level that is only an end of the enclosure
 * is never crossed; it matters where the operation is singular there.
 */
function levelRange({ levels, effect }: BreakSource, lo: number, hi: number): readonly [number, number] {
  const isClosed = effect === 'singular';
  if (levels === 'integers')
    return isClosed ? [Math.ceil(lo), Math.floor(hi)] : [Math.floor(lo) + 1, Math.ceil(hi) - 1];
  return (isClosed ? lo <= 0 && hi >= 0 : lo < 0 && hi > 0) ? [0, 0] : [1, 0];
}

/** Below this a value has underflowed: its sign is rounding. */
const UNDERFLOW = 1e-290;

/** Whether the argument is constant over the enclosed interval, or nothing but underflow. */
function isFlat({ work, effect }: BreakSource): boolean {
  const { lo, hi } = work.enclosures;
  const [value, slope] = work.graph.roots as [number, number];
  if (lo[slope] === 0 && hi[slope] === 0) return true;
  return effect !== 'singular' && hi[value]! < UNDERFLOW && lo[value]! > -UNDERFLOW;
}

/** Ends of an interval at which the argument stands exactly on a level without crossing it inside. */
function addTouched(source: BreakSource, from: number, to: number, roots: Root[]): void {
  const { enclosures, graph } = source.work;
  const value = graph.roots[0]!;
  const onLevel = (x: number): boolean => (source.levels === 'integers' ? Number.isInteger(x) : x === 0);
  if (!onLevel(enclosures.lo[value]!) && !onLevel(enclosures.hi[value]!)) return;
  for (const z of [from, to]) if (onLevel(source.at(z))) push(roots, z);
}

function linearRoots({ linear, levels }: BreakSource, lo: number, hi: number, limit: number): Roots {
  const { slope, intercept } = linear!;
  const at = (level: number): number => (level - intercept) / slope;
  if (levels === 'zero') {
    const z = at(0) + 0;
    return { kind: 'roots', roots: z >= lo && z <= hi ? [{ z, width: 0 }] : [] };
  }
  const ends = [slope * lo + intercept, slope * hi + intercept];
  const least = Math.floor(Math.min(...ends));
  const most = Math.ceil(Math.max(...ends));
  if (!(most - least <= limit)) return { kind: 'too-many' };
  const roots: Root[] = [];
  for (let level = least; level <= most; level++) {
    const z = at(level) + 0;
    if (z >= lo && z <= hi) roots.push({ z, width: 0 });
  }
  return { kind: 'roots', roots: roots.sort((a, b) => a.z - b.z) };
}

/** How many levels are crossed at least where the argument is monotone. */
function crossed(source: BreakSource, from: number, to: number): number {
  return source.levels === 'zero' ? 0 : Math.abs(source.at(to) - source.at(from)) - 2;
}

/** Adds the root of argument = level in an interval where the argument is monotone, if it lies there. */
function addCrossing(source: BreakSource, from: number, to: number, level: number, roots: Root[]): void {
  const at = (z: number): number => source.at(z) - level;
  let [a, b] = [from, to];
  let [fa, fb] = [at(a), at(b)];
  if (fa === 0) return push(roots, a);
  if (fb === 0) return push(roots, b);
  if (a < 0 && b > 0 && at(0) === 0) return push(roots, 0);
  if (fa > 0 === fb > 0) {
    // No root, unless rounding hides one that stands on an end.
    const nearer = Math.abs(fa) < Math.abs(fb) ? a : b;
    if (touches(source, nearer, level)) push(roots, nearer);
    return;
  }
  // Illinois false position: keeps the bracket, and halves the weight of an end that stays.
  let side = 0;
  for (let round = 0; round < 100; round++) {
    const step = (b * fa - a * fb) / (fa - fb);
    const middle = step > a && step < b && round % 8 !== 7 ? step : a + (b - a) / 2;
    if (!(middle > a && middle < b)) break;
    const f = at(middle);
    if (f === 0) return push(roots, middle);
    if (f > 0 === fb > 0) {
      [b, fb] = [middle, f];
      if (side === 1) fa /= 2;
      side = 1;
    } else {
      [a, fa] = [middle, f];
      if (side === -1) fb /= 2;
      side = -1;
    }
    if (b - a <= 2.3e-16 * (Math.abs(a) + Math.abs(b))) break;
  }
  push(roots, at(a) > 0 === fb > 0 ? a : Math.abs(at(a)) < Math.abs(at(b)) ? a : b);
}

function push(roots: Root[], z: number): void {
  if (roots.at(-1)?.z !== z) roots.push({ z, width: 0 });
}

/**
 * How far a root may be from z by the rounding of z and of the argument: what the argument may be off its
 * level, over its least slope. 0 where the argument turns, for there both sides have the same formula.
 */
export function rootDoubt({ work, levels }: BreakSource, z: number): number {
  const { graph, enclosures } = work;
  const [value, slope] = graph.roots as [number, number];
  encloseGraph(work, z, z);
  const [lo, hi] = [enclosures.lo[value]!, enclosures.hi[value]!];
  const level = levels === 'zero' ? 0 : Math.round(lo + (hi - lo) / 2);
  const off = Math.max(Math.abs(lo - level), Math.abs(hi - level));
  const steepness = leastMagnitude(enclosures, slope);
  if (off === 0 || steepness === 0) return 0;
  // The slope within twice the distance to first order: mostly much the same.
  const near = (2 * off) / steepness;
  encloseGraph(work, z - near, z + near);
  const least = leastMagnitude(enclosures, slope);
  return least > 0 && off / least < Infinity ? off / least : 0;
}

function leastMagnitude({ lo, hi }: BreakSource['work']['enclosures'], at: number): number {
  return Math.max(lo[at]!, -hi[at]!, 0);
}

/** A tiny interval that cannot be decided: a multiple root, or one lost in rounding. */
function unresolved(from: number, to: number): Root {
  if (from <= 0 && to >= 0) return { z: 0, width: Math.max(-from, to) };
  return { z: from + (to - from) / 2, width: (to - from) / 2 };
}
