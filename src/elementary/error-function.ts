import { SQRT2 } from './constants.ts';
import { scaledExp } from './exp.ts';
import { normalTail } from './normal-tail.ts';

/** From here on erf rounds to 1. */
const ERF_ONE = 6;

/**
 * Error function 2/sqrt(pi)·∫ e^(−t²) dt from 0 to x, for every double: up to |x| = 1/2 a polynomial, beyond
 * 1 − e^(−x²)·(e^(x²) erfc x). erf(±0) = ±0, ±1 at ±Infinity, exactly odd. Error: below 2.5 ulp.
 * Ordinary domain: all but NaN and 0 (there the result is x).
 */
export function erf(x: number): number {
  const a = Math.min(Math.abs(x), ERF_ONE);
  const y = a <= 0.5 ? smallErf(a) : 1 - erfc(a);
  return x > 0 ? y : x < 0 ? -y : x;
}

/**
 * erf x for 0 <= x <= 1/2: x + x·P(x²), P of degree 8, which interpolates at Chebyshev nodes
 * (scripts/derive-elementary-constants.py, relative error 2^-55), in Estrin's order.
 */
function smallErf(x: number): number {
  const z = x * x;
  const z2 = z * z;
  const z4 = z2 * z2;
  const z8 = z4 * z4;
  const a = -0.37612638903183476 * z + 0.12837916709551256;
  const b = -0.026866170632887928 * z + 0.11283791670925353;
  const c = -0.0008548297753674966 * z + 0.00522397737302147;
  const d = -1.4845849259707869e-5 * z + 0.00012053335124353741;
  return x * (1.4725865480556744e-6 * z8 + ((d * z2 + c) * z4 + (b * z2 + a))) + x;
}

/**
 * 1 − erf x = 2 Phi(−√2 x) for 1/2 < x <= 6. What rounding takes from x² is nothing beside the 1 it is taken
 * from.
 */
function erfc(x: number): number {
  return scaledExp(-x * x, 0, 2 * normalTail(SQRT2 * x));
}

export { normcdf, normpdf } from './normal.ts';
