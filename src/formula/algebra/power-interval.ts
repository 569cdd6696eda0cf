import { power } from '../../elementary/power.ts';
import {
  lower,
  magnitudeMax,
  magnitudeMin,
  set,
  unbounded,
  upper,
  type Encloser,
} from './interval-arithmetic.ts';

/** Interval version of the power. */

const POWER_ERROR = 1e-15;
const ROUNDED_ZERO = 1e-15;

export const powerInterval: Encloser = (e, i, a, b) => {
  const p = e.lo[b]!;
  if (p !== e.hi[b]! || Math.abs(p) === Infinity) return powerOfPositive(e, i, a, b, b);
  if (p === 0) return set(e, i, 1, 1);
  const [lo, hi] = [e.lo[a]!, e.hi[a]!];
  if (p < 0 && lo <= 0 && hi >= 0) return unbounded(e, i);
  if (lo === 0 && hi === 0) return set(e, i, 0, 0);
  if (lo === hi && (lo === 1 || (lo === -1 && Number.isInteger(p))))
    return set(e, i, power(lo, p), power(lo, p));
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
