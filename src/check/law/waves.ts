import { cos, sin } from '../../elementary/trigonometric.ts';

/** Frequencies: each is twice the one before. */
export const OCTAVES = 12;
/** The frequency at which the rows have lost half their coherence, as a multiple of the first. */
export const HALF_COHERENCE = 256;

/**
 * The waves that rows are looked at through: cos and sin of first·2^j·(x − center), j from 0 to OCTAVES − 1.
 */
export interface Waves {
  readonly first: number;
  readonly center: number;
}

/** Sums of the waves over some rows. */
export interface WaveSums {
  rows: number;
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
  /** Sum of |x|: what rounding of the rows is relative to. */
  absolute: number;
}

export function noWaveSums(octaves = OCTAVES): WaveSums {
  return { rows: 0, cosines: new Float64Array(octaves), sines: new Float64Array(octaves), absolute: 0 };
}

/** Adds rows. cos 2θ and sin 2θ come from cos θ and sin θ, so that a row costs one cosine and one sine. */
export function addWaves(sums: WaveSums, { first, center }: Waves, values: Float64Array): void {
  const { cosines, sines } = sums;
  let absolute = 0;
  for (let i = 0; i < values.length; i += 1) {
    const x = values[i]!;
    absolute += Math.abs(x);
    const angle = first * (x - center);
    let c = cos(angle);
    let s = sin(angle);
    for (let j = 0; j < cosines.length; j += 1) {
      cosines[j]! += c;
      sines[j]! += s;
      const double = 2 * s * c;
      c = (c - s) * (c + s);
      s = double;
    }
  }
  sums.rows += values.length;
  sums.absolute += absolute;
}

/** Hands the chunks on, and adds each to all the sums as it passes. */
export function* watched(
  chunks: Iterable<Float64Array>,
  watching: readonly { readonly waves: Waves; readonly sums: WaveSums }[],
): Iterable<Float64Array> {
  for (const values of chunks) {
    for (const { waves, sums } of watching) addWaves(sums, waves, values);
    yield values;
  }
}
