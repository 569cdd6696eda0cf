import { postorder } from '../formula/evaluate.ts';
import type { Node } from '../formula/tree/tree.ts';
import {
  add,
  constantPolynomial,
  degreeOf,
  IDENTITY,
  multiply,
  negate,
  subtract,
  type Polynomial,
} from './polynomial.ts';
import {
  divide,
  isBelow,
  isEqual,
  lengthOf,
  negate as negateNumber,
  ONE,
  rational,
  type Rational,
} from './rational.ts';
import { countRoots, signChanges, signIn, type Span } from './real-roots.ts';

/** Polynomials between cuts, one more than there are cuts; what holds at the cuts themselves is left open. */
export interface PiecewisePolynomial {
  readonly cuts: readonly Rational[];
  readonly pieces: readonly Polynomial[];
}

/** Beyond these the exact arithmetic would take long. */
const MOST_DEGREE = 16;
const MOST_DIGITS = 400;
const MOST_PIECES = 64;

/**
 * A formula as polynomials between rational cuts, its numbers as the doubles that they are; null if it is
 * none, or if a cut is not rational.
 */
export function piecewisePolynomial(formula: Node): PiecewisePolynomial | null {
  const known = new Map<Node, PiecewisePolynomial>();
  for (const node of postorder(formula).order) {
    const made = ofNode(node, (arg) => known.get(arg)!);
    if (made === null || isTooLarge(made)) return null;
    known.set(node, made);
  }
  return known.get(formula)!;
}

function ofNode(node: Node, of: (node: Node) => PiecewisePolynomial): PiecewisePolynomial | null {
  if (node.kind === 'z') return whole(IDENTITY);
  if (node.kind === 'number')
    return Number.isFinite(node.value) ? whole(constantPolynomial(rational(node.value))) : null;
  if (node.kind !== 'call') return null;
  const [u, v, w] = node.args.map(of) as [PiecewisePolynomial, PiecewisePolynomial, PiecewisePolynomial];
  switch (node.operation) {
    case 'negate':
      return joined([u], ([p]) => negate(p!));
    case 'add':
      return joined([u, v], ([p, q]) => add(p!, q!));
    case 'subtract':
      return joined([u, v], ([p, q]) => subtract(p!, q!));
    case 'multiply':
      return joined([u, v], ([p, q]) => multiply(p!, q!));
    case 'divide': {
      const below = constantOf(v);
      return below === null ? null : joined([u], ([p]) => multiply(p!, [divide(ONE, below)]));
    }
    case 'power': {
      const exponent = node.args[1]!;
      return exponent.kind === 'number' ? powerOf(u, exponent.value) : null;
    }
    case 'abs':
      return choice(u, negative(u), u);
    case 'sign':
      return signOfPieces(u);
    case 'step':
      return choice(u, whole([]), whole([ONE]));
    case 'max':
      return larger(u, v);
    case 'min':
      return smaller(u, v);
    case 'clip': {
      const raised = larger(u, v);
      return raised === null ? null : smaller(raised, w);
    }
    default:
      return null;
  }
}

function whole(polynomial: Polynomial): PiecewisePolynomial {
  return { cuts: [], pieces: [polynomial] };
}

function negative(u: PiecewisePolynomial): PiecewisePolynomial {
  return { cuts: u.cuts, pieces: u.pieces.map(negate) };
}

function larger(u: PiecewisePolynomial, v: PiecewisePolynomial): PiecewisePolynomial | null {
  return choice(difference(u, v), v, u);
}

function smaller(u: PiecewisePolynomial, v: PiecewisePolynomial): PiecewisePolynomial | null {
  return choice(difference(u, v), u, v);
}

function difference(u: PiecewisePolynomial, v: PiecewisePolynomial): PiecewisePolynomial {
  return joined([u, v], ([p, q]) => subtract(p!, q!));
}

/** The one number that a function is, other than 0. */
function constantOf({ cuts, pieces: [only] }: PiecewisePolynomial): Rational | null {
  return cuts.length === 0 && degreeOf(only!) === 0 ? only![0]! : null;
}

function powerOf(u: PiecewisePolynomial, exponent: number): PiecewisePolynomial | null {
  if (!Number.isInteger(exponent) || exponent < 0 || exponent > MOST_DEGREE) return null;
  return joined([u], ([p]) => {
    let result: Polynomial = [ONE];
    for (let i = 0; i < exponent; i++) result = multiply(result, p!);
    return result;
  });
}

/** The interval of each piece. */
export function spansOf({ cuts }: PiecewisePolynomial): readonly Span[] {
  const ends = [null, ...cuts, null];
  return ends.slice(1).map((to, i) => ({ from: ends[i]!, to }));
}

/** A function made piece by piece from others, over the cuts of all. */
function joined(
  parts: readonly PiecewisePolynomial[],
  make: (polynomials: readonly Polynomial[]) => Polynomial,
): PiecewisePolynomial {
  const cuts = distinct(parts.flatMap((part) => part.cuts));
  const places = parts.map(() => 0);
  const pieces = [null, ...cuts].map((from) => {
    parts.forEach((part, i) => {
      const next = part.cuts[places[i]!];
      if (from !== null && next !== undefined && isEqual(next, from)) places[i]! += 1;
    });
    return make(parts.map((part, i) => part.pieces[places[i]!]!));
  });
  return { cuts, pieces };
}

function distinct(cuts: readonly Rational[]): readonly Rational[] {
  const sorted = [...cuts].sort((a, b) => (isBelow(a, b) ? -1 : isEqual(a, b) ? 0 : 1));
  return sorted.filter((cut, i) => i === 0 || !isEqual(cut, sorted[i - 1]!));
}

/**
 * `below` where the condition is negative, `above` where it is positive or 0; null if it changes at an
 * irrational z.
 */
function choice(
  condition: PiecewisePolynomial | null,
  below: PiecewisePolynomial,
  above: PiecewisePolynomial,
): PiecewisePolynomial | null {
  const cut = condition === null ? null : cutAtSignChanges(condition);
  if (cut === null) return null;
  const spans = spansOf(cut);
  const isAbove = cut.pieces.map((p, i) => signIn(p, spans[i]!) !== -1);
  const mask = { cuts: cut.cuts, pieces: isAbove.map((yes): Polynomial => (yes ? [ONE] : [])) };
  return joined([mask, below, above], ([yes, p, q]) => (yes!.length > 0 ? q! : p!));
}

function signOfPieces(u: PiecewisePolynomial): PiecewisePolynomial | null {
  const cut = cutAtSignChanges(u);
  if (cut === null) return null;
  const spans = spansOf(cut);
  const signs = { '-1': [rational(-1)], '0': [], '1': [ONE] } as const;
  const pieces = cut.pieces.map((p, i): Polynomial => signs[signIn(p, spans[i]!) ?? 0]);
  return { cuts: cut.cuts, pieces };
}

/** The same function with cuts where it changes its sign. */
function cutAtSignChanges(u: PiecewisePolynomial): PiecewisePolynomial | null {
  const more: Rational[] = [];
  const spans = spansOf(u);
  for (const [i, p] of u.pieces.entries()) {
    const changes = signChanges(p);
    if (countRoots(changes, spans[i]!) === 0) continue;
    if (degreeOf(changes) > 1) return null;
    more.push(negateNumber(divide(changes[0]!, changes[1]!)));
  }
  const cuts = distinct(more);
  const nothing = new Array<Polynomial>(cuts.length + 1).fill([]);
  return joined([u, { cuts, pieces: nothing }], ([p]) => p!);
}

function isTooLarge({ cuts, pieces }: PiecewisePolynomial): boolean {
  return (
    pieces.length > MOST_PIECES ||
    pieces.some((p) => degreeOf(p) > MOST_DEGREE || p.some((a) => lengthOf(a) > MOST_DIGITS)) ||
    cuts.some((cut) => lengthOf(cut) > MOST_DIGITS)
  );
}
