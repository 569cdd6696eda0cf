import { power } from '../../elementary/power.ts';
import {
  lower,
  magnitudeMax,
  magnitudeMin,
  set,
  unbounded,
  upper,
  type Encloser,
} from '../algebra/interval-arithmetic.ts';

/** Interval versions of the piecewise operations and of powers. */

const POWER_ERROR = 1e-15;
const ROUNDED_ZERO = 1e-15;

export const absInterval: Encloser = (e, i, a) => {
  set(e, i, magnitudeMin(e, a), magnitudeMax(e, a));
};

export const signInterval: Encloser = (e, i, a) => {
  set(e, i, Math.sign(e.lo[a]!), Math.sign(e.hi[a]!));
};

export const stepInterval: Encloser = (e, i, a) => {
  set(e, i, e.lo[a]! >= 0 ? 1 : 0, e.hi[a]! >= 0 ? 1 : 0);
};

export const floorInterval: Encloser = (e, i, a) => {
  set(e, i, Math.floor(e.lo[a]!), Math.floor(e.hi[a]!));
};

export const minInterval: Encloser = (e, i, a, b) => {
  set(e, i, Math.min(e.lo[a]!, e.lo[b]!), Math.min(e.hi[a]!, e.hi[b]!));
};

export const maxInterval: Encloser = (e, i, a, b) => {
  set(e, i, Math.max(e.lo[a]!, e.lo[b]!), Math.max(e.hi[a]!, e.hi[b]!));
};

export const clipInterval: Encloser = (e, i, a, b, c) => {
  set(
    e,
    i,
    Math.min(Math.max(e.lo[a]!, e.lo[b]!), e.lo[c]!),
    Math.min(Math.max(e.hi[a]!, e.hi[b]!), e.hi[c]!),
  );
};

export const selectInterval: Encloser = (e, i, a, b, c) => {
  if (e.lo[a]! >= 0) set(e, i, e.lo[b]!, e.hi[b]!);
  else if (e.hi[a]! < 0) set(e, i, e.lo[c]!, e.hi[c]!);
  else set(e, i, Math.min(e.lo[b]!, e.lo[c]!), Math.max(e.hi[b]!, e.hi[c]!));
};

/** x − y·floor(x/y): exact shape while floor(x/y) is one number, else between 0 and y. */
export const modInterval: Encloser = (e, i, a, b) => {
  const [xl, xh, yl, yh] = [e.lo[a]!, e.hi[a]!, e.lo[b]!, e.hi[b]!];
  if (yl <= 0 && yh >= 0) return unbounded(e, i);
  const quotients = [xl / yl, xl / yh, xh / yl, xh / yh];
  const from = Math.floor(Math.min(...quotients));
  const to = Math.floor(Math.max(...quotients));
  const [least, most] = [Math.min(0, yl), Math.max(0, yh)];
  // Beyond that the remainder is all rounding.
  if (!(Math.max(Math.abs(from), Math.abs(to)) < 1e15)) return unbounded(e, i);
  if (from !== to) return set(e, i, least, most);
  const room = 4e-16 * (Math.abs(from) + 1) * Math.max(Math.abs(yl), Math.abs(yh));
  const low = xl - Math.max(yl * from, yh * from) - room;
  const high = xh - Math.min(yl * from, yh * from) + room;
  return set(e, i, Math.max(least, low), Math.min(most, high));
};

export const powerInterval: Encloser = (e, i, a, b) => {
  const p = e.lo[b]!;
  if (p !== e.hi[b]! || Math.abs(p) === Infinity) return powerOfPositive(e, i, a, b, b);
  if (p === 0) return set(e, i, 1, 1);
  const [lo, hi] = [e.lo[a]!, e.hi[a]!];
  if (p < 0 && lo <= 0 && hi >= 0) return unbounded(e, i);
  if (lo === 0 && hi === 0) return set(e, i, 0, 0);
  if (Number.isInteger(p)) {
    const odd = Math.abs(p % 2) === 1;
    return odd
      ? ends(e, i, power(lo, p), power(hi, p), -Infinity)
      : ends(e, i, power(magnitudeMin(e, a), p), power(magnitudeMax(e, a), p), 0);
  }
  if (lo < -ROUNDED_ZERO * Math.abs(hi)) return unbounded(e, i);
  return ends(e, i, power(Math.max(0, lo), p), power(Math.max(0, hi), p), 0);
};

function ends(e: Parameters<Encloser>[0], i: number, x: number, y: number, least: number): void {
  const low = Math.min(x, y);
  const high = Math.max(x, y);
  set(
    e,
    i,
    low === 0 ? 0 : Math.max(least, lower(low, POWER_ERROR)),
    high === 0 ? 0 : upper(high, POWER_ERROR),
  );
}

/** x^y for x > 0 takes its extremes at the corners. */
const powerOfPositive: Encloser = (e, i, a, b) => {
  if (!(e.lo[a]! > 0)) return unbounded(e, i);
  const corners = [
    power(e.lo[a]!, e.lo[b]!),
    power(e.lo[a]!, e.hi[b]!),
    power(e.hi[a]!, e.lo[b]!),
    power(e.hi[a]!, e.hi[b]!),
  ];
  const low = Math.min(...corners);
  if (Number.isNaN(low)) return unbounded(e, i);
  // Where y crosses 0 or x crosses 1 the value 1 lies inside: corners enclose it.
  return set(e, i, Math.max(0, lower(low, POWER_ERROR)), upper(Math.max(...corners), POWER_ERROR));
};
