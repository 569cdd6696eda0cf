import {
  lower,
  magnitudeMax,
  magnitudeMin,
  set,
  unbounded,
  upper,
  type Encloser,
} from './interval-arithmetic.ts';
import type { Domain } from './record.ts';

/** Interval versions of functions of one argument, with room for their error of at most 4 ulp. */

export const FUNCTION_ERROR = 1e-15;
/** A negative end this small beside the other one is taken for the rounding of a 0. */
const ROUNDED_ZERO = 1e-15;

type Scalar = (x: number) => number;

/** Rising functions, within their bounds. */
export function rising(f: Scalar, least: number, most: number): Encloser {
  return (e, i, a) => {
    const lo = e.lo[a]!;
    const hi = e.hi[a]!;
    if (lo === hi && f(lo) === 0 && lo === 0) return set(e, i, 0, 0);
    return set(
      e,
      i,
      Math.max(least, lower(f(lo), FUNCTION_ERROR)),
      Math.min(most, upper(f(hi), FUNCTION_ERROR)),
    );
  };
}

/** Falling functions, within their bounds. */
export function falling(f: Scalar, least: number, most: number): Encloser {
  return (e, i, a) => {
    const [from, to] = [f(e.hi[a]!), f(e.lo[a]!)];
    set(e, i, Math.max(least, lower(from, FUNCTION_ERROR)), Math.min(most, upper(to, FUNCTION_ERROR)));
  };
}

/** Everything where the argument may lie beyond the domain. */
export function onDomain({ least, most }: Domain, enclose: Encloser): Encloser {
  return (e, i, a, b, c) => {
    if (e.lo[a]! >= least && e.hi[a]! <= most) enclose(e, i, a, b, c);
    else unbounded(e, i);
  };
}

/** Even functions that fall with |x|, within their bounds. */
export function bell(f: Scalar, least: number): Encloser {
  return (e, i, a) =>
    set(
      e,
      i,
      Math.max(least, lower(f(magnitudeMax(e, a)), FUNCTION_ERROR)),
      upper(f(magnitudeMin(e, a)), FUNCTION_ERROR),
    );
}

/** Functions that are not defined below `least`. */
export function defined(f: Scalar, least: number): Encloser {
  return (e, i, a) => {
    const lo = e.lo[a]! - least;
    const hi = e.hi[a]! - least;
    if (lo < 0 && !(-lo <= ROUNDED_ZERO * (Math.abs(e.hi[a]!) + Math.abs(least))) && !(hi === 0 && lo === 0))
      return unbounded(e, i);
    const from = f(Math.max(e.lo[a]!, least));
    const to = f(Math.max(e.hi[a]!, least));
    if (from === 0 && to === 0) return set(e, i, 0, 0);
    return set(
      e,
      i,
      from === 0 && f(least) === 0 ? 0 : lower(from, FUNCTION_ERROR),
      upper(to, FUNCTION_ERROR),
    );
  };
}
