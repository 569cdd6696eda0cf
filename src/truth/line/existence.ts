import type { Growth } from '../../formula/algebra/growth-kinds.ts';
import type { LocalOrder } from '../../formula/algebra/local-orders.ts';
import { isPath, PAIRS, PATH_SIGMA, SCORE_MU, SCORE_SIGMA, VARIABLES } from './variables.ts';

/** Whether a moment E|v|^k exists. */
export type Existence = 'finite' | 'unknown' | 'infinite';

/** Existence of the moments of every variable: order 1, 2 and 4, and E x²y² of each pair. */
export interface MomentExistence {
  readonly first: Existence[];
  readonly second: Existence[];
  readonly fourth: Existence[];
  readonly cross: Existence[];
}

export function allFinite(): MomentExistence {
  const finite = (count: number): Existence[] => new Array<Existence>(count).fill('finite');
  return {
    first: finite(VARIABLES),
    second: finite(VARIABLES),
    fourth: finite(VARIABLES),
    cross: finite(PAIRS.length),
  };
}

/** The highest moment, of order 1, 2 or 4, that a variable is known to have; 0 for none. */
export function highestMoment({ first, second, fourth }: MomentExistence, variable: number): 0 | 1 | 2 | 4 {
  if (fourth[variable] === 'finite') return 4;
  if (second[variable] === 'finite') return 2;
  return first[variable] === 'finite' ? 1 : 0;
}

const GRAVITY: Readonly<Record<Existence, number>> = { finite: 0, unknown: 1, infinite: 2 };

/** Every place must be finite; one infinite place decides, as the moments are of positive quantities. */
export function worse(a: Existence, b: Existence): Existence {
  return GRAVITY[b] > GRAVITY[a] ? b : a;
}

/** Lowers what exists by a condition on the total power of r and of r' in each moment. */
function restrict(
  moments: MomentExistence,
  test: (variable: number, k: number) => Existence,
  cross: (pair: number) => Existence,
): void {
  for (let v = 0; v < VARIABLES; v++) {
    moments.first[v] = worse(moments.first[v]!, test(v, 1));
    moments.second[v] = worse(moments.second[v]!, test(v, 2));
    moments.fourth[v] = worse(moments.fourth[v]!, test(v, 4));
  }
  PAIRS.forEach((_, pair) => {
    moments.cross[pair] = worse(moments.cross[pair]!, cross(pair));
  });
}

/** Relative distance from the limit of existence within which rounding could decide. */
const CLOSE = 1e-12;

/**
 * Existence by growth at infinity: with log|v| ~ c·z², E|v|^k is finite iff k·c·sigma² < 1/2, the Gaussian
 * density falling like exp(−z²/(2 sigma²)).
 */
export function restrictByGrowth(
  moments: MomentExistence,
  value: Growth,
  derivative: Growth,
  sigma: number,
): void {
  const judge = (parts: readonly (readonly [Growth, number])[]): Existence => {
    let rate = 0;
    let exact = true;
    const kinds = parts.map(([growth]) => growth.kind);
    if (kinds.includes('unknown')) return 'unknown';
    if (kinds.includes('vanishing')) return kinds.includes('super') ? 'unknown' : 'finite';
    for (const [growth, k] of parts) {
      if (growth.kind === 'super') return 'infinite';
      if (growth.kind !== 'exponential') continue;
      rate += k * growth.square;
      exact = exact && growth.exact;
    }
    const scaled = rate * sigma * sigma;
    if (scaled < 0.5 * (1 - CLOSE)) return 'finite';
    return exact && scaled >= 0.5 ? 'infinite' : 'unknown';
  };
  restrict(
    moments,
    (variable, k) => judge([[isPath(variable) ? derivative : value, k]]),
    () =>
      judge([
        [value, 2],
        [derivative, 2],
      ]),
  );
}

/**
 * Existence next to a singular point z0: with |v| ~ h^a, the integral of |v|^k is finite iff k·a > −1. A
 * factor eps (or eps² − 1) that vanishes at z0 adds 1 to a.
 *
 * @param eps (z0 − mu)/sigma
 */
export function restrictByOrder(
  moments: MomentExistence,
  value: LocalOrder,
  derivative: LocalOrder,
  eps: number,
): void {
  const orderOf = (variable: number): LocalOrder => orderOfVariable(variable, value, derivative, eps);
  const judge = (parts: readonly (readonly [LocalOrder, number])[]): Existence => {
    const total = parts.reduce((sum, [{ order }, k]) => sum + order * k, 0);
    if (total > -1) return 'finite';
    return parts.every(([{ exact }]) => exact) ? 'infinite' : 'unknown';
  };
  restrict(
    moments,
    (variable, k) => judge([[orderOf(variable), k]]),
    (pair) => judge(PAIRS[pair]!.map((variable) => [orderOf(variable), 2] as const)),
  );
}

/** Order of a variable at a point: that of r or r', and 1 more where its factor eps or eps² − 1 vanishes. */
export function orderOfVariable(
  variable: number,
  value: LocalOrder,
  derivative: LocalOrder,
  eps: number,
): LocalOrder {
  const base = isPath(variable) ? derivative : value;
  const vanishes =
    (eps === 0 && (variable === SCORE_MU || variable === PATH_SIGMA)) ||
    (eps * eps === 1 && variable === SCORE_SIGMA);
  return vanishes ? { ...base, order: base.order + 1 } : base;
}

/** Marks the second and higher moments of variables as not asked for. */
export function leaveOut(moments: MomentExistence, variables: readonly number[]): void {
  for (const v of variables) {
    moments.second[v] = 'unknown';
    moments.fourth[v] = 'unknown';
    PAIRS.forEach((pair, p) => {
      if (pair.some((member) => member === v)) moments.cross[p] = 'unknown';
    });
  }
}
