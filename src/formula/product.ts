import { power } from '../elementary/power.ts';
import type { Interner } from './tree/intern.ts';
import type { Node } from './tree/tree.ts';

/** A product in normal form: a number times powers of distinct bases. */
export interface Product {
  readonly coefficient: number;
  readonly factors: readonly Factor[];
}

export interface Factor {
  readonly base: Node;
  /** Never 0. */
  readonly exponent: number;
}

/** Smallest normal double: below it a product of constants would lose digits. */
const TINY = 2.2250738585072014e-308;

/** Whether a constant made from other constants has kept its digits. */
export function isSound(value: number): boolean {
  const size = Math.abs(value);
  return size === 0 || (size >= TINY && size < Number.POSITIVE_INFINITY);
}

/**
 * Whether base^p · base^q is base^(p+q) wherever both sides are numbers. Not so for √z·√z, which is NaN below
 * 0 where z is not.
 */
function mayAdd(base: Node, p: number, q: number): boolean {
  if (base.kind === 'call' && base.operation === 'abs') return true;
  return (Number.isInteger(p) && Number.isInteger(q)) || !Number.isInteger(p + q);
}

/** Whether (base^inner)^outer is base^(inner·outer) wherever both sides are numbers. */
export function mayMultiply(base: Node, inner: number, outer: number): boolean {
  if (base.kind === 'call' && base.operation === 'abs') return true;
  if (inner === -1 || (Number.isInteger(inner) && Number.isInteger(outer))) return true;
  return !Number.isInteger(inner) && Number.isInteger(outer) && !Number.isInteger(inner * outer);
}

/** The product that a simplified node is; a node that is none is one factor. Null if a constant overflows. */
export function asProduct(node: Node, interner: Interner): Product | null {
  const gathered: Factor[] = [];
  let coefficient = 1;
  let sound = true;
  const scale = (value: number): void => {
    coefficient = value;
    sound &&= isSound(value);
  };
  const visit = (each: Node, inverse: boolean): void => {
    if (each.kind === 'number') return scale(inverse ? coefficient / each.value : coefficient * each.value);
    if (each.kind === 'call') {
      const [a, b] = each.args as [Node, Node];
      if (each.operation === 'negate') {
        scale(-coefficient);
        return visit(a, inverse);
      }
      if (each.operation === 'multiply' || each.operation === 'divide') {
        visit(a, inverse);
        return visit(b, each.operation === 'divide' ? !inverse : inverse);
      }
      if (each.operation === 'power' && b.kind === 'number') {
        if (!inverse || Number.isInteger(b.value)) {
          gathered.push({ base: a, exponent: inverse ? -b.value : b.value });
          return;
        }
      }
    }
    gathered.push({ base: each, exponent: inverse ? -1 : 1 });
  };
  visit(node, false);
  if (!sound) return null;
  return unscaled({ coefficient, factors: merged(gathered) }, interner);
}

/** Adds the exponents of equal bases, in order of first appearance; |u|^2 counts as u^2. */
export function merged(factors: readonly Factor[]): readonly Factor[] {
  const sums = added(factors);
  const plain = sums.map(withoutAbs);
  return plain.every((factor, i) => factor === sums[i]) ? sums : added(plain);
}

/** |u|^n as u^n where n is even. */
function withoutAbs(factor: Factor): Factor {
  const { base, exponent } = factor;
  if (base.kind !== 'call' || base.operation !== 'abs' || exponent % 2 !== 0) return factor;
  return { base: base.args[0]!, exponent };
}

function added(factors: readonly Factor[]): readonly Factor[] {
  const exponents = new Map<Node, number[]>();
  for (const { base, exponent } of factors) {
    const list = exponents.get(base) ?? [];
    const mate = list.findIndex((other) => mayAdd(base, other, exponent));
    if (mate < 0) list.push(exponent);
    else list[mate] = list[mate]! + exponent;
    exponents.set(base, list);
  }
  return [...exponents].flatMap(([base, list]) =>
    list.filter((exponent) => exponent !== 0).map((exponent) => ({ base, exponent })),
  );
}

/**
 * Takes the constant out of a base c·x where x is the base of another factor too, so that (3z)^-2 · z becomes
 * z^-1/9. Elsewhere (c·x)^n stays: c^n and x^n may overflow where the whole does not.
 */
function unscaled(product: Product, interner: Interner): Product {
  const split = product.factors.map((factor) => ({ factor, scaled: scaledBase(factor.base, interner) }));
  if (split.every(({ scaled }) => scaled.coefficient === 1)) return product;
  const count = new Map<Node, number>();
  for (const { scaled } of split) count.set(scaled.base, (count.get(scaled.base) ?? 0) + 1);
  if ([...count.values()].every((times) => times === 1)) return product;
  let coefficient = product.coefficient;
  const factors = split.map(({ factor, scaled }) => {
    const scale = power(scaled.coefficient, factor.exponent);
    const shared = count.get(scaled.base)! > 1 && Number.isInteger(factor.exponent);
    if (!shared || !isSound(scale) || !isSound(coefficient * scale)) return factor;
    coefficient *= scale;
    return { base: scaled.base, exponent: factor.exponent };
  });
  return { coefficient, factors: merged(factors) };
}

/** A base c·x as c and x, if it is one: a number times one other factor. */
function scaledBase(base: Node, interner: Interner): { readonly coefficient: number; readonly base: Node } {
  const [first, second] = base.kind === 'call' ? base.args : [];
  if (base.kind === 'call' && base.operation === 'multiply' && first?.kind === 'number') {
    return { coefficient: first.value, base: interner.share(second!) };
  }
  return { coefficient: 1, base };
}

/** The node of a product: c·(a·b)/(d·e), whole negative powers below the line. */
export function productNode({ coefficient, factors }: Product, interner: Interner): Node {
  const { call, number } = interner;
  if (coefficient === 0 || Number.isNaN(coefficient)) return number(coefficient + 0);
  const chain = (nodes: readonly Node[]): Node =>
    nodes.reduce((left, right) => call('multiply', left, right));
  const powerNode = ({ base, exponent }: Factor): Node =>
    exponent === 1 ? base : call('power', base, number(exponent));
  const isBelow = ({ exponent }: Factor): boolean => exponent < 0 && Number.isInteger(exponent);
  const above = factors.filter((factor) => !isBelow(factor)).map(powerNode);
  const below = factors.filter(isBelow).map(({ base, exponent }) => powerNode({ base, exponent: -exponent }));
  const negative = coefficient === -1 && above.length > 0;
  // The number stands apart, so that products that differ in it alone share the rest.
  const scaled = (rest: Node): Node =>
    coefficient === 1 || negative ? rest : call('multiply', number(coefficient), rest);
  const top = above.length === 0 ? number(coefficient) : scaled(chain(above));
  const quotient = below.length === 0 ? top : call('divide', top, chain(below));
  return negative ? call('negate', quotient) : quotient;
}
