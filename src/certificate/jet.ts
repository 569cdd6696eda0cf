import {
  EVERYTHING,
  hull,
  isZero,
  negated,
  NOTHING_BUT_ZERO,
  product,
  square,
  sum,
  type Interval,
} from './interval.ts';

/**
 * Bounds of a function over a closed interval of z, kinks included: of its values, of its slope almost
 * everywhere, and of its second derivative as a measure. lo <= f'' says that f − lo·z²/2 is convex: a kink
 * with a rising slope is a point mass above every number, one with a falling slope below. A kink at an end of
 * the interval counts.
 *
 * A function that may jump, or whose slope may be unbounded, has slope and curvature EVERYTHING.
 */
export interface Jet {
  readonly value: Interval;
  readonly slope: Interval;
  readonly curvature: Interval;
}

export function constantJet(value: Interval): Jet {
  return { value, slope: NOTHING_BUT_ZERO, curvature: NOTHING_BUT_ZERO };
}

export function unboundedJet(value: Interval): Jet {
  return { value, slope: EVERYTHING, curvature: EVERYTHING };
}

export function negatedJet(u: Jet): Jet {
  return { value: negated(u.value), slope: negated(u.slope), curvature: negated(u.curvature) };
}

/** @param value enclosure of u + v */
export function sumJet(u: Jet, v: Jet, value: Interval): Jet {
  return { value, slope: sum(u.slope, v.slope), curvature: sum(u.curvature, v.curvature) };
}

/** u·v; of one function with itself, 2(u'² + u·u''). */
export function productJet(u: Jet, v: Jet, value: Interval): Jet {
  const slopes = u === v ? square(u.slope) : product(u.slope, v.slope);
  return {
    value,
    slope: sum(product(u.slope, v.value), product(u.value, v.slope)),
    curvature: sum(product(TWO, slopes), sum(product(u.curvature, v.value), product(u.value, v.curvature))),
  };
}

const TWO: Interval = [2, 2];

/** Room for the rounding of constants such as p·(p − 1) in the derivatives of f. */
const ROOM: Interval = [1 - 1e-12, 1 + 1e-12];

/** f(u): slope f'(u)·u', curvature f''(u)·u'² + f'(u)·u''. */
export function chainedJet(u: Jet, value: Interval, first: Interval, second: Interval): Jet {
  const [f1, f2] = [product(first, ROOM), product(second, ROOM)];
  return {
    value,
    slope: product(f1, u.slope),
    curvature: sum(product(f2, square(u.slope)), product(f1, u.curvature)),
  };
}

/** |u| where u may vanish: each zero adds a rising kink. */
export function absJet(u: Jet, value: Interval): Jet {
  const least = Math.min(u.curvature[0], -u.curvature[1]);
  return { value, slope: hull(u.slope, negated(u.slope)), curvature: [least, Infinity] };
}

/** max(u, v) where either may be the larger: each change of place is a rising kink. */
export function maxJet(u: Jet, v: Jet, value: Interval): Jet {
  const least = Math.min(u.curvature[0], v.curvature[0]);
  return { value, slope: hull(u.slope, v.slope), curvature: [least, Infinity] };
}

export function isConstant(u: Jet): boolean {
  return isZero(u.slope) && isZero(u.curvature);
}
