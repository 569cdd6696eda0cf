import { boundedOr, grows, logRates, negated, signGrowth, sum } from './growth-algebra.ts';
import { bounded, powerGrowth, UNKNOWN, type Growth } from './growth-kinds.ts';
import { exponentialOf, leadingDepth, leadingSign } from './rates.ts';

/** Growths of choices between growths, and of what the enclosure of a formula far out tells besides. */

export function chosen(condition: Growth, then: Growth, otherwise: Growth): Growth {
  if (signGrowth(condition) !== 0) return signGrowth(condition) > 0 ? then : otherwise;
  return envelope(then, otherwise);
}

export function extreme(which: 'min' | 'max', u: Growth, v: Growth): Growth {
  const apart = signGrowth(sum(u, negated(v)));
  if (apart !== 0) return apart > 0 === (which === 'max') ? u : v;
  return envelope(u, v);
}

/** What bounds both, when it is not known which one counts. */
function envelope(u: Growth, v: Growth): Growth {
  if (isSame(u, v)) return u;
  if (u.kind === 'vanishing' && v.kind === 'vanishing') return u;
  if (u.kind === 'unknown' || v.kind === 'unknown' || u.kind === 'super' || v.kind === 'super')
    return UNKNOWN;
  const sign = signGrowth(u) === signGrowth(v) ? signGrowth(u) : 0;
  if (u.kind === 'vanishing' || v.kind === 'vanishing') return upperBound(u.kind === 'vanishing' ? v : u);
  if (boundedOr(u).kind === 'limit' && boundedOr(v).kind === 'limit') {
    const areLevel = u.kind === 'limit' && v.kind === 'limit' && u.level && v.level;
    return bounded(areLevel ? sign : 0, areLevel);
  }
  const [a, b] = [logRates(u).rates, logRates(v).rates];
  const isFirst =
    leadingSign({ square: a.square - b.square, slope: a.slope - b.slope, logs: a.logs - b.logs }) > 0;
  const bound = upperBound(isFirst ? u : v);
  return 'sign' in bound ? { ...bound, sign } : bound;
}

/** What is at most as large as this. */
function upperBound(u: Growth): Growth {
  if (u.kind === 'vanishing' || u.kind === 'unknown' || u.kind === 'super') return u;
  if (u.kind === 'limit' && !grows(u)) return bounded(0, false);
  const { rates } = logRates(u);
  return leadingDepth(rates) >= 2 && Math.abs(rates.logs) < Infinity
    ? powerGrowth(null, rates.logs, 0)
    : exponentialOf(rates, 0, 0);
}

/** Polynomials of the same terms. */
function isSame(u: Growth, v: Growth): boolean {
  if (u.kind !== 'limit' || v.kind !== 'limit' || u.constant === null) return false;
  return u.square === v.square && u.slope === v.slope && u.logs === v.logs && u.constant === v.constant;
}

/**
 * With the bounds that the values keep far out: a sign where they leave 0 out, and no growth where they are
 * finite.
 */
export function within(u: Growth, lo: number, hi: number): Growth {
  const sign = lo > 0 ? 1 : hi < 0 ? -1 : 0;
  const isFinite = Number.isFinite(lo) && Number.isFinite(hi);
  if (isFinite && !staysBounded(u)) return bounded(sign, sign !== 0);
  if (u.kind === 'limit' && !grows(u) && sign !== 0) return { ...u, sign, level: true };
  return 'sign' in u && u.sign === 0 && sign !== 0 ? { ...u, sign } : u;
}

function staysBounded(u: Growth): boolean {
  if (u.kind === 'limit') return !grows(u);
  if (u.kind === 'power') return u.exponent !== null && u.exponent <= 0;
  return u.kind === 'vanishing' || (u.kind === 'exponential' && leadingSign(u) < 0);
}
