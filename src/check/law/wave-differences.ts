import { FREQUENCY_FACTORS, waveVariances, type Characteristic } from './characteristic.ts';
import { OCTAVES, type Waves, type WaveSums } from './waves.ts';

/** The mean of one wave over the rows beside its exact expectation. */
export interface WaveDifference {
  readonly wave: 'cos' | 'sin';
  readonly frequency: number;
  readonly measured: number;
  readonly exact: number;
  /** Variance of the wave of one row. */
  readonly variance: number;
  /** Largest distance of the wave from its expectation. */
  readonly range: number;
  /** What quadrature and rounding of the rows may add to the difference. */
  readonly allowance: number;
}

/** Waves that are tested. */
export const WAVES = 2 * OCTAVES;

/** Roundings that the arithmetic behind a row may have made, in units of its number type. */
const ROUNDINGS = 4;

/** What rounding may have moved each wave by: its slope times a few roundings of rows of this size. */
export function roundingAllowances(
  { first }: Waves,
  { rows, absolute }: WaveSums,
  epsilon: number,
): Float64Array {
  const size = absolute / rows + 1 / (first * FREQUENCY_FACTORS[OCTAVES - 1]!);
  return Float64Array.from(
    { length: OCTAVES },
    (_, j) => ROUNDINGS * epsilon * first * FREQUENCY_FACTORS[j]! * size,
  );
}

/** All waves, cosines first. */
export function waveDifferences(
  { first }: Waves,
  exact: Characteristic,
  sums: WaveSums,
  rounding: Float64Array,
): readonly WaveDifference[] {
  const variances = waveVariances(exact);
  const of = (wave: 'cos' | 'sin', total: Float64Array, expected: Float64Array, variance: Float64Array) =>
    Array.from(total, (sum, j): WaveDifference => ({
      wave,
      frequency: first * FREQUENCY_FACTORS[j]!,
      measured: sum / sums.rows,
      exact: expected[j]!,
      variance: variance[j]!,
      range: 1 + Math.abs(expected[j]!),
      allowance: exact.errors[j]! + rounding[j]!,
    }));
  return [
    ...of('cos', sums.cosines, exact.real, variances.cosine),
    ...of('sin', sums.sines, exact.imaginary, variances.sine),
  ];
}
