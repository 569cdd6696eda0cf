import { log } from '../../elementary/log.ts';
import * as intervals from '../algebra/interval-arithmetic.ts';
import { negated, product, quotient, sum } from '../algebra/growth-algebra.ts';
import {
  isBounded,
  largerOrder,
  powerOrder,
  productOrder,
  type LocalOrder,
} from '../algebra/local-orders.ts';
import { logBound, logLeast, totalBound } from '../algebra/magnitude.ts';
import type { OrderPass, SymmetryPass } from '../algebra/record.ts';
import { EVEN, isOdd, NO_SYMMETRY, odd, quotientSymmetry, type Symmetry } from '../algebra/symmetries.ts';
import * as loops from '../loops/arithmetic.ts';
import { call, number } from '../tree/nodes.ts';
import type { Node } from '../tree/tree.ts';
import * as common from './common-rules.ts';
import { ratio } from './panel-rules.ts';
import type { Rows } from './rows.ts';

export const ARITHMETIC: Rows<'negate' | 'add' | 'subtract' | 'multiply' | 'divide'> = {
  negate: {
    arity: 1,
    notation: 'sign',
    meaning: '-x',
    evaluate: (x) => -x,
    domain: common.EVERYWHERE,
    derivative: { kind: 'rule', derive: (d, u) => d.negated(d.of(u)) },
    enclose: intervals.negate,
    logBound: common.BOUND_OF_ARGUMENT,
    growth: ({ of }, a) => negated(of(a)),
    order: common.ORDER_OF_ARGUMENT,
    breaks: common.SMOOTH,
    zeros: common.ZEROS_OF_ARGUMENT,
    symmetry: (_, [u]) => (u!.kind === 'odd' ? odd(-u!.center + 0) : u!),
    isTame: common.TAME,
    isLost: common.LOST_WITH_ARGUMENT,
    excess: common.RESOLVED,
    variation: common.VARIES_FULLY,
    slope: common.SLOPE_AT_MOST_2,
    kernel: common.arithmeticPass(loops.negate),
  },
  add: {
    arity: 2,
    notation: 'sign',
    meaning: 'x + y',
    evaluate: (x, y) => x + y,
    domain: common.EVERYWHERE,
    derivative: { kind: 'rule', derive: (d, u, v) => d.add(d.of(u), d.of(v)) },
    enclose: intervals.add,
    logBound: common.BOUND_OF_TWO,
    growth: ({ of }, a, b) => sum(of(a), of(b)),
    order: sumOrder,
    breaks: common.SMOOTH,
    zeros: (u, v) => squaresApart('add', u, v),
    symmetry: (_, parts, args) => sumSymmetry(parts, args, 1),
    isTame: common.TAME,
    isLost: common.LOST_WITH_EITHER,
    excess: common.RESOLVED,
    variation: common.VARIES_FULLY,
    slope: common.SLOPE_1,
    kernel: common.arithmeticPass(loops.add),
  },
  subtract: {
    arity: 2,
    notation: 'sign',
    meaning: 'x - y',
    evaluate: (x, y) => x - y,
    domain: common.EVERYWHERE,
    derivative: { kind: 'rule', derive: (d, u, v) => d.subtract(d.of(u), d.of(v)) },
    enclose: intervals.subtract,
    logBound: common.BOUND_OF_TWO,
    growth: ({ of }, a, b) => sum(of(a), negated(of(b))),
    order: sumOrder,
    breaks: common.SMOOTH,
    zeros: (u, v) => squaresApart('subtract', u, v),
    symmetry: (_, parts, args) => sumSymmetry(parts, args, -1),
    isTame: common.TAME,
    isLost: common.LOST_WITH_EITHER,
    excess: common.RESOLVED,
    variation: common.VARIES_FULLY,
    slope: common.SLOPE_1,
    kernel: common.arithmeticPass(loops.subtract),
  },
  multiply: {
    arity: 2,
    notation: 'sign',
    meaning: 'x*y',
    evaluate: (x, y) => x * y,
    domain: common.EVERYWHERE,
    derivative: {
      kind: 'rule',
      derive: (d, u, v) => d.add(d.times(d.of(u), v), d.times(u, d.of(v))),
    },
    enclose: intervals.multiply,
    logBound: (graph, e, place) =>
      totalBound(logBound(graph, e, graph.first[place]!), logBound(graph, e, graph.second[place]!)),
    growth: ({ of }, a, b) => product(of(a), of(b)),
    order: ({ of }) => productOrder(of(0), of(1)),
    breaks: common.SMOOTH,
    zeros: (u, v) => [u, v],
    symmetry: (pass, _, args) => productSymmetry(args.flatMap(factorsOf), pass),
    isTame: common.TAME,
    isLost: common.LOST_WITH_EITHER,
    excess: common.RESOLVED,
    variation: common.VARIES_FULLY,
    slope: (graph, e, place, k) => logBound(graph, e, (k === 0 ? graph.second : graph.first)[place]!),
    kernel: common.arithmeticPass(loops.multiply),
  },
  divide: {
    arity: 2,
    notation: 'sign',
    meaning: 'x/y',
    evaluate: (x, y) => x / y,
    domain: common.EVERYWHERE,
    derivative: {
      kind: 'rule',
      derive: (d, u, v) => d.over(d.subtract(d.of(u), d.times(d.call('divide', u, v), d.of(v))), v),
    },
    enclose: intervals.divide,
    logBound: (graph, e, place) =>
      totalBound(logBound(graph, e, graph.first[place]!), -logLeast(e, graph.second[place]!)),
    growth: ({ of }, a, b) => quotient(of(a), of(b)),
    order: ({ of }) => productOrder(of(0), powerOrder(of(1), -1)),
    breaks: (_, b) => [common.breakAt(b, 'singular')],
    zeros: common.ZEROS_OF_ARGUMENT,
    symmetry: (_, [u, v], [, b]) =>
      b!.kind === 'number' && u!.kind === 'odd' ? odd(u!.center / b!.value) : quotientSymmetry(u!, v!),
    isTame: ({ second }, e, place) => e.lo[second[place]!]! > 0 || e.hi[second[place]!]! < 0,
    isLost: ({ first, second }, e, place, never) =>
      never[first[place]!]! || (e.lo[second[place]!] === 0 && e.hi[second[place]!] === 0),
    excess: ({ second }, e, place) => ratio(e, second[place]!, 0),
    variation: common.VARIES_FULLY,
    slope: (graph, e, place, k) => {
      const least = intervals.magnitudeMin(e, graph.second[place]!);
      const down = least === 0 ? Infinity : -log(least);
      return k === 0 ? down : logBound(graph, e, graph.first[place]!) + 2 * down;
    },
    kernel: common.arithmeticPass(loops.divide),
  },
};

/** What leads of two that are apart; of bounded ones that meet, how they pass 0. */
function sumOrder({ of, node, crossing }: OrderPass): LocalOrder {
  const [u, v] = [of(0), of(1)];
  const larger = largerOrder(u, v);
  if (u.order !== v.order && (u.order < v.order ? u : v).exact) return { ...larger, exact: true };
  return isBounded(larger) ? crossing(node) : larger;
}

/** |u| − c vanishes where u = ±c. */
function squaresApart(operation: 'add' | 'subtract', u: Node, v: Node): readonly Node[] | null {
  if (u.kind !== 'call' || u.operation !== 'abs' || v.kind !== 'number') return null;
  const level = operation === 'add' ? -v.value : v.value;
  if (level < 0) return [];
  const inner = u.args[0]!;
  return [call('subtract', inner, number(level)), call('add', inner, number(level))];
}

/** Of two that are not both even: a number counts as odd about itself beside what is odd. */
function sumSymmetry(parts: readonly Symmetry[], args: readonly Node[], sign: 1 | -1): Symmetry {
  const [x, y] = args.map((arg, i) => (arg.kind === 'number' ? odd(arg.value) : parts[i]!));
  return x!.kind === 'odd' && y!.kind === 'odd' ? odd(x!.center + sign * y!.center) : NO_SYMMETRY;
}

/** Factors of nested products. */
function factorsOf(node: Node): readonly Node[] {
  return node.kind === 'call' && node.operation === 'multiply' ? node.args.flatMap(factorsOf) : [node];
}

/** f(u)·f(−u) with odd u is even; all else goes factor by factor. */
function productSymmetry(factors: readonly Node[], { of }: SymmetryPass): Symmetry {
  const rest = [...factors];
  for (let i = 0; i < rest.length; i++) {
    const mate = rest.findIndex((other, j) => j > i && isReflectedPair(rest[i]!, other));
    if (mate < 0 || !hasOddArgument(rest[i]!, of)) continue;
    rest.splice(mate, 1);
    rest.splice(i--, 1);
  }
  let scale = 1;
  const parts: Symmetry[] = [];
  for (const factor of rest)
    if (factor.kind === 'number') scale *= factor.value;
    else parts.push(of(factor));
  const [only] = parts;
  if (parts.length === 1 && only!.kind === 'odd') return odd(scale * only!.center);
  return parts.reduce(quotientSymmetry, EVEN);
}

/** f(u) and f(−u), as in the derivative of sigmoid. */
function isReflectedPair(a: Node, b: Node): boolean {
  if (a.kind !== 'call' || b.kind !== 'call' || a.operation !== b.operation || a.args.length !== 1)
    return false;
  const [u, v] = [a.args[0]!, b.args[0]!];
  return isNegated(u, v) || isNegated(v, u);
}

function isNegated(u: Node, v: Node): boolean {
  if (u.kind !== 'call') return false;
  if (u.operation === 'negate') return isEqual(u.args[0]!, v);
  const [c, x] = u.args;
  if (u.operation !== 'multiply' || c?.kind !== 'number' || v.kind !== 'call' || v.operation !== 'multiply')
    return false;
  const d = v.args[0]!;
  return d.kind === 'number' && d.value === -c.value && isEqual(x!, v.args[1]!);
}

function isEqual(u: Node, v: Node): boolean {
  if (u === v) return true;
  if (u.kind !== v.kind) return false;
  if (u.kind === 'call' && v.kind === 'call')
    return u.operation === v.operation && u.args.every((arg, i) => isEqual(arg, v.args[i]!));
  return u.kind === 'number' && v.kind === 'number' ? u.value === v.value : u.kind === 'z';
}

function hasOddArgument(node: Node, of: SymmetryPass['of']): boolean {
  return isOdd(of((node as { readonly args: readonly Node[] }).args[0]!));
}
