import { normpdf } from '../../elementary/normal.ts';
import { evaluator } from '../../formula/evaluate.ts';
import type { Integrand } from '../../integrands/integrand.ts';

/** r and r' over a fine grid of eps with the probability of each cell: a stand-in for all draws. */
export interface Draws {
  readonly eps: Float64Array;
  readonly value: Float64Array;
  readonly derivative: Float64Array;
  readonly probability: Float64Array;
}

/** One draw. */
export interface Draw {
  readonly eps: number;
  readonly value: number;
  readonly derivative: number;
}

/** What rows are means of: m draws of f, at a standard deviation of z. */
export interface Drawn {
  readonly f: (draw: Draw) => number;
  readonly m: number;
  readonly sigma: number;
}

/** Moments of what is made of a draw. */
export interface DrawMoments {
  readonly mean: number;
  readonly variance: number;
  readonly kurtosis: number;
}

const CELLS = 1 << 15;
const REACH = 12;

/**
 * The grid: midpoints of cells over |eps| <= 12. No proof of accuracy: whoever uses it checks it against the
 * oracle.
 */
export function drawsOf(integrand: Integrand, mu: number, sigma: number): Draws {
  const [r, slope] = [evaluator(integrand.value), evaluator(integrand.derivative)];
  const width = (2 * REACH) / CELLS;
  const eps = Float64Array.from({ length: CELLS }, (_, i) => (i + 0.5) * width - REACH);
  const z = eps.map((e) => mu + sigma * e);
  return {
    eps,
    value: z.map(r),
    derivative: z.map(slope),
    probability: eps.map((e) => normpdf(e) * width),
  };
}

/** Mean, variance and kurtosis of f(draw); NaN where f is not finite somewhere. */
export function drawMoments(draws: Draws, f: (draw: Draw) => number): DrawMoments {
  const { probability } = draws;
  const values = probability.map((_, i) =>
    f({ eps: draws.eps[i]!, value: draws.value[i]!, derivative: draws.derivative[i]! }),
  );
  const mean = values.reduce((sum, x, i) => sum + x * probability[i]!, 0);
  let variance = 0;
  let fourth = 0;
  values.forEach((x, i) => {
    const square = (x - mean) * (x - mean);
    variance += square * probability[i]!;
    fourth += square * square * probability[i]!;
  });
  return { mean, variance, kurtosis: fourth / variance / variance };
}
