import { atan } from '../../elementary/arctangent.ts';
import { PI } from '../../elementary/constants.ts';
import { erf, normcdf, normpdf } from '../../elementary/error-function.ts';
import { exp, expm1 } from '../../elementary/exp.ts';
import { cosh, sech2, sinh, tanh } from '../../elementary/hyperbolic.ts';
import { log, log1p } from '../../elementary/log.ts';
import { sigmoid, softplus } from '../../elementary/logistic.ts';
import { normquantile } from '../../elementary/normal-quantile.ts';
import { cos, sin, tan } from '../../elementary/trigonometric.ts';
import {
  lower,
  magnitudeMax,
  magnitudeMin,
  set,
  unbounded,
  upper,
  type Encloser,
} from '../algebra/interval-arithmetic.ts';

/** Interval versions of the functions of src/elementary, with room for their error of at most 4 ulp. */

const FUNCTION_ERROR = 1e-15;
/** A negative end this small beside the other one is taken for the rounding of a 0. */
const ROUNDED_ZERO = 1e-15;

type Scalar = (x: number) => number;

/** Rising functions, within their bounds. */
function rising(f: Scalar, least: number, most: number): Encloser {
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

/** Even functions that fall with |x|, and never below 0. */
function bell(f: Scalar): Encloser {
  return (e, i, a) =>
    set(
      e,
      i,
      Math.max(0, lower(f(magnitudeMax(e, a)), FUNCTION_ERROR)),
      upper(f(magnitudeMin(e, a)), FUNCTION_ERROR),
    );
}

/** Functions that are not defined below `least`. */
function defined(f: Scalar, least: number): Encloser {
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

export const expInterval = rising(exp, 0, Infinity);
export const expm1Interval = rising(expm1, -1, Infinity);
export const sinhInterval = rising(sinh, -Infinity, Infinity);
export const tanhInterval = rising(tanh, -1, 1);
export const atanInterval = rising(atan, -PI / 2 - 1e-15, PI / 2 + 1e-15);
export const erfInterval = rising(erf, -1, 1);
export const sigmoidInterval = rising(sigmoid, 0, 1);
export const softplusInterval = rising(softplus, 0, Infinity);
export const normcdfInterval = rising(normcdf, 0, 1);
export const normpdfInterval = bell(normpdf);
export const sech2Interval = bell(sech2);
export const logInterval = defined(log, 0);
export const log1pInterval = defined(log1p, -1);
export const sqrtInterval = defined(Math.sqrt, 0);

/** Rising on [0, 1]; the argument must lie there. */
export const normquantileInterval: Encloser = (e, i, a) => {
  const lo = e.lo[a]!;
  const hi = e.hi[a]!;
  if (!(lo >= 0 && hi <= 1)) unbounded(e, i);
  else set(e, i, lower(normquantile(lo), FUNCTION_ERROR), upper(normquantile(hi), FUNCTION_ERROR));
};

export const coshInterval: Encloser = (e, i, a) => {
  set(
    e,
    i,
    Math.max(1, lower(cosh(magnitudeMin(e, a)), FUNCTION_ERROR)),
    upper(cosh(magnitudeMax(e, a)), FUNCTION_ERROR),
  );
};

/** Room for the rounding of the argument and of 2·pi when looking for a turning point, relative and absolute. */
const TURN_ROOM = 1e-15;

/** Whether [lo, hi], slightly widened, holds a point phase + 2·pi·k. */
function holds(lo: number, hi: number, phase: number): boolean {
  const room = TURN_ROOM * (1 + Math.abs(lo) + Math.abs(hi));
  return Math.floor((hi + room - phase) / (2 * PI)) >= Math.ceil((lo - room - phase) / (2 * PI));
}

/** Sine-like functions: 1 at `crest` + 2·pi·k and -1 half a turn later. */
function wave(f: Scalar, crest: number): Encloser {
  return (e, i, a) => {
    const lo = e.lo[a]!;
    const hi = e.hi[a]!;
    if (!(hi - lo < 2 * PI && Math.abs(lo) < 1e12)) return set(e, i, -1, 1);
    if (lo === 0 && hi === 0 && crest !== 0) return set(e, i, 0, 0);
    const x = f(lo);
    const y = f(hi);
    const low = holds(lo, hi, crest + PI) ? -1 : Math.max(-1, lower(Math.min(x, y), FUNCTION_ERROR));
    const high = holds(lo, hi, crest) ? 1 : Math.min(1, upper(Math.max(x, y), FUNCTION_ERROR));
    return set(e, i, low, high);
  };
}

export const cosInterval = wave(cos, 0);
export const sinInterval = wave(sin, PI / 2);

export const tanInterval: Encloser = (e, i, a) => {
  const lo = e.lo[a]!;
  const hi = e.hi[a]!;
  const pole = !(hi - lo < PI && Math.abs(lo) < 1e12) || holds(lo, hi, PI / 2) || holds(lo, hi, -PI / 2);
  if (pole) unbounded(e, i);
  else set(e, i, lower(tan(lo), FUNCTION_ERROR), upper(tan(hi), FUNCTION_ERROR));
};
