import { log } from '../elementary/log.ts';
import { linearForm } from './linear-form.ts';
import type { Node } from './tree.ts';

/**
 * Growth of a formula as z = direction·t, t → infinity, read from its structure.
 *
 * limit: value = square·t² + slope·t + (less than linear), so both are 0 for anything that stays bounded.
 *   level: it does not fall to 0 like exp(-c·t²).
 * power: |value| goes like t^exponent, up to factors such as logarithms; null where the exponent is not known.
 * exponential: log|value| = square·t² + slope·t + (less than linear), with the given sign; exact: false if this
 *   is only an upper bound (terms may cancel).
 * super: |value| outgrows every exp(c·t²), with the given sign.
 * vanishing: falls to 0 faster than every exp(-c·t²), or is 0.
 * unknown: the structure does not tell.
 */
export type Growth =
  | { readonly kind: 'limit'; readonly square: number; readonly slope: number; readonly sign: Sign; readonly level: boolean }
  | { readonly kind: 'power'; readonly exponent: number | null; readonly sign: Sign }
  | { readonly kind: 'exponential'; readonly square: number; readonly slope: number; readonly sign: Sign; readonly exact: boolean }
  | { readonly kind: 'super'; readonly sign: Sign }
  | { readonly kind: 'vanishing' }
  | { readonly kind: 'unknown' };

/** 0 where the sign is not known or changes. */
export type Sign = -1 | 0 | 1;

const UNKNOWN: Growth = { kind: 'unknown' };
const VANISHING: Growth = { kind: 'vanishing' };
const BOUNDED: Growth = { kind: 'limit', square: 0, slope: 0, sign: 0, level: false };

/** Growth of a formula towards direction·infinity. */
export function growthOf(node: Node, direction: 1 | -1): Growth {
  const memo = new Map<Node, Growth>();
  const visit = (each: Node): Growth => {
    const before = memo.get(each);
    if (before !== undefined) return before;
    const result = growthOfNode(each, direction, visit);
    memo.set(each, result);
    return result;
  };
  return visit(node);
}

function growthOfNode(node: Node, direction: 1 | -1, visit: (node: Node) => Growth): Growth {
  const linear = linearForm(node);
  if (linear !== null) return limit(0, linear.slope * direction, signOf(linear.intercept));
  if (node.kind !== 'call') return UNKNOWN;
  const [a, b, c] = node.args as [Node, Node, Node];
  const u = visit(a);
  switch (node.operation) {
    case 'negate':
      return negated(u);
    case 'add':
      return sum(u, visit(b));
    case 'subtract':
      return sum(u, negated(visit(b)));
    case 'multiply':
      return productOfNodes(a, b, u, visit(b));
    case 'divide':
      return b.kind === 'number' ? scaled(u, 1 / b.value) : product(u, powerOf(visit(b), -1));
    case 'power':
      if (b.kind === 'number' && b.value === 2) return productOfNodes(a, a, u, u);
      return b.kind === 'number' ? powerOf(u, b.value) : generalPower(a, visit(b));
    case 'sqrt':
      return powerOf(u, 0.5);
    case 'abs':
      return signGrowth(u) >= 0 ? (signGrowth(u) > 0 ? u : withSign(u)) : negated(u);
    case 'exp':
      return expOf(u);
    case 'expm1':
      return signGrowth(u) < 0 ? limit(0, 0, -1) : sum(expOf(u), limit(0, 0, -1));
    case 'sinh':
      return signGrowth(u) < 0 ? negated(expOf(negated(u))) : signGrowth(u) > 0 ? expOf(u) : boundedOr(u);
    case 'cosh':
      return signGrowth(u) < 0 ? expOf(negated(u)) : signGrowth(u) > 0 ? expOf(u) : boundedOr(u);
    case 'log':
    case 'log1p':
      return logOf(u);
    case 'softplus':
      return signGrowth(u) > 0 && grows(u) ? u : grows(u) ? expOf(u) : BOUNDED;
    case 'sigmoid':
      return signGrowth(u) < 0 && grows(u) ? expOf(u) : limit(0, 0, 1);
    case 'step':
      return signGrowth(u) < 0 ? VANISHING : limit(0, 0, signGrowth(u), signGrowth(u) > 0);
    case 'floor':
    case 'clip':
      return node.operation === 'floor' ? u : clipped(u, visit(b), visit(c));
    case 'select':
      return chosen(u, visit(b), visit(c));
    case 'min':
    case 'max':
      return extreme(node.operation, u, visit(b));
    case 'mod':
      return boundedOr(visit(b));
    case 'sech2':
    case 'normpdf':
      return grows(u) ? decay(node.operation, u) : BOUNDED;
    case 'normcdf':
      return grows(u) && signGrowth(u) < 0 ? decay('normpdf', u) : limit(0, 0, 1);
    case 'sin':
    case 'cos':
    case 'tanh':
    case 'atan':
    case 'erf':
    case 'sign':
      return limit(0, 0, grows(u) && node.operation !== 'sin' && node.operation !== 'cos' ? signGrowth(u) : 0, grows(u));
    case 'tan':
      return UNKNOWN;
  }
}

function limit(square: number, slope: number, sign: Sign, level = true): Growth {
  return { kind: 'limit', square, slope, level: level || square !== 0 || slope !== 0, sign: square !== 0 ? signOf(square) : slope !== 0 ? signOf(slope) : sign };
}

function signOf(x: number): Sign {
  return x > 0 ? 1 : x < 0 ? -1 : 0;
}

function signGrowth(u: Growth): Sign {
  return 'sign' in u ? u.sign : 0;
}

/** Whether |u| surely goes to infinity. */
function grows(u: Growth): boolean {
  if (u.kind === 'limit') return u.square !== 0 || u.slope !== 0;
  if (u.kind === 'exponential') return u.exact && (u.square > 0 || (u.square === 0 && u.slope > 0));
  return u.kind === 'super' || (u.kind === 'power' && u.exponent !== null && u.exponent > 0);
}

/** The power of t that |u| goes like, where it is known. */
function exponentOf(u: Growth): number | null {
  if (u.kind === 'limit') return u.square !== 0 ? 2 : u.slope !== 0 ? 1 : null;
  return u.kind === 'power' ? u.exponent : null;
}

function withSign(u: Growth): Growth {
  return u.kind === 'power' || u.kind === 'exponential' || u.kind === 'super' ? { ...u, sign: 1 } : u;
}

/** Bounded if u is. */
function boundedOr(u: Growth): Growth {
  return u.kind === 'limit' && !grows(u) ? BOUNDED : u.kind === 'vanishing' ? BOUNDED : UNKNOWN;
}

function negated(u: Growth): Growth {
  if (u.kind === 'limit') return { ...u, square: -u.square + 0, slope: -u.slope + 0, sign: (-u.sign + 0) as Sign };
  return u.kind === 'vanishing' || u.kind === 'unknown' ? u : { ...u, sign: (-u.sign + 0) as Sign };
}

/** Order of growth: the larger outgrows the smaller, whatever the coefficients; equal ranks must be compared. */
function rank(u: Growth): number {
  return ['vanishing', 'limit', 'power', 'exponential', 'super'].indexOf(u.kind);
}

function sum(u: Growth, v: Growth): Growth {
  if (u.kind === 'unknown' || v.kind === 'unknown') return UNKNOWN;
  if (u.kind === 'limit' && v.kind === 'limit') {
    const sign = u.sign === v.sign ? u.sign : 0;
    return limit(u.square + v.square, u.slope + v.slope, sign, sign !== 0 && (u.level || v.level));
  }
  if (u.kind === 'exponential' && v.kind === 'exponential') return sumOfExponentials(u, v);
  if (u.kind === 'exponential' && shrinks(u)) return rank(v) < rank(u) ? plain(v) : v;
  if (v.kind === 'exponential' && shrinks(v)) return rank(u) < rank(v) ? plain(u) : u;
  if (rank(u) <= 2 && rank(v) <= 2) return sumOfPowers(u, v);
  if (rank(u) === rank(v)) return signGrowth(u) === signGrowth(v) && signGrowth(u) !== 0 ? u : UNKNOWN;
  return rank(u) > rank(v) ? u : v;
}

/** Limits and powers: the larger exponent leads; equal ones may cancel unless the signs agree. */
function sumOfPowers(u: Growth, v: Growth): Growth {
  if (u.kind === 'vanishing') return plain(v);
  if (v.kind === 'vanishing') return plain(u);
  const [p, q] = [exponentOf(u), exponentOf(v)];
  const small = (w: Growth, r: number | null): boolean => w.kind === 'limit' && r === null;
  if (p !== null && p >= 1 && (small(v, q) || (q !== null && q < p && p > 2))) return u;
  if (q !== null && q >= 1 && (small(u, p) || (p !== null && p < q && q > 2))) return v;
  if (p !== null && p === q && signGrowth(u) === signGrowth(v) && signGrowth(u) !== 0) return u;
  return { kind: 'power', exponent: null, sign: signGrowth(u) === signGrowth(v) ? signGrowth(u) : 0 };
}

function plain(u: Growth): Growth {
  return u.kind === 'vanishing' ? BOUNDED : u;
}

type Exponential = Growth & { readonly kind: 'exponential' };

function shrinks(u: Exponential): boolean {
  return u.square < 0 || (u.square === 0 && u.slope < 0);
}

function sumOfExponentials(u: Exponential, v: Exponential): Growth {
  if (u.square === v.square && u.slope === v.slope) {
    const exact = u.exact && v.exact && u.sign === v.sign && u.sign !== 0;
    return { ...u, exact, sign: exact ? u.sign : 0 };
  }
  return u.square > v.square || (u.square === v.square && u.slope > v.slope) ? u : v;
}

function product(u: Growth, v: Growth): Growth {
  if (u.kind === 'vanishing' || v.kind === 'vanishing') return rank(u) === 4 || rank(v) === 4 || u.kind === 'unknown' || v.kind === 'unknown' ? UNKNOWN : VANISHING;
  if (u.kind === 'unknown' || v.kind === 'unknown') return UNKNOWN;
  const sign = (signGrowth(u) * signGrowth(v) + 0) as Sign;
  if (u.kind === 'super' || v.kind === 'super') return { kind: 'super', sign };
  if (u.kind === 'exponential' || v.kind === 'exponential') {
    const [p, q] = [exponent(u), exponent(v)];
    return { kind: 'exponential', square: p.square + q.square, slope: p.slope + q.slope, exact: p.exact && q.exact, sign };
  }
  return productOfPowers(u, v, sign);
}

/** log|u| for large t, up to less than linear terms. */
function exponent(u: Growth): { readonly square: number; readonly slope: number; readonly exact: boolean } {
  if (u.kind === 'exponential') return u;
  return { square: 0, slope: 0, exact: u.kind === 'limit' ? u.level : exponentOf(u) !== null };
}

/** A product of linear parts is known to the linear term. */
function productOfNodes(a: Node, b: Node, u: Growth, v: Growth): Growth {
  const [p, q] = [linearForm(a), linearForm(b)];
  if (p?.slope === 0) return scaled(v, p.intercept);
  if (q?.slope === 0) return scaled(u, q.intercept);
  if (p === null || q === null || u.kind !== 'limit' || v.kind !== 'limit') return product(u, v);
  const slope = u.slope * q.intercept + v.slope * p.intercept;
  return { kind: 'limit', square: u.slope * v.slope, slope, sign: signOf(u.slope * v.slope), level: true };
}

function scaled(u: Growth, factor: number): Growth {
  if (factor === 0) return VANISHING;
  if (u.kind === 'limit') return limit(u.square * factor, u.slope * factor, (u.sign * signOf(factor) + 0) as Sign, u.level);
  return factor > 0 ? u : negated(u);
}

function productOfPowers(u: Growth, v: Growth, sign: Sign): Growth {
  const [p, q] = [exponentOf(u), exponentOf(v)];
  if (p === null && q === null && u.kind === 'limit' && v.kind === 'limit') return limit(0, 0, sign, u.level && v.level);
  return { kind: 'power', exponent: p === null || q === null ? null : p + q, sign };
}

function powerOf(u: Growth, p: number): Growth {
  if (u.kind === 'unknown') return UNKNOWN;
  if (p === 0) return limit(0, 0, 1);
  if (p === 1) return u;
  const sign: Sign = p % 2 === 0 || !Number.isInteger(p) ? 1 : signGrowth(u);
  switch (u.kind) {
    case 'vanishing':
      return p > 0 ? VANISHING : UNKNOWN;
    case 'exponential':
      return { ...u, square: u.square * p, slope: u.slope * p, sign };
    case 'super':
      return p > 0 ? { kind: 'super', sign } : VANISHING;
    case 'power':
    case 'limit': {
      const exponent = exponentOf(u);
      if (exponent === null) return u.kind === 'limit' && p > 0 && p < 1 ? limit(0, 0, sign, u.level) : { kind: 'power', exponent: null, sign };
      if (u.kind === 'limit' && u.square !== 0 && p === 0.5) return limit(0, Math.sqrt(Math.abs(u.square)), 1);
      return { kind: 'power', exponent: exponent * p, sign };
    }
  }
}

/** base^v = exp(v log base) for a constant base. */
function generalPower(base: Node, v: Growth): Growth {
  if (base.kind !== 'number' || !(base.value > 0) || v.kind !== 'limit') return UNKNOWN;
  const factor = log(base.value);
  return expOf(limit(v.square * factor, v.slope * factor, 0));
}

function expOf(u: Growth): Growth {
  switch (u.kind) {
    case 'limit':
      return { kind: 'exponential', square: u.square, slope: u.slope, sign: 1, exact: true };
    case 'vanishing':
      return limit(0, 0, 1);
    case 'power':
      return expOfPower(u.exponent, u.sign);
    case 'super':
      return u.sign > 0 ? { kind: 'super', sign: 1 } : u.sign < 0 ? VANISHING : UNKNOWN;
    case 'exponential':
      if (shrinks(u)) return limit(0, 0, 1);
      if (!grows(u)) return UNKNOWN;
      return u.sign > 0 ? { kind: 'super', sign: 1 } : u.sign < 0 ? VANISHING : UNKNOWN;
    case 'unknown':
      return UNKNOWN;
  }
}

/** exp(±t^p): beyond every Gaussian for p > 2, between the linear and the quadratic rate for 1 < p < 2. */
function expOfPower(exponent: number | null, sign: Sign): Growth {
  if (exponent === null || sign === 0) return UNKNOWN;
  if (exponent > 2) return sign > 0 ? { kind: 'super', sign: 1 } : VANISHING;
  const slope = exponent > 1 ? sign * Infinity : 0;
  if (exponent === 2 && sign < 0) return BOUNDED;
  return exponent < 2 ? { kind: 'exponential', square: 0, slope, sign: 1, exact: true } : UNKNOWN;
}

function logOf(u: Growth): Growth {
  if (u.kind === 'exponential' && u.exact) return limit(u.square, u.slope, 0, false);
  if (u.kind === 'limit' || u.kind === 'power') return BOUNDED;
  return UNKNOWN;
}

function decay(operation: 'sech2' | 'normpdf', u: Growth): Growth {
  if (u.kind !== 'limit') return VANISHING;
  if (operation === 'normpdf') {
    return u.square !== 0 ? VANISHING : { kind: 'exponential', square: -0.5 * u.slope * u.slope, slope: 0, sign: 1, exact: false };
  }
  const two = signGrowth(u) > 0 ? -2 : 2;
  return { kind: 'exponential', square: two * u.square, slope: two * u.slope, sign: 1, exact: true };
}

function clipped(u: Growth, low: Growth, high: Growth): Growth {
  return boundedOr(low).kind === 'limit' && boundedOr(high).kind === 'limit' ? BOUNDED : u.kind === 'unknown' ? u : UNKNOWN;
}

function chosen(condition: Growth, then: Growth, otherwise: Growth): Growth {
  if (signGrowth(condition) !== 0) return signGrowth(condition) > 0 ? then : otherwise;
  return same(then, otherwise) ? then : UNKNOWN;
}

function extreme(which: 'min' | 'max', u: Growth, v: Growth): Growth {
  const difference = sum(u, negated(v));
  if (signGrowth(difference) === 0) return boundedOr(u).kind === 'limit' && boundedOr(v).kind === 'limit' ? BOUNDED : UNKNOWN;
  return signGrowth(difference) > 0 === (which === 'max') ? u : v;
}

function same(u: Growth, v: Growth): boolean {
  return u.kind === v.kind && u.kind === 'limit' && v.kind === 'limit' && u.square === v.square && u.slope === v.slope;
}
