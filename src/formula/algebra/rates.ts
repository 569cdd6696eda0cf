import {
  signOf,
  UNKNOWN,
  powerGrowth,
  VANISHING,
  type Depth,
  type Growth,
  type Rates,
  type Sign,
} from './growth-kinds.ts';

/** Arithmetic of the rates of growths, a NaN being a coefficient that is not known. */

/** Relative rounding up to which a sum is nothing but rounding, and so not known. */
const ROUNDING = 1e-15;

/** a + b; NaN where all but rounding cancels, or opposite infinities meet. */
export function added(a: number, b: number): number {
  const sum = a + b;
  const isRounding = sum !== 0 && Math.abs(sum) <= ROUNDING * (Math.abs(a) + Math.abs(b));
  return isRounding && Math.abs(sum) < Infinity ? NaN : sum;
}

export function addedRates(u: Rates, v: Rates): Rates {
  return { square: added(u.square, v.square), slope: added(u.slope, v.slope), logs: added(u.logs, v.logs) };
}

export function scaledRates({ square, slope, logs }: Rates, factor: number): Rates {
  return { square: square * factor + 0, slope: slope * factor + 0, logs: logs * factor + 0 };
}

/** The sign of the largest term; 0 where all are 0, or the first that is not 0 is not known. */
export function leadingSign({ square, slope, logs }: Rates): Sign {
  return signOf([square, slope, logs].find((rate) => rate !== 0) ?? 0);
}

/** Which term is the largest: 0 for t², 1 for t, 2 for log t, 3 where all are 0. */
export function leadingDepth({ square, slope, logs }: Rates): Depth {
  const at = [square, slope, logs].findIndex((rate) => rate !== 0);
  return (at < 0 ? 3 : at) as Depth;
}

/**
 * What has such a logarithm. A coefficient that is not known has no bound but the scale above it; without
 * terms in t it is a power.
 */
export function exponentialOf({ square, slope, logs }: Rates, exact: Depth, sign: Sign): Growth {
  const least = (known: Depth): Depth => Math.min(exact, known) as Depth;
  if (Number.isNaN(square)) return UNKNOWN;
  if (Math.abs(square) === Infinity)
    return square > 0 && exact > 0 ? { kind: 'super', sign } : square < 0 ? VANISHING : UNKNOWN;
  const between = (rates: Rates, depth: Depth): Growth => ({
    kind: 'exponential',
    ...rates,
    exact: depth,
    sign,
  });
  if (Number.isNaN(slope)) return between({ square, slope: Infinity, logs: 0 }, least(1));
  if (Math.abs(slope) === Infinity) return between({ square, slope, logs: 0 }, exact);
  if (Number.isNaN(logs)) return between({ square, slope, logs: Infinity }, least(2));
  if (square === 0 && slope === 0 && Math.abs(logs) < Infinity)
    return powerGrowth(exact === 3 ? logs : null, logs, sign);
  return between({ square, slope, logs }, exact);
}
