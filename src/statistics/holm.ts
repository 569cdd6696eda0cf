/**
 * Probabilities of a family judged together, from the smallest up: of k the smallest counts k times, the next
 * k − 1 times and no less than the one before, and so on, 1 at most. The probability of any false rejection
 * is at most alpha where those up to alpha are rejected, under any dependence.
 *
 * Source: Holm 1979, Scandinavian Journal of Statistics 6, 65.
 */
export function holmAdjusted(sorted: Float64Array): Float64Array {
  let least = 0;
  return sorted.map((p, i) => (least = Math.min(1, Math.max(least, p * (sorted.length - i)))));
}
