import { BOUNDED, UNKNOWN, VANISHING, type Growth, type Sign } from './growth-kinds.ts';

/**
 * Sums, products, powers, exponentials and choices of growths. What cannot be settled is unknown or only a
 * bound.
 */

export function limit(square: number, slope: number, sign: Sign, level = true): Growth {
  return {
    kind: 'limit',
    square,
    slope,
    level: level || square !== 0 || slope !== 0,
    sign: square !== 0 ? signOf(square) : slope !== 0 ? signOf(slope) : sign,
  };
}

export function signOf(x: number): Sign {
  return x > 0 ? 1 : x < 0 ? -1 : 0;
}

export function signGrowth(u: Growth): Sign {
  return 'sign' in u ? u.sign : 0;
}

/** Whether |u| surely goes to infinity. */
export function grows(u: Growth): boolean {
  if (u.kind === 'limit') return u.square !== 0 || u.slope !== 0;
  if (u.kind === 'exponential') return u.exact && (u.square > 0 || (u.square === 0 && u.slope > 0));
  return u.kind === 'super' || (u.kind === 'power' && u.exponent !== null && u.exponent > 0);
}

/** The power of t that |u| goes like, where it is known. */
function exponentOf(u: Growth): number | null {
  if (u.kind === 'limit') return u.square !== 0 ? 2 : u.slope !== 0 ? 1 : null;
  return u.kind === 'power' ? u.exponent : null;
}

/** The power of t that |u| cannot outgrow. */
function mostOf(u: Growth): number {
  if (u.kind === 'power') return u.atMost;
  return exponentOf(u) ?? 0;
}

/** |u|, where u is not known to be negative. A bounded value that may vanish has no sign. */
export function withSign(u: Growth): Growth {
  if (u.kind === 'limit') return grows(u) ? u : { ...u, sign: u.level ? 1 : 0 };
  return u.kind === 'power' || u.kind === 'exponential' || u.kind === 'super' ? { ...u, sign: 1 } : u;
}

/** Bounded if u is. */
export function boundedOr(u: Growth): Growth {
  return u.kind === 'limit' && !grows(u) ? BOUNDED : u.kind === 'vanishing' ? BOUNDED : UNKNOWN;
}

export function negated(u: Growth): Growth {
  if (u.kind === 'limit')
    return { ...u, square: -u.square + 0, slope: -u.slope + 0, sign: (-u.sign + 0) as Sign };
  return u.kind === 'vanishing' || u.kind === 'unknown' ? u : { ...u, sign: (-u.sign + 0) as Sign };
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
  if (u.kind === 'limit' && v.kind === 'limit') {
    const sign = u.sign === v.sign ? u.sign : 0;
    return limit(u.square + v.square, u.slope + v.slope, sign, sign !== 0 && (u.level || v.level));
  }
  if (u.kind === 'exponential' && v.kind === 'exponential') return sumOfExponentials(u, v);
  if (u.kind === 'exponential' && shrinks(u)) return v;
  if (v.kind === 'exponential' && shrinks(v)) return u;
  if (rank(u) <= 2 && rank(v) <= 2) return sumOfPowers(u, v);
  if (rank(u) === rank(v)) return signGrowth(u) === signGrowth(v) && signGrowth(u) !== 0 ? u : UNKNOWN;
  return rank(u) > rank(v) ? u : v;
}

/**
 * Limits and powers, not both limits: the larger exponent leads; equal ones may cancel unless the signs
 * agree.
 */
function sumOfPowers(u: Growth, v: Growth): Growth {
  const [p, q] = [exponentOf(u), exponentOf(v)];
  const common: Sign = signGrowth(u) === signGrowth(v) ? signGrowth(u) : 0;
  const atMost = Math.max(mostOf(u), mostOf(v));
  if (p === null || q === null) {
    const [known, other] = p === null ? [v, u] : [u, v];
    const exponent = exponentOf(known);
    // A bounded term adds nothing to one that grows.
    if (exponent !== null && exponent > 0 && other.kind === 'limit') return known;
    if (other.kind === 'limit' && exponent !== null) return limit(0, 0, common, common !== 0);
    return { kind: 'power', exponent: null, atMost, sign: common };
  }
  const larger = p >= q ? u : v;
  if (larger.kind === 'limit' && Math.min(p, q) < 1) return larger;
  if (p !== q) return { kind: 'power', exponent: Math.max(p, q), atMost, sign: signGrowth(larger) };
  return common !== 0
    ? { kind: 'power', exponent: p, atMost, sign: common }
    : { kind: 'power', exponent: null, atMost, sign: 0 };
}

type Exponential = Growth & { readonly kind: 'exponential' };

export function shrinks(u: Exponential): boolean {
  return u.square < 0 || (u.square === 0 && u.slope < 0);
}

function sumOfExponentials(u: Exponential, v: Exponential): Growth {
  if (u.square === v.square && u.slope === v.slope) {
    const exact = u.exact && v.exact && u.sign === v.sign && u.sign !== 0;
    return { ...u, exact, sign: exact ? u.sign : 0 };
  }
  // Opposing rates between linear and quadratic: the slope is not known.
  if (Number.isNaN(u.slope + v.slope))
    return { ...u, square: Math.max(u.square, v.square), slope: Infinity, exact: false, sign: 0 };
  return u.square > v.square || (u.square === v.square && u.slope > v.slope) ? u : v;
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
    return other.kind === 'super' || exponent(other).exact ? { kind: 'super', sign } : UNKNOWN;
  }
  if (u.kind === 'exponential' || v.kind === 'exponential') {
    const [p, q] = [exponent(u), exponent(v)];
    return {
      kind: 'exponential',
      square: p.square + q.square,
      slope: p.slope + q.slope,
      exact: p.exact && q.exact,
      sign,
    };
  }
  return productOfPowers(u, v, sign);
}

/** log|u| for large t, up to less than linear terms. */
function exponent(u: Growth): { readonly square: number; readonly slope: number; readonly exact: boolean } {
  if (u.kind === 'exponential') return u;
  return { square: 0, slope: 0, exact: u.kind === 'limit' ? u.level : exponentOf(u) !== null };
}

export function scaled(u: Growth, factor: number): Growth {
  if (factor === 0) return VANISHING;
  if (u.kind === 'limit')
    return limit(u.square * factor, u.slope * factor, (u.sign * signOf(factor) + 0) as Sign, u.level);
  return factor > 0 ? u : negated(u);
}

function productOfPowers(u: Growth, v: Growth, sign: Sign): Growth {
  const [p, q] = [exponentOf(u), exponentOf(v)];
  if (p === null && q === null && u.kind === 'limit' && v.kind === 'limit')
    return limit(0, 0, sign, u.level && v.level);
  return {
    kind: 'power',
    exponent: p === null || q === null ? null : p + q,
    atMost: mostOf(u) + mostOf(v),
    sign,
  };
}

export function powerOf(u: Growth, p: number): Growth {
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
      if (exponent === null) {
        if (u.kind === 'limit' && (p > 0 || u.level)) return limit(0, 0, sign, u.level);
        return { kind: 'power', exponent: null, atMost: p > 0 ? mostOf(u) * p : Infinity, sign };
      }
      if (u.kind === 'limit' && u.square !== 0 && p === 0.5)
        return limit(0, Math.sqrt(Math.abs(u.square)), 1);
      return { kind: 'power', exponent: exponent * p, atMost: exponent * p, sign };
    }
  }
}

export function expOf(u: Growth): Growth {
  switch (u.kind) {
    case 'limit':
      // exp of what stays bounded or grows like a logarithm is at most some power.
      if (!grows(u)) return { kind: 'power', exponent: null, atMost: Infinity, sign: 1 };
      return { kind: 'exponential', square: u.square, slope: u.slope, sign: 1, exact: true };
    case 'vanishing':
      return limit(0, 0, 1);
    case 'power':
      return expOfPower(u);
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
function expOfPower({ exponent, atMost, sign }: Growth & { readonly kind: 'power' }): Growth {
  if (exponent !== null && exponent > 2 && sign !== 0)
    return sign > 0 ? { kind: 'super', sign: 1 } : VANISHING;
  if (exponent !== null && exponent < 2 && sign !== 0) {
    return {
      kind: 'exponential',
      square: 0,
      slope: exponent > 1 ? sign * Infinity : 0,
      sign: 1,
      exact: true,
    };
  }
  if (sign < 0) return BOUNDED;
  return atMost < 2 ? { kind: 'exponential', square: 0, slope: Infinity, sign: 1, exact: false } : UNKNOWN;
}

/** log(u), or log(1 + u). */
export function logOf(u: Growth, isOnePlus: boolean): Growth {
  if (isOnePlus && u.kind === 'exponential' && !grows(u)) return BOUNDED;
  if (u.kind === 'exponential' && u.exact) return limit(u.square, u.slope, 0, false);
  if (u.kind === 'limit' || u.kind === 'power') return BOUNDED;
  return UNKNOWN;
}

/** 1/cosh² of what goes to infinity. */
export function sech2Decay(u: Growth): Growth {
  if (u.kind !== 'limit') return steepDecay(u);
  const two = signGrowth(u) > 0 ? -2 : 2;
  return { kind: 'exponential', square: two * u.square, slope: two * u.slope, sign: 1, exact: true };
}

/** e^(−u²/2) of what goes to infinity. */
export function normalDecay(u: Growth): Growth {
  if (u.kind !== 'limit') return steepDecay(u);
  return u.square !== 0
    ? VANISHING
    : { kind: 'exponential', square: -0.5 * u.slope * u.slope, slope: 0, sign: 1, exact: false };
}

function steepDecay(u: Growth): Growth {
  if (u.kind === 'power') return u.exponent !== null && u.exponent > 2 ? VANISHING : BOUNDED;
  return VANISHING;
}

export function clipped(u: Growth, low: Growth, high: Growth): Growth {
  return boundedOr(low).kind === 'limit' && boundedOr(high).kind === 'limit'
    ? BOUNDED
    : u.kind === 'unknown'
      ? u
      : UNKNOWN;
}

export function chosen(condition: Growth, then: Growth, otherwise: Growth): Growth {
  if (signGrowth(condition) !== 0) return signGrowth(condition) > 0 ? then : otherwise;
  return same(then, otherwise) ? then : UNKNOWN;
}

export function extreme(which: 'min' | 'max', u: Growth, v: Growth, difference: Growth): Growth {
  if (signGrowth(difference) !== 0) return signGrowth(difference) > 0 === (which === 'max') ? u : v;
  return envelope(u, v);
}

/** What bounds both, when it is not known which one counts. */
function envelope(u: Growth, v: Growth): Growth {
  if (rank(u) > 3 || rank(v) > 3 || u.kind === 'unknown' || v.kind === 'unknown') return UNKNOWN;
  if (rank(u) < 3 && rank(v) < 3)
    return { kind: 'power', exponent: null, atMost: Math.max(mostOf(u), mostOf(v)), sign: 0 };
  const square = Math.max(0, exponent(u).square, exponent(v).square);
  return { kind: 'exponential', square, slope: Infinity, sign: 0, exact: false };
}

function same(u: Growth, v: Growth): boolean {
  return (
    u.kind === v.kind &&
    u.kind === 'limit' &&
    v.kind === 'limit' &&
    u.square === v.square &&
    u.slope === v.slope
  );
}
