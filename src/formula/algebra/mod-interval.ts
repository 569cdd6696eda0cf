import { set, unbounded, type Encloser } from './interval-arithmetic.ts';

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
