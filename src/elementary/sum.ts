/** A running sum and what rounding has taken from it. Its total is `sum + correction`. */
export interface CompensatedSum {
  sum: number;
  correction: number;
}

export function emptySum(): CompensatedSum {
  return { sum: 0, correction: 0 };
}

/** Adds a value in place (Neumaier 1974): the rounding error of each addition is exact, and summed apart. */
export function accumulate(state: CompensatedSum, value: number): void {
  const sum = state.sum + value;
  const large = Math.abs(state.sum) >= Math.abs(value) ? state.sum : value;
  const small = large === value ? state.sum : value;
  state.correction += large - sum + small;
  state.sum = sum;
}

/** The total; an infinite or NaN sum stands as it is: its correction means nothing. */
export function totalOf(state: CompensatedSum): number {
  return Math.abs(state.sum) < Infinity ? state.sum + state.correction : state.sum;
}

/**
 * Sum of the values as if added in twice the precision: |error| <= u·|Σx| + n²u²·Σ|x| with u = 2^-53
 * (Neumaier 1974, Ogita, Rump and Oishi 2005, proposition 4.4), as long as no partial sum overflows. 0 for
 * none.
 */
export function compensatedSum(values: Iterable<number>): number {
  const state = emptySum();
  for (const value of values) accumulate(state, value);
  return totalOf(state);
}
