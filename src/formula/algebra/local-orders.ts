/** Sizes next to a point, and how products, powers and logarithms change them. */

/**
 * Size of a formula next to a point, h being the distance to it: |value| ~ h^order for h → 0 if `exact`,
 * else |value| = O(h^order). `logarithmic`: up to factors log h. order is Infinity where the value vanishes
 * faster than every power, and -Infinity where it outgrows every power.
 */
export interface LocalOrder {
  readonly order: number;
  readonly exact: boolean;
  readonly logarithmic: boolean;
}

export const REGULAR: LocalOrder = { order: 0, exact: true, logarithmic: false };
export const VANISHED: LocalOrder = { order: Infinity, exact: true, logarithmic: false };
export const CROSSING: LocalOrder = { order: 1, exact: true, logarithmic: false };
export const BOUNDED: LocalOrder = { order: 0, exact: false, logarithmic: false };
export const UNBOUNDED: LocalOrder = { order: -Infinity, exact: false, logarithmic: false };

export function productOrder(u: LocalOrder, v: LocalOrder): LocalOrder {
  const order = u.order + v.order;
  if (Number.isNaN(order)) return UNBOUNDED;
  return { order, exact: u.exact && v.exact, logarithmic: u.logarithmic || v.logarithmic };
}

/** Powers: a bound on a quantity is none on its reciprocal. */
export function powerOrder(u: LocalOrder, p: number): LocalOrder {
  if (p < 0 && !u.exact) return UNBOUNDED;
  return { order: u.order * p, exact: u.exact, logarithmic: u.logarithmic };
}

/** log of something that vanishes or grows like a power; otherwise it stays bounded or nothing is known. */
export function logarithmOrder(u: LocalOrder): LocalOrder {
  if (!u.exact || !Number.isFinite(u.order)) return UNBOUNDED;
  return u.order === 0 ? BOUNDED : { order: 0, exact: true, logarithmic: true };
}

/** The larger of two: a bound. */
export function largerOrder(u: LocalOrder, v: LocalOrder): LocalOrder {
  return {
    order: Math.min(u.order, v.order),
    exact: false,
    logarithmic: u.logarithmic || v.logarithmic,
  };
}

export function isBounded(u: LocalOrder): boolean {
  return u.order >= 0 && !u.logarithmic;
}

export function isCrossing(u: LocalOrder): boolean {
  return u.exact && u.order === 1;
}
