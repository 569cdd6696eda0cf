import { productOf, sumOf, times, type Estimated } from '../exact/estimated.ts';
import type { Grid } from './nodes/grid.ts';
import { memoized } from './nodes/memoized.ts';
import { moment } from './nodes/moment.ts';
import type { Standardized } from './standardized.ts';

/** E x^i·y^j of two variables of one draw; i and j at most 2 where both are positive, else at most 4. */
export type RawMoments = (i: number, j: number) => Estimated;

const ONE: Estimated = { value: 1, error: 0 };

/**
 * Moments about 0 from those about the means, which quadrature finds without cancellation:
 * E x^i·y^j = Σ_k Σ_l C(i, k)·C(j, l)·(E x)^(i−k)·(E y)^(j−l)·E(x − E x)^k(y − E y)^l.
 */
export function rawMoments(grid: Grid, x: Standardized, y: Standardized): RawMoments {
  const central = memoized((k: number, l: number): Estimated => {
    if (k + l === 0) return ONE;
    if (k + l === 1) return { value: 0, error: 0 };
    const factors = [[x, k] as const, [y, l] as const].filter(([, power]) => power > 0);
    return times(1 / (wholePower(x.inverseScale, k) * wholePower(y.inverseScale, l)), moment(grid, factors));
  });
  return (i, j) => {
    let sum: Estimated = { value: 0, error: 0 };
    for (let k = 0; k <= i; k += 1) {
      for (let l = 0; l <= j; l += 1) {
        const means = productOf(powerOf(x.mean, i - k), powerOf(y.mean, j - l));
        const term = times(choose(i, k) * choose(j, l), productOf(means, central(k, l)));
        sum = sumOf(sum, term);
      }
    }
    return sum;
  };
}

/** The other way round: moments about the means from those about 0. */
export function aboutMeans(raw: RawMoments): RawMoments {
  const [a, b] = [times(-1, raw(1, 0)), times(-1, raw(0, 1))];
  return (i, j) => {
    let sum: Estimated = { value: 0, error: 0 };
    for (let k = 0; k <= i; k += 1) {
      for (let l = 0; l <= j; l += 1) {
        const means = productOf(powerOf(a, i - k), powerOf(b, j - l));
        const moved = k + l === 0 ? means : productOf(means, raw(k, l));
        sum = sumOf(sum, times(choose(i, k) * choose(j, l), moved));
      }
    }
    return sum;
  };
}

/** a^n by squaring, n a whole number from 0. */
export function powerOf(a: Estimated, n: number): Estimated {
  if (n === 0) return ONE;
  const half = powerOf(a, Math.floor(n / 2));
  const square = productOf(half, half);
  return n % 2 === 0 ? square : productOf(square, a);
}

/** s^n by multiplications. */
export function wholePower(s: number, n: number): number {
  return n === 0 ? 1 : s * wholePower(s, n - 1);
}

function choose(n: number, k: number): number {
  return k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;
}
