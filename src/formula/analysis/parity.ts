import type { Node } from '../tree/tree.ts';

/** Symmetry of a formula under z → −z, as far as its structure shows it. */
export type Parity = 'even' | 'odd' | 'none';

/**
 * The same where a constant may stand beside what is odd, as ½ does in sigmoid(z): f(z) + f(−z) = 2·center, almost everywhere.
 */
export type Symmetry =
  { readonly kind: 'even' } | { readonly kind: 'odd'; readonly center: number } | { readonly kind: 'none' };

export function parityOf(node: Node): Parity {
  const symmetry = symmetryOf(node);
  if (symmetry.kind === 'odd') return symmetry.center === 0 ? 'odd' : 'none';
  return symmetry.kind;
}

export function symmetryOf(node: Node): Symmetry {
  const memo = new Map<Node, Symmetry>();
  const visit = (each: Node): Symmetry => {
    const before = memo.get(each);
    if (before !== undefined) return before;
    const result = symmetryOfNode(each, visit);
    memo.set(each, result);
    return result;
  };
  return visit(node);
}

const EVEN: Symmetry = { kind: 'even' };
const NONE: Symmetry = { kind: 'none' };

function odd(center: number): Symmetry {
  return { kind: 'odd', center };
}

function symmetryOfNode(node: Node, visit: (node: Node) => Symmetry): Symmetry {
  if (node.kind === 'z') return odd(0);
  if (node.kind !== 'call') return EVEN;
  const parts = node.args.map(visit);
  if (parts.every(({ kind }) => kind === 'even')) return EVEN;
  const [u, v] = parts as [Symmetry, Symmetry];
  const [a, b, c] = node.args as [Node, Node, Node];
  const isOdd = u.kind === 'odd' && u.center === 0;
  switch (node.operation) {
    case 'negate':
      return u.kind === 'odd' ? odd(-u.center + 0) : u;
    case 'sin':
    case 'tan':
    case 'tanh':
    case 'sinh':
    case 'atan':
    case 'erf':
    case 'sign':
      return isOdd ? odd(0) : NONE;
    case 'abs':
    case 'cos':
    case 'cosh':
    case 'sech2':
    case 'normpdf':
      return isOdd ? EVEN : NONE;
    case 'sigmoid':
    case 'normcdf':
    case 'step':
      return isOdd ? odd(0.5) : NONE;
    case 'floor':
      // floor(c + h) + floor(c − h) = 2c − 1 for whole 2c.
      return u.kind === 'odd' && Number.isInteger(2 * u.center) ? odd(u.center - 0.5) : NONE;
    case 'mod':
      return u.kind === 'odd' && b.kind === 'number' && Number.isInteger((2 * u.center) / b.value)
        ? odd(b.value / 2)
        : NONE;
    case 'clip':
      return u.kind === 'odd' &&
        b.kind === 'number' &&
        c.kind === 'number' &&
        b.value + c.value === 2 * u.center
        ? u
        : NONE;
    case 'add':
    case 'subtract':
      return sum(a, u, b, v, node.operation === 'add' ? 1 : -1);
    case 'multiply':
      return product(factorsOf(node), visit);
    case 'divide':
      return b.kind === 'number' && u.kind === 'odd' ? odd(u.center / b.value) : quotient(u, v);
    case 'power':
      if (!isOdd || b.kind !== 'number' || !Number.isInteger(b.value)) return NONE;
      return b.value % 2 === 0 ? EVEN : odd(0);
    default:
      return NONE;
  }
}

/** Of a sum of two that are not both even: a number counts as odd about itself beside what is odd. */
function sum(a: Node, u: Symmetry, b: Node, v: Symmetry, sign: 1 | -1): Symmetry {
  const [x, y] = [a.kind === 'number' ? odd(a.value) : u, b.kind === 'number' ? odd(b.value) : v];
  return x.kind === 'odd' && y.kind === 'odd' ? odd(x.center + sign * y.center) : NONE;
}

/** Factors of nested products. */
function factorsOf(node: Node): readonly Node[] {
  return node.kind === 'call' && node.operation === 'multiply' ? node.args.flatMap(factorsOf) : [node];
}

/** f(u)·f(−u) with odd u is even; all else goes factor by factor. */
function product(factors: readonly Node[], visit: (node: Node) => Symmetry): Symmetry {
  const rest = [...factors];
  for (let i = 0; i < rest.length; i++) {
    const mate = rest.findIndex((other, j) => j > i && isReflectedPair(rest[i]!, other));
    if (mate < 0 || !hasOddArgument(rest[i]!, visit)) continue;
    rest.splice(mate, 1);
    rest.splice(i--, 1);
  }
  let scale = 1;
  const parts: Symmetry[] = [];
  for (const factor of rest)
    if (factor.kind === 'number') scale *= factor.value;
    else parts.push(visit(factor));
  const [only] = parts;
  if (parts.length === 1 && only!.kind === 'odd') return odd(scale * only!.center);
  return parts.reduce(quotient, EVEN);
}

/** Of products and quotients of what is even or odd about 0. */
function quotient(u: Symmetry, v: Symmetry): Symmetry {
  const isPlain = (each: Symmetry): boolean =>
    each.kind === 'even' || (each.kind === 'odd' && each.center === 0);
  if (!isPlain(u) || !isPlain(v)) return NONE;
  return u.kind === v.kind ? EVEN : odd(0);
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

function hasOddArgument(node: Node, visit: (node: Node) => Symmetry): boolean {
  const symmetry = visit((node as { readonly args: readonly Node[] }).args[0]!);
  return symmetry.kind === 'odd' && symmetry.center === 0;
}
