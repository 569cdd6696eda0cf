import { exp } from '../../elementary/exp.ts';
import { log } from '../../elementary/log.ts';
import {
  exponentOf,
  grows,
  known,
  limit,
  linear,
  logarithmic,
  powerOf,
  scaled,
  shrinks,
  signGrowth,
  sum,
  toConstant,
} from './growth-algebra.ts';
import {
  BOUNDED_GROWTH,
  bounded,
  powerGrowth,
  signOf,
  UNKNOWN,
  VANISHING,
  type Growth,
  type Power,
  type Sign,
} from './growth-kinds.ts';
import { exponentialOf, leadingDepth } from './rates.ts';

/** Exponentials and logarithms of growths, and what saturates. */

/** What saturates at c·(sign of u) where u goes to infinity, as fast as an exponential of u. */
export function saturated(u: Growth, c: number): Growth {
  const at = c * signGrowth(u);
  const isSlow = u.kind === 'limit' && leadingDepth(u) === 2 && Math.abs(u.logs) < Infinity;
  if (!grows(u) || at === 0) return BOUNDED_GROWTH;
  return isSlow ? bounded(signOf(at), true) : toConstant(at);
}

/** The same of what is positive, though it may underflow. */
function toPositive(c: number): Growth {
  return c > 0 ? toConstant(c) : bounded(1, true);
}

export function expOf(u: Growth): Growth {
  switch (u.kind) {
    case 'limit':
      return grows(u) || u.constant === null ? exponentialOf(u, 3, 1) : toPositive(exp(u.constant));
    case 'vanishing':
      return toConstant(1);
    case 'power':
      return expOfPower(u);
    case 'super':
      return expOfSigned(u.sign);
    case 'exponential':
      if (shrinks(u)) return toConstant(1);
      return grows(u) ? expOfSigned(u.sign) : UNKNOWN;
    case 'unknown':
      return UNKNOWN;
  }
}

function expOfSigned(sign: Sign): Growth {
  return sign > 0 ? { kind: 'super', sign: 1 } : sign < 0 ? VANISHING : UNKNOWN;
}

/** exp(±t^p): beyond every Gaussian for p > 2, between two rates for other powers. */
function expOfPower({ exponent, atMost, sign }: Power): Growth {
  if (exponent === null || sign === 0 || [0, 1, 2].includes(exponent)) {
    if (sign < 0) return BOUNDED_GROWTH;
    return atMost < 2 ? exponentialOf({ square: 0, slope: Infinity, logs: 0 }, 1, 1) : UNKNOWN;
  }
  if (exponent > 2) return expOfSigned(sign);
  if (exponent < 0) return bounded(1, true);
  const beyond = sign * Infinity;
  return exponentialOf(
    { square: 0, slope: exponent > 1 ? beyond : 0, logs: exponent < 1 ? beyond : 0 },
    3,
    1,
  );
}

/** log(u), or log(1 + u). */
export function logOf(u: Growth, isOnePlus: boolean): Growth {
  if (isOnePlus) return logOf(sum(u, linear(0, 1)), false);
  if (u.kind === 'exponential') return u.exact === 0 ? UNKNOWN : limit(known(u, u.exact), null, 0, true);
  if (u.kind === 'power') return u.exponent === null ? UNKNOWN : logarithmic(u.exponent);
  if (u.kind !== 'limit') return UNKNOWN;
  if (grows(u)) return exponentOf(u) === null ? powerGrowth(0, 0, 1) : logarithmic(exponentOf(u)!);
  if (u.constant !== null && u.constant > 0) return toConstant(log(u.constant));
  return u.level ? BOUNDED_GROWTH : UNKNOWN;
}

/** −u²/2. */
export function lessHalfSquare(u: Growth): Growth {
  return scaled(powerOf(u, 2), -0.5);
}
