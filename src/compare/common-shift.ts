import { log } from '../elementary/log.ts';

/*
 * The size of a shift over rows that need not have the same one: differences d_i of sampling variance v_i,
 * each around an effect of its own, and those around the common one with variance τ². The mean weighted by
 * 1/(v_i + τ²), with the τ² for which Σ (d_i − mean)²/(v_i + τ²) = n − 1; none if that sum is smaller for τ²
 * = 0 (Paule and Mandel 1982, J. Res. Natl. Bur. Stand. 87, 377). Where all rows moved alike this is the mean
 * weighted by precision; where they did not, no row weighs more than 1/τ², however precise it is.
 *
 * Rows are kept by the octave of their variance, as numbers, sums and sums of squares; an octave has its mean
 * variance.
 */

interface Octave {
  count: number;
  sum: number;
  squares: number;
  variances: number;
}

export interface CommonShift {
  readonly add: (difference: number, variance: number) => void;
  readonly mean: () => number;
}

export function commonShift(): CommonShift {
  const octaves = new Map<number, Octave>();
  return {
    add(difference, variance) {
      const key = Math.floor(log(variance) / Math.LN2);
      const octave = octaves.get(key) ?? { count: 0, sum: 0, squares: 0, variances: 0 };
      octaves.set(key, octave);
      octave.count += 1;
      octave.sum += difference;
      octave.squares += difference * difference;
      octave.variances += variance;
    },
    mean: () => commonMean([...octaves.values()]),
  };
}

/** Halvings of the range of τ²: down to the digits of a double. */
const HALVINGS = 60;

function commonMean(octaves: readonly Octave[]): number {
  const rows = octaves.reduce((sum, { count }) => sum + count, 0);
  const isSpread = (between: number) => spread(octaves, between) > rows - 1;
  if (!isSpread(0)) return weightedMean(octaves, 0);
  // Weights of at most 1/τ² leave no more than Σ (d_i − their plain mean)²/τ².
  let [low, high] = [0, spread(octaves, Infinity) / (rows - 1)];
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (low + high) / 2;
    if (isSpread(middle)) low = middle;
    else high = middle;
  }
  return weightedMean(octaves, high);
}

/** Σ (d_i − mean)²/(v_i + τ²); for τ² = ∞ the same times τ². */
function spread(octaves: readonly Octave[], between: number): number {
  const mean = weightedMean(octaves, between);
  return octaves.reduce((sum, octave) => {
    const { count, sum: total, squares } = octave;
    const around = Math.max(0, squares - 2 * mean * total + count * mean * mean);
    return sum + weight(octave, between) * around;
  }, 0);
}

function weightedMean(octaves: readonly Octave[], between: number): number {
  let [sum, weights] = [0, 0];
  for (const octave of octaves) {
    sum += weight(octave, between) * octave.sum;
    weights += weight(octave, between) * octave.count;
  }
  return sum / weights;
}

const weight = ({ count, variances }: Octave, between: number): number =>
  between === Infinity ? 1 : 1 / (variances / count + between);
