/**
 * Var s²/σ⁴ of n values with this kurtosis; that of log s² too, nearly.
 *
 * Source: Cramér 1946, Mathematical Methods of Statistics, sect. 27.4.
 */
export function logVarianceError(kurtosis: number, n: number): number {
  return (kurtosis - 1) / n + 2 / (n * (n - 1));
}

/**
 * Excess kurtosis of log s². It is nearly that of the squared deviations over n. Those are not known; 2.4·κ²,
 * that of a Laplace variable, stands for them (a normal has 1.7·κ²). The square of the mean, which s² leaves
 * out, is χ² with one degree of freedom (excess 12) and has the share 2/(n(n − 1)) of the variance: all of it
 * for a coin (κ = 1).
 */
export function logVarianceExcess(kurtosis: number, n: number): number {
  const ofMean = 2 / (n * (n - 1)) / logVarianceError(kurtosis, n);
  return (2.4 * kurtosis * kurtosis) / n + 12 * ofMean * ofMean;
}

/** Degrees of freedom of the Student's t with this excess kurtosis; from 4. */
export function degreesOfExcess(excess: number): number {
  return excess > 0 ? Math.floor(4 + 6 / excess) : Infinity;
}
