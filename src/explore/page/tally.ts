/** Estimates counted into bins. */
export interface Tally {
  readonly low: number;
  readonly high: number;
  readonly score: Counted;
  readonly pathwise: Counted;
}

interface Counted {
  readonly bins: Float64Array;
  outside: number;
  count: number;
  mean: number;
  /** Sum of squared distances from the mean. */
  squares: number;
}

const BINS = 120;

export function emptyTally(low: number, high: number): Tally {
  const counted = (): Counted => ({
    bins: new Float64Array(BINS),
    outside: 0,
    count: 0,
    mean: 0,
    squares: 0,
  });
  return { low, high, score: counted(), pathwise: counted() };
}

export function addEstimates(tally: Tally, name: 'score' | 'pathwise', estimates: Float64Array): void {
  const counted = tally[name];
  for (const value of estimates) {
    counted.count += 1;
    const step = value - counted.mean;
    counted.mean += step / counted.count;
    counted.squares += step * (value - counted.mean);
    const bin = Math.floor(((value - tally.low) / (tally.high - tally.low)) * BINS);
    if (bin >= 0 && bin < BINS) counted.bins[bin]! += 1;
    else counted.outside += 1;
  }
}
