import { logRates } from '../../formula/algebra/growth-algebra.ts';
import { signOf, type Growth, type Sign } from '../../formula/algebra/growth-kinds.ts';
import { isDecimalHalf } from './decimal-half.ts';
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

/** The powers of eps that a variable has as factors. */
const DEGREES = [0, 1, 2, 0, 1];

/** What is integrated towards an infinity: powers k of growths, and of |eps|. */
interface TailFactors {
  readonly parts: readonly (readonly [growth: Growth, k: number])[];
  readonly degree: number;
}

/** A Gaussian at one of its ends: z = direction·t, t → infinity. */
export interface GaussianTail {
  readonly mu: number;
  readonly sigma: number;
  readonly direction: 1 | -1;
}

/**
 * Existence by growth at infinity: with log|v| ~ a·t² + b·t + c·log t, z = ±t, E|v|^k is finite iff the
 * logarithm of |v|^k times the density, k·a − 1/(2 sigma²) for t², k·b ± mu/sigma² for t, k·c for log t,
 * falls faster than −log t. Each term decides only where those before it are 0.
 */
export function restrictByGrowth(
  moments: MomentExistence,
  value: Growth,
  derivative: Growth,
  tail: GaussianTail,
): void {
  restrict(
    moments,
    (variable, k) =>
      tailExistence(
        { parts: [[isPath(variable) ? derivative : value, k]], degree: k * DEGREES[variable]! },
        tail,
      ),
    (pair) =>
      tailExistence(
        {
          parts: [
            [value, 2],
            [derivative, 2],
          ],
          degree: 2 * (DEGREES[PAIRS[pair]![0]]! + DEGREES[PAIRS[pair]![1]]!),
        },
        tail,
      ),
  );
}

function tailExistence({ parts, degree }: TailFactors, { mu, sigma, direction }: GaussianTail): Existence {
  const kinds = parts.map(([growth]) => growth.kind);
  if (kinds.includes('unknown')) return 'unknown';
  if (kinds.includes('vanishing')) return kinds.includes('super') ? 'unknown' : 'finite';
  let [square, slope, logs, exact] = [0, 0, degree, 3];
  for (const [growth, k] of parts) {
    if (growth.kind === 'super') return 'infinite';
    if (growth.kind === 'vanishing' || growth.kind === 'unknown') continue;
    const known = logRates(growth);
    square += k * known.rates.square;
    slope += k * known.rates.slope;
    logs += k * known.rates.logs;
    exact = Math.min(exact, known.exact);
  }
  const drift = mu / sigma / sigma;
  const least = Math.abs(slope) + Math.abs(drift);
  const signs = [comparedToHalf(square, sigma), nearZero(slope + direction * drift, least), signOf(logs + 1)];
  const depth = signs.findIndex((sign) => sign !== 0);
  const sign = signs[depth];
  if (sign === -1) return 'finite';
  return sign === 1 && exact > depth ? 'infinite' : 'unknown';
}

/** Relative distance from a limit within which rounding could decide. */
const CLOSE = 1e-12;

/** The sign of a sum of terms of this size; null where it may be rounding. */
function nearZero(x: number, size: number): Sign | null {
  return x === 0 || size === Infinity || Math.abs(x) > CLOSE * size ? signOf(x) : null;
}

/**
 * The sign of rate·sigma² − 1/2. Next to 0 it is that of the numbers as they are written, in decimals: there
 * 0.1² is 0.01; null where these do not decide.
 */
function comparedToHalf(rate: number, sigma: number): Sign | null {
  const scaled = rate * sigma * sigma;
  if (Math.abs(scaled - 0.5) > CLOSE) return signOf(scaled - 0.5);
  return isDecimalHalf(rate, sigma) ? 0 : null;
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
