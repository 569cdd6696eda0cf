import { LN2 } from '../../elementary/constants.ts';
import { logBound } from '../algebra/magnitude.ts';
import { bounded, BOUNDED_GROWTH } from '../algebra/growth-kinds.ts';
import { grows } from '../algebra/growth-algebra.ts';
import { saturated } from '../algebra/growth-exponentials.ts';
import { BOUNDED, isBounded, UNBOUNDED, VANISHED, type LocalOrder } from '../algebra/local-orders.ts';
import type { Domain, Graph, Loop, OperationRecord, PassForm, PossibleBreak } from '../algebra/record.ts';
import { EVEN, isOdd, NO_SYMMETRY, odd } from '../algebra/symmetries.ts';
import { call, number } from '../tree/nodes.ts';
import type { Node } from '../tree/tree.ts';

/** Rules that hold for several operations, under the name of the field that they fill. */

export const EVERYWHERE: Domain = { least: -Infinity, most: Infinity, isClosed: true };

type Bound = OperationRecord['logBound'];

/** Whatever its arguments are, the structure bounds nothing. */
export const NO_BOUND: Bound = () => Infinity;
/** |f(x)| <= |x|. */
export const BOUND_OF_ARGUMENT: Bound = (graph, e, place) => logBound(graph, e, graph.first[place]!);
/** The larger of two, twice. */
export const BOUND_OF_TWO: Bound = (graph, e, place) =>
  Math.max(logBound(graph, e, graph.first[place]!), logBound(graph, e, graph.second[place]!)) + LN2;

type GrowthRule = OperationRecord['growth'];

/** Goes to ±1 with its argument. */
export const growthOfStep: GrowthRule = ({ of }, a) => saturated(of(a), 1);
export const growthBounded: GrowthRule = () => BOUNDED_GROWTH;
export const growthOfWave: GrowthRule = ({ of }, a) => bounded(0, grows(of(a)));

type Order = OperationRecord['order'];

export const ORDER_OF_ARGUMENT: Order = ({ of }) => of(0);
export const ORDER_BOUNDED: Order = () => BOUNDED;
/** Next to a point a piecewise operation is a branch of its own; it is met itself where none settles. */
export const ORDER_OF_BRANCH: Order = () => UNBOUNDED;
export const ORDER_UNKNOWN: Order = () => UNBOUNDED;
/** Like its argument where that vanishes, and bounded. */
export const ORDER_ODD_BOUNDED: Order = ({ of }) => (of(0).order > 0 ? of(0) : BOUNDED);
/** Like its argument where that vanishes; without bound where it is. */
export const ORDER_ODD_GROWING: Order = ({ of }) => (of(0).order > 0 ? of(0) : UNBOUNDED);
/** Bounded where its argument is, and growing no faster. */
export const ORDER_AT_MOST_ARGUMENT: Order = ({ of }) =>
  isBounded(of(0)) ? BOUNDED : { ...of(0), exact: false };
/** Bounded where its argument is. */
export const ORDER_OUTGROWING: Order = ({ of }) => (isBounded(of(0)) ? BOUNDED : UNBOUNDED);

/** Falls faster than every power where its argument goes to that infinity, or to either. */
export function orderDecaying(towards: -1 | 'both'): Order {
  return ({ of, beside }) =>
    isSteep(of(0)) && (towards === 'both' || beside(0)[1] < 0) ? VANISHED : BOUNDED;
}
/** Faster than every power where its argument goes to an infinity like one. */
export const ORDER_OF_EXPONENTIAL: Order = ({ of, beside }) => {
  const [lo, hi] = beside(0);
  if (isBounded(of(0))) return BOUNDED;
  if (!isSteep(of(0)) || (lo <= 0 && hi >= 0)) return UNBOUNDED;
  return hi < 0 ? VANISHED : { order: -Infinity, exact: true, logarithmic: false };
};

/** Goes to an infinity like a power. */
function isSteep({ order, exact }: LocalOrder): boolean {
  return exact && order < 0;
}

type Breaks = OperationRecord['breaks'];

export const SMOOTH: Breaks = () => [];

export function breakAt(
  argument: Node,
  effect: PossibleBreak['effect'],
  levels: PossibleBreak['levels'] = 'zero',
): PossibleBreak {
  return { argument, levels, effect };
}

/** Value or slope has no bound where the domain ends. */
export function singularAtEnds({ least, most }: Domain): Breaks {
  return (a) => [
    ...(least === -Infinity ? [] : [breakAt(least === 0 ? a : call('add', number(-least), a), 'singular')]),
    ...(most === Infinity ? [] : [breakAt(call('subtract', number(most), a), 'singular')]),
  ];
}

type Zeros = OperationRecord['zeros'];

export const ZEROS_OF_ARGUMENT: Zeros = (a) => [a];
export const NO_ZEROS: Zeros = () => [];
export const OWN_ZEROS: Zeros = () => null;

type SymmetryRule = OperationRecord['symmetry'];

export const ODD: SymmetryRule = (_, [u]) => (isOdd(u!) ? odd(0) : NO_SYMMETRY);
export const EVEN_IN_ARGUMENT: SymmetryRule = (_, [u]) => (isOdd(u!) ? EVEN : NO_SYMMETRY);
export const ASYMMETRIC: SymmetryRule = () => NO_SYMMETRY;

/** f(u) + f(−u) = 2·center. */
export function oddAbout(center: number): SymmetryRule {
  return (_, [u]) => (isOdd(u!) ? odd(center) : NO_SYMMETRY);
}

type Test = OperationRecord['isTame'];

export const TAME: Test = () => true;
export const NOT_TAME: Test = () => false;
/** Away from the ends of the domain. */
export const TAME_INSIDE: Test = (graph, e, place) => {
  const { least, most } = graph.records[place]!.domain;
  const a = graph.first[place]!;
  return (least === -Infinity || e.lo[a]! > least) && (most === Infinity || e.hi[a]! < most);
};

/**
 * So too at an end where the argument is smooth: there the slope of the root is bounded as its second
 * derivative is.
 */
export const TAME_INSIDE_OR_SMOOTH: Test = (graph, e, place) => {
  const a = graph.first[place]!;
  return (
    TAME_INSIDE(graph, e, place) || (e.lo[a] === graph.records[place]!.domain.least && isSmoothAt(graph, a))
  );
};

/**
 * Whether a subformula has no kinks and no roots, so that its second derivative is bounded wherever it is.
 */
function isSmoothAt(graph: Graph, place: number): boolean {
  const record = graph.records[place];
  if (record == null) return true;
  const { args } = graph.nodes[place] as { readonly args: readonly Node[] };
  const [a, b, c] = args as [Node, Node, Node];
  const isRough =
    graph.operations[place] === 'power'
      ? !(b.kind === 'number' && Number.isInteger(b.value))
      : isRoot(record.domain) || record.breaks(a, b, c).some(({ effect }) => effect === 'kink');
  return !isRough && args.every((arg) => isSmoothAt(graph, graph.places.get(arg)!));
}

/** Finite at an end, with a slope without bound. */
function isRoot({ least, most, isClosed }: Domain): boolean {
  return isClosed && (least > -Infinity || most < Infinity);
}

type Lost = OperationRecord['isLost'];

/** Finite at infinity, or at one of the two. */
export const NEVER_LOST: Lost = () => false;
/** With its argument, or where that never meets the domain. */
export const LOST_WITH_ARGUMENT: Lost = (graph, e, place, never) => {
  const { least, most, isClosed } = graph.records[place]!.domain;
  const a = graph.first[place]!;
  const [lo, hi] = [e.lo[a]!, e.hi[a]!];
  return never[a]! || hi < least || lo > most || (!isClosed && (hi === least || lo === most));
};
export const LOST_WITH_EITHER: Lost = ({ first, second }, _, place, never) =>
  never[first[place]!]! || never[second[place]!]!;
export const LOST_WITH_BOTH: Lost = ({ first, second }, _, place, never) =>
  never[first[place]!]! && never[second[place]!]!;

/** A polynomial or piecewise linear: the panels are cut at its kinks. */
export const RESOLVED: OperationRecord['excess'] = () => 0;
/** As much as the value can be. */
export const VARIES_FULLY: OperationRecord['variation'] = (_, __, bound) => bound + LN2;

type Slope = OperationRecord['slope'];

export const SLOPE_AT_MOST_2: Slope = () => LN2;
export const SLOPE_1: Slope = () => 0;
export const NO_SLOPE: Slope = () => -Infinity;

/** A pass that is right for every argument. */
export function pass(loop: Loop, nanoseconds: number): PassForm {
  return { kind: 'pass', loop, nanoseconds, outside: { kind: 'never' } };
}

export function arithmeticPass(loop: Loop): PassForm {
  return pass(loop, 0.25);
}

/** A pass whose vector form is right on an ordinary domain alone and reports what it met outside. */
export function ordinaryPass(loop: Loop, nanoseconds: number, isOutside: (x: number) => boolean): PassForm {
  return { kind: 'pass', loop, nanoseconds, outside: { kind: 'scalar', isOutside } };
}

export const beyond =
  (limit: number) =>
  (x: number): boolean =>
    Math.abs(x) > limit;
