/**
 * Interval arithmetic with outward rounding: each result encloses every value that the operation takes on its
 * argument intervals, rounding of the evaluated formula included. Intervals live in two arrays by place.
 */
export interface Enclosures {
  readonly lo: Float64Array;
  readonly hi: Float64Array;
}

/** Writes the enclosure at place i from those at places a, b, c. */
export type Encloser = (e: Enclosures, i: number, a: number, b: number, c: number) => void;

/** Slightly more than the rounding of one basic operation. */
const UNIT = 2.3e-16;
const TINY = 5e-324;
const LARGEST = Number.MAX_VALUE;

/** Below x by `relative`; an overflowed lower end is the largest double, an undefined one no bound. */
export function lower(x: number, relative: number): number {
  if (x === Infinity) return LARGEST;
  return x - Math.abs(x) * relative - TINY >= -Infinity ? x - Math.abs(x) * relative - TINY : -Infinity;
}

export function upper(x: number, relative: number): number {
  if (x === -Infinity) return -LARGEST;
  return x + Math.abs(x) * relative + TINY <= Infinity ? x + Math.abs(x) * relative + TINY : Infinity;
}

export function set(e: Enclosures, i: number, lo: number, hi: number): void {
  e.lo[i] = lo;
  e.hi[i] = hi;
}

/** Sets a result of rounded arithmetic. Sums that are 0 or subnormal are exact and stay as they are. */
function setSum(e: Enclosures, i: number, lo: number, hi: number): void {
  const below = lo === Infinity ? LARGEST : lo - Math.abs(lo) * UNIT;
  const above = hi === -Infinity ? -LARGEST : hi + Math.abs(hi) * UNIT;
  e.lo[i] = below >= -Infinity ? below : -Infinity;
  e.hi[i] = above <= Infinity ? above : Infinity;
}

export const negate: Encloser = (e, i, a) => {
  set(e, i, -e.hi[a]!, -e.lo[a]!);
};

export const add: Encloser = (e, i, a, b) => {
  // Adding 0, and multiplying with 1, is exact: constants of piecewise formulas stay points.
  if (isZero(e, a)) return set(e, i, e.lo[b]!, e.hi[b]!);
  if (isZero(e, b)) return set(e, i, e.lo[a]!, e.hi[a]!);
  return setSum(e, i, e.lo[a]! + e.lo[b]!, e.hi[a]! + e.hi[b]!);
};

export const subtract: Encloser = (e, i, a, b) => {
  if (a === b) return set(e, i, 0, 0);
  if (isZero(e, b)) return set(e, i, e.lo[a]!, e.hi[a]!);
  return setSum(e, i, e.lo[a]! - e.hi[b]!, e.hi[a]! - e.lo[b]!);
};

function isZero(e: Enclosures, a: number): boolean {
  return e.lo[a] === 0 && e.hi[a] === 0;
}

/** 0·infinity is 0 here: an infinite end stands for all large numbers. */
function product(x: number, y: number): number {
  return x === 0 || y === 0 ? 0 : x * y;
}

export const multiply: Encloser = (e, i, a, b) => {
  if (isZero(e, a) || isZero(e, b)) return set(e, i, 0, 0);
  if (e.lo[a] === 1 && e.hi[a] === 1) return set(e, i, e.lo[b]!, e.hi[b]!);
  if (e.lo[b] === 1 && e.hi[b] === 1) return set(e, i, e.lo[a]!, e.hi[a]!);
  if (a === b) {
    const low = magnitudeMin(e, a);
    const high = magnitudeMax(e, a);
    return set(e, i, Math.max(0, lower(low * low, UNIT)), upper(high * high, UNIT));
  }
  const al = e.lo[a]!;
  const ah = e.hi[a]!;
  const bl = e.lo[b]!;
  const bh = e.hi[b]!;
  if (al >= 0 && bl >= 0)
    return set(e, i, Math.max(0, lower(product(al, bl), UNIT)), upper(product(ah, bh), UNIT));
  const p = product(al, bl);
  const q = product(al, bh);
  const r = product(ah, bl);
  const s = product(ah, bh);
  const low = Math.min(p, q, r, s);
  const high = Math.max(p, q, r, s);
  // A bound of 0 is exact where the signs allow nothing beyond it.
  const mayFall = (al < 0 && bh > 0) || (ah > 0 && bl < 0);
  const mayRise = (al < 0 && bl < 0) || (ah > 0 && bh > 0);
  return set(
    e,
    i,
    mayFall ? lower(low, UNIT) : Math.max(0, lower(low, UNIT)),
    mayRise ? upper(high, UNIT) : Math.min(0, upper(high, UNIT)),
  );
};

export const divide: Encloser = (e, i, a, b) => {
  if (e.lo[b]! <= 0 && e.hi[b]! >= 0) return unbounded(e, i);
  if (isZero(e, a)) return set(e, i, 0, 0);
  const al = e.lo[a]!;
  const ah = e.hi[a]!;
  const bl = e.lo[b]!;
  const bh = e.hi[b]!;
  const p = al / bl;
  const q = al / bh;
  const r = ah / bl;
  const s = ah / bh;
  const low = Math.min(p, q, r, s);
  const high = Math.max(p, q, r, s);
  if (Number.isNaN(low)) return unbounded(e, i);
  const positive = low >= 0;
  return set(
    e,
    i,
    positive ? Math.max(0, lower(low, UNIT)) : lower(low, UNIT),
    high <= 0 ? Math.min(0, upper(high, UNIT)) : upper(high, UNIT),
  );
};

/** Everything: also where the operation is not defined. */
export function unbounded(e: Enclosures, i: number): void {
  e.lo[i] = -Infinity;
  e.hi[i] = Infinity;
}

export function magnitudeMax(e: Enclosures, a: number): number {
  return Math.max(-e.lo[a]!, e.hi[a]!);
}

/** Smallest |x| over the interval. */
export function magnitudeMin(e: Enclosures, a: number): number {
  const lo = e.lo[a]!;
  const hi = e.hi[a]!;
  return lo > 0 ? lo : hi < 0 ? -hi : 0;
}
