import {
  BOUNDED_GROWTH,
  bounded,
  powerGrowth,
  signOf,
  UNKNOWN,
  VANISHING,
  type Depth,
  type Exponential,
  type Growth,
  type Limit,
  type Power,
  type Rates,
  type Sign,
} from './growth-kinds.ts';
import { added, addedRates, exponentialOf, leadingDepth, leadingSign, scaledRates } from './rates.ts';
import { power as powered } from '../../elementary/power.ts';

/**
 * Sums, products, powers, exponentials and logarithms of growths. What cannot be settled is unknown or only a
 * bound.
 */

/** square·t² + slope·t + logs·log t + constant, as far as each is known. */
export function limit(rates: Rates, constant: number | null, sign: Sign, level: boolean): Growth {
  const { square, slope, logs } = rates;
  if (Number.isNaN(square)) return powerGrowth(null, 2, 0);
  if (square === 0 && Number.isNaN(slope)) return powerGrowth(null, 2, 0);
  if (square === 0 && slope === 0 && Number.isNaN(logs)) return powerGrowth(null, 1, 0);
  const grown = leadingDepth(rates) < 3;
  const known = constant === null || Number.isNaN(constant) ? null : constant;
  const isSettled = Number.isFinite(slope + logs);
  return {
    kind: 'limit',
    square,
    slope,
    logs: Math.abs(slope) < Infinity ? logs : 0,
    constant: isSettled ? known : null,
    sign: grown ? leadingSign(rates) : known === null ? sign : signOf(known),
    level: grown || (known === null ? level : known !== 0),
  };
}

export function linear(slope: number, constant: number): Growth {
  return slope === 0 && constant === 0 ? VANISHING : limit({ square: 0, slope, logs: 0 }, constant, 0, false);
}

/** A value that goes to c; one beyond the doubles keeps its sign alone. */
export function toConstant(c: number): Growth {
  return limit({ square: 0, slope: 0, logs: 0 }, Number.isFinite(c) ? c : null, signOf(c), c !== 0);
}

/** factor·log t, and a bounded rest. */
export function logarithmic(factor: number): Growth {
  return limit({ square: 0, slope: 0, logs: factor }, null, 0, false);
}

export function signGrowth(u: Growth): Sign {
  return 'sign' in u ? u.sign : 0;
}

/** Whether |u| surely goes to infinity. */
export function grows(u: Growth): boolean {
  if (u.kind === 'limit') return leadingSign(u) !== 0;
  if (u.kind === 'exponential') return leadingSign(u) > 0 && u.exact > leadingDepth(u);
  return u.kind === 'super' || (u.kind === 'power' && u.exponent !== null && u.exponent > 0);
}

/** Whether it falls to 0 faster than every power. */
export function shrinks(u: Exponential): boolean {
  return leadingSign(u) < 0;
}

/** The power of t that |u| goes like, where it is known. */
export function exponentOf(u: Limit | Power): number | null {
  if (u.kind === 'power') return u.exponent;
  const rate = [u.square, u.slope, u.logs][leadingDepth(u)];
  return rate === undefined || Math.abs(rate) === Infinity ? null : 2 - leadingDepth(u);
}

/** The power of t that |u| cannot outgrow. */
function mostOf(u: Limit | Power): number {
  if (u.kind === 'power') return u.atMost;
  return exponentOf(u) ?? Math.max(0, 3 - leadingDepth(u));
}

/** |u|, where u is not known to be negative. A bounded value that may vanish has no sign. */
export function withSign(u: Growth): Growth {
  if (u.kind === 'limit') return grows(u) || !u.level ? u : { ...u, sign: 1 };
  return u.kind === 'power' || u.kind === 'exponential' || u.kind === 'super' ? { ...u, sign: 1 } : u;
}

/** Bounded if u is. */
export function boundedOr(u: Growth): Growth {
  return (u.kind === 'limit' && !grows(u)) || u.kind === 'vanishing' ? BOUNDED_GROWTH : UNKNOWN;
}

export function negated(u: Growth): Growth {
  return scaled(u, -1);
}

export function scaled(u: Growth, factor: number): Growth {
  if (factor === 0) return VANISHING;
  if (u.kind === 'vanishing' || u.kind === 'unknown') return u;
  const sign = (u.sign * signOf(factor) + 0) as Sign;
  if (u.kind !== 'limit') return { ...u, sign };
  return limit(scaledRates(u, factor), u.constant === null ? null : u.constant * factor + 0, sign, u.level);
}

/**
 * Order of growth: the larger outgrows the smaller, whatever the coefficients; equal ranks must be compared.
 */
function rank(u: Growth): number {
  return ['vanishing', 'limit', 'power', 'exponential', 'super'].indexOf(u.kind);
}

export function sum(u: Growth, v: Growth): Growth {
  if (u.kind === 'unknown' || v.kind === 'unknown') return UNKNOWN;
  if (u.kind === 'vanishing') return v;
  if (v.kind === 'vanishing') return u;
  if (u.kind === 'exponential' && v.kind === 'exponential') return sumOfExponentials(u, v);
  if (u.kind === 'exponential' && shrinks(u)) return v;
  if (v.kind === 'exponential' && shrinks(v)) return u;
  if (u.kind === 'limit' && v.kind === 'limit') return sumOfLimits(u, v);
  if (u.kind === 'limit' && v.kind === 'power') return withPower(u, v);
  if (u.kind === 'power' && v.kind === 'limit') return withPower(v, u);
  if (u.kind === 'power' && v.kind === 'power') return sumOfPowers(u, v);
  if (rank(u) === rank(v)) return signGrowth(u) === signGrowth(v) && signGrowth(u) !== 0 ? u : UNKNOWN;
  return rank(u) > rank(v) ? u : v;
}

function sumOfLimits(u: Limit, v: Limit): Growth {
  const sign = u.sign === v.sign ? u.sign : 0;
  const constant = u.constant === null || v.constant === null ? null : added(u.constant, v.constant);
  return limit(addedRates(u, v), constant, sign, sign !== 0 && (u.level || v.level));
}

/** A limit and a power: what is smaller makes the coefficients from its own scale on unknown. */
function withPower(u: Limit, v: Power): Growth {
  const { exponent, atMost, sign } = v;
  const most = exponent ?? atMost;
  const own = mostOf(u);
  const toOne = (rate: number): number =>
    exponent === null || sign === 0 ? NaN : added(rate, sign * Infinity);
  if (!grows(u)) {
    if (most < 0) return { ...u, constant: null };
    if (exponent !== null && exponent > 0) return v;
    const common = u.sign === sign ? sign : 0;
    return powerGrowth(exponent === 0 && common !== 0 ? 0 : null, Math.max(0, most), common);
  }
  if (exponent !== null && exponent > own) return v;
  if (most >= own) {
    const isAlike = u.sign === sign && sign !== 0;
    return powerGrowth(isAlike ? exponentOf(u) : null, Math.max(most, own), isAlike ? sign : 0);
  }
  if (most > 1) return limit({ ...u, slope: toOne(u.slope), logs: 0 }, null, 0, true);
  if (most === 1) {
    const slope = Math.abs(u.slope) === Infinity ? u.slope : NaN;
    return limit({ ...u, slope, logs: 0 }, null, 0, true);
  }
  if (most > 0) return limit({ ...u, logs: toOne(u.logs) }, null, 0, true);
  return limit(most === 0 ? { ...u, logs: NaN } : u, null, 0, true);
}

/** The larger exponent leads; equal ones may cancel unless the signs agree. */
function sumOfPowers(u: Power, v: Power): Growth {
  const atMost = Math.max(u.atMost, v.atMost);
  const larger = u.atMost >= v.atMost ? u : v;
  if (u.atMost !== v.atMost && larger.exponent !== null) return larger;
  const sign: Sign = u.sign === v.sign ? u.sign : 0;
  return powerGrowth(sign === 0 ? null : (u.exponent ?? v.exponent), atMost, sign);
}

/** The larger of two by their rates, as far as they are exact. */
function sumOfExponentials(u: Exponential, v: Exponential): Growth {
  const apart = { square: u.square - v.square, slope: gap(u.slope, v.slope), logs: gap(u.logs, v.logs) };
  const order = leadingSign(apart);
  if (order === 0) {
    const sign: Sign = u.sign === v.sign ? u.sign : 0;
    const deepest = Math.max(u.exact, v.exact) as Depth;
    const isSame = leadingDepth(apart) === 3;
    return isSame
      ? { ...u, exact: sign === 0 ? 0 : deepest, sign }
      : exponentialOf({ square: Math.max(u.square, v.square), slope: Infinity, logs: 0 }, 0, sign);
  }
  const larger = order > 0 ? u : v;
  return larger.exact > leadingDepth(apart) ? larger : { ...larger, exact: 0, sign: 0 };
}

/** a − b, where equal infinities are equal. */
function gap(a: number, b: number): number {
  return a === b ? 0 : added(a, -b);
}

export function product(u: Growth, v: Growth): Growth {
  if (u.kind === 'vanishing' || v.kind === 'vanishing')
    return rank(u) === 4 || rank(v) === 4 || u.kind === 'unknown' || v.kind === 'unknown'
      ? UNKNOWN
      : VANISHING;
  if (u.kind === 'unknown' || v.kind === 'unknown') return UNKNOWN;
  const sign = (signGrowth(u) * signGrowth(v) + 0) as Sign;
  if (u.kind === 'super' || v.kind === 'super') {
    // A factor that may be 0 far out, or fall as fast, settles nothing.
    const other = u.kind === 'super' ? v : u;
    return other.kind === 'super' || logRates(other).exact > 0 ? { kind: 'super', sign } : UNKNOWN;
  }
  if (u.kind === 'exponential' || v.kind === 'exponential') {
    const [p, q] = [logRates(u), logRates(v)];
    return exponentialOf(addedRates(p.rates, q.rates), Math.min(p.exact, q.exact) as Depth, sign);
  }
  if (u.kind === 'limit' && v.kind === 'limit') return productOfLimits(u, v, sign);
  return productOfPowers(u, v, sign);
}

/** The rates of log|u|, and how many of them are exact. */
export function logRates(u: Limit | Power | Exponential): { readonly rates: Rates; readonly exact: Depth } {
  if (u.kind === 'exponential') return { rates: u, exact: u.exact };
  const isFlat = u.kind === 'limit' && !grows(u);
  const known = isFlat ? (u.level ? 0 : null) : exponentOf(u);
  const rates = { square: 0, slope: 0, logs: known ?? mostOf(u) };
  return { rates, exact: known === null ? 0 : 3 };
}

/** Of polynomials whose constants are known, all terms; else the first. */
function productOfLimits(u: Limit, v: Limit, sign: Sign): Growth {
  if (u.constant === null || v.constant === null || u.logs !== 0 || v.logs !== 0)
    return roughProduct(u, v, sign);
  const [cube, fourth] = [added(u.square * v.slope, u.slope * v.square), u.square * v.square];
  if (fourth !== 0 || cube !== 0) return productOfPowers(u, v, sign);
  const square = added(added(u.square * v.constant, u.constant * v.square), u.slope * v.slope);
  const slope = added(u.slope * v.constant, u.constant * v.slope);
  return limit({ square, slope, logs: 0 }, u.constant * v.constant, sign, u.level && v.level);
}

function roughProduct(u: Limit, v: Limit, sign: Sign): Growth {
  if (!grows(u) && !grows(v)) return bounded(sign, u.level && v.level);
  const isSquare = exponentOf(u) === 1 && exponentOf(v) === 1;
  if (isSquare) return limit({ square: u.slope * v.slope, slope: NaN, logs: 0 }, null, sign, true);
  return productOfPowers(u, v, sign);
}

function productOfPowers(u: Limit | Power, v: Limit | Power, sign: Sign): Growth {
  const [p, q] = [sureExponent(u), sureExponent(v)];
  return powerGrowth(p === null || q === null ? null : p + q, mostOf(u) + mostOf(v), sign);
}

/** The power that |u| goes like; that of a constant is 0. */
function sureExponent(u: Limit | Power): number | null {
  const isConstant = u.kind === 'limit' && !grows(u) && u.constant !== null && u.constant !== 0;
  return isConstant ? 0 : exponentOf(u);
}

export function quotient(u: Growth, v: Growth): Growth {
  const isNumber = v.kind === 'limit' && !grows(v) && v.constant !== null && v.constant !== 0;
  return isNumber ? scaled(u, 1 / v.constant) : product(u, powerOf(v, -1));
}

export function powerOf(u: Growth, p: number): Growth {
  if (u.kind === 'unknown') return UNKNOWN;
  if (p === 0) return linear(0, 1);
  if (p === 1) return u;
  if (p === 2) return withSign(product(u, u));
  const sign: Sign = p % 2 === 0 || !Number.isInteger(p) ? 1 : signGrowth(u);
  switch (u.kind) {
    case 'vanishing':
      return p > 0 ? VANISHING : UNKNOWN;
    case 'exponential':
      if (p > 0) return exponentialOf(scaledRates(u, p), u.exact, sign);
      // An upper bound is none of the reciprocal.
      return u.exact === 0 ? UNKNOWN : exponentialOf(scaledRates(known(u, u.exact), p), u.exact, sign);
    case 'super':
      return p > 0 ? { kind: 'super', sign } : VANISHING;
    case 'power':
      if (u.exponent !== null) return powerGrowth(u.exponent * p, u.exponent * p, sign);
      return p > 0 ? powerGrowth(null, u.atMost * p, sign) : UNKNOWN;
    case 'limit':
      return powerOfLimit(u, p, sign);
  }
}

/** Rates of which only the first so many are known. */
export function known({ square, slope, logs }: Rates, exact: Depth): Rates {
  return { square, slope: exact > 1 ? slope : NaN, logs: exact > 2 ? logs : NaN };
}

function powerOfLimit(u: Limit, p: number, sign: Sign): Growth {
  const exponent = exponentOf(u);
  if (grows(u)) {
    if (exponent === null) return powerGrowth(null, Math.max(0, mostOf(u) * p), sign);
    const root = Math.sqrt(Math.abs(u.square));
    if (exponent === 2 && p === 0.5) return limit({ square: 0, slope: root, logs: 0 }, null, 1, true);
    return powerGrowth(exponent * p, exponent * p, sign);
  }
  if (u.constant !== null && u.constant !== 0) return toConstant(powered(u.constant, p));
  return p > 0 || u.level ? bounded(sign, u.level) : UNKNOWN;
}
