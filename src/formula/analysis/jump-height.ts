import type { Encloseable } from './enclosure.ts';
import type { Graph } from '../algebra/record.ts';
import { evaluateGraph } from '../graph.ts';
import * as arithmetic from '../algebra/interval-arithmetic.ts';
import { set, type Enclosures } from '../algebra/interval-arithmetic.ts';

/** r(z+) − r(z−) with a bound on its error, and how large r is there. */
export interface Height {
  readonly value: number;
  readonly error: number;
  readonly size: number;
}

/**
 * By how much r jumps at a place, from what its parts jump by: only the piecewise constant operations and
 * choices differ on the two sides, and what is equal on both falls out, so that a step of 1 beside a term of
 * 1e15 is 1 and no rounding.
 *
 * On each side these operations are as at a point of the gap there, where they are constant; everything else
 * is enclosed over the place.
 *
 * @param place where the jump is, as an interval
 * @param gaps a point on either side, nothing else happening between them and the place
 */
export function jumpHeight(
  work: Encloseable,
  place: readonly [number, number],
  gaps: readonly [number, number],
): Height {
  const { graph, steps, variables } = work;
  const { size, first, second, third } = graph;
  // Places of the left side, of the right one, and of their difference; one more for what lies between.
  const e = enclosuresOf(graph);
  const values = gaps.map((gap) => {
    const all = new Float64Array(size);
    evaluateGraph(graph, gap, all);
    return all;
  }) as [Float64Array, Float64Array];
  for (const side of [0, size]) for (const at of variables) set(e, side + at, ...place);
  for (const { encloser, place: i } of steps) {
    const args = [first[i]!, second[i]!, third[i]!] as const;
    const frozens = values.map((all) => frozenAt(graph, i, all)) as [Frozen | null, Frozen | null];
    frozens.forEach((frozen, s) => {
      const side = s * size;
      if (frozen === null) encloser(e, side + i, side + args[0], side + args[1], side + args[2]);
      else if (frozen.kind === 'number') set(e, side + i, frozen.value, frozen.value);
      else if (frozen.kind === 'branch') set(e, side + i, e.lo[side + frozen.at]!, e.hi[side + frozen.at]!);
      else remainder(e, side + i, side + args[0], side + args[1], frozen.whole);
    });
    differ(graph, e, i, frozens);
  }
  const at = 2 * size + graph.roots[0]!;
  const [lo, hi] = [e.lo[at]!, e.hi[at]!];
  const value = lo + (hi - lo) / 2;
  const sizeOf = (root: number): number => Math.max(Math.abs(e.lo[root]!), Math.abs(e.hi[root]!));
  return {
    value,
    error: lo === hi ? 0 : (hi - lo) / 2 + 2.3e-16 * Math.abs(value),
    size: sizeOf(graph.roots[0]!) + sizeOf(size + graph.roots[0]!),
  };
}

function enclosuresOf({ size, numbers }: Graph): Enclosures {
  const bounds = (): Float64Array => {
    const all = new Float64Array(3 * size + 1);
    all.set(numbers);
    all.set(numbers, size);
    return all;
  };
  return { lo: bounds(), hi: bounds() };
}

type Frozen =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'branch'; readonly at: number }
  | { readonly kind: 'remainder'; readonly whole: number };

/** What an operation that may jump is on one side, by its values in the gap there; null for all others. */
function frozenAt({ operations, first, second, third }: Graph, i: number, gap: Float64Array): Frozen | null {
  const [a, b] = [first[i]!, second[i]!];
  switch (operations[i]!) {
    case 'step':
    case 'sign':
    case 'floor':
      return { kind: 'number', value: gap[i]! };
    case 'select':
      return { kind: 'branch', at: gap[a]! >= 0 ? b : third[i]! };
    case 'mod':
      return { kind: 'remainder', whole: Math.floor(gap[a]! / gap[b]!) };
    default:
      return null;
  }
}

/** x − y·k with the whole number k of the gap. */
function remainder(e: Enclosures, i: number, x: number, y: number, whole: number): void {
  const between = e.lo.length - 1;
  set(e, i, whole, whole);
  arithmetic.multiply(e, between, y, i, 0);
  arithmetic.subtract(e, i, x, between, 0);
}

/** Right side minus left side of a subformula, from those of its arguments where that loses less. */
function differ(
  { size, operations, first, second, third }: Graph,
  e: Enclosures,
  i: number,
  [before, after]: readonly [Frozen | null, Frozen | null],
): void {
  const [out, between] = [2 * size + i, 3 * size];
  const [a, b] = [first[i]!, second[i]!];
  const [da, db, dc] = [2 * size + a, 2 * size + b, 2 * size + third[i]!];
  const isSame = (at: number): boolean => e.lo[at] === 0 && e.hi[at] === 0;
  if (before?.kind === 'number' && after?.kind === 'number') {
    const height = after.value - before.value;
    return set(e, out, height, height);
  }
  if (before?.kind === 'branch' && after?.kind === 'branch' && before.at === after.at)
    return set(e, out, e.lo[2 * size + before.at]!, e.hi[2 * size + before.at]!);
  if (before?.kind === 'remainder' && after?.kind === 'remainder' && isSame(da) && isSame(db)) {
    const fall = before.whole - after.whole;
    set(e, between, fall, fall);
    return arithmetic.multiply(e, out, b, between, 0);
  }
  if (before === null && isSame(da) && isSame(db) && isSame(dc)) return set(e, out, 0, 0);
  switch (operations[i]!) {
    case 'negate':
      return arithmetic.negate(e, out, da, 0, 0);
    case 'add':
      return arithmetic.add(e, out, da, db, 0);
    case 'subtract':
      return arithmetic.subtract(e, out, da, db, 0);
    case 'multiply':
      // a'·b' − a·b = (a' − a)·b' + a·(b' − b).
      arithmetic.multiply(e, out, da, size + b, 0);
      arithmetic.multiply(e, between, a, db, 0);
      return arithmetic.add(e, out, out, between, 0);
    case 'divide':
      if (isSame(db)) return arithmetic.divide(e, out, da, b, 0);
      break;
    default:
  }
  arithmetic.subtract(e, out, size + i, i, 0);
}
