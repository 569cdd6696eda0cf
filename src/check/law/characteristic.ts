import { cos, sin } from '../../elementary/trigonometric.ts';
import { OCTAVES } from './waves.ts';

/**
 * Values of a characteristic function, E exp(i·t·(X − center)) at t = first·2^j, with bounds on their errors.
 * One frequency more than there are waves: E cos(2tX) tells the variance of cos(tX).
 */
export interface Characteristic {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  readonly errors: Float64Array;
}

export const FREQUENCIES = OCTAVES + 1;

export function emptyCharacteristic(): Characteristic {
  const zeros = () => new Float64Array(FREQUENCIES);
  return { real: zeros(), imaginary: zeros(), errors: zeros() };
}

/** That of the mean of m independent draws at m times the frequency: φ^m, the error grown accordingly. */
export function ofMeans({ real, imaginary, errors }: Characteristic, m: number): Characteristic {
  if (m === 1) return { real, imaginary, errors };
  const result = emptyCharacteristic();
  for (let j = 0; j < FREQUENCIES; j += 1) {
    let [re, im] = [1, 0];
    let [squareRe, squareIm] = [real[j]!, imaginary[j]!];
    const largest = Math.min(1, Math.sqrt(squareRe * squareRe + squareIm * squareIm) + errors[j]!);
    // m·|φ|^(m − 1)·error, the power worked out along with that of φ.
    let growth = m;
    let power = largest;
    for (let left = m, rest = m - 1; left >= 1; left = Math.floor(left / 2), rest = Math.floor(rest / 2)) {
      if (left % 2 === 1) [re, im] = [re * squareRe - im * squareIm, re * squareIm + im * squareRe];
      if (rest % 2 === 1) growth *= power;
      [squareRe, squareIm] = [(squareRe - squareIm) * (squareRe + squareIm), 2 * squareRe * squareIm];
      power *= power;
    }
    result.real[j] = re;
    result.imaginary[j] = im;
    result.errors[j] = Math.min(2, growth * errors[j]! + ROUNDING * m);
  }
  return result;
}

/** Rounding of each multiplication. */
const ROUNDING = 4e-16;

/** That of X + offset, `first` being the lowest frequency. */
export function shifted(
  { real, imaginary, errors }: Characteristic,
  first: number,
  offset: number,
): Characteristic {
  const result = emptyCharacteristic();
  for (let j = 0; j < FREQUENCIES; j += 1) {
    const angle = first * FREQUENCY_FACTORS[j]! * offset;
    const [c, s] = [cos(angle), sin(angle)];
    result.real[j] = real[j]! * c - imaginary[j]! * s;
    result.imaginary[j] = real[j]! * s + imaginary[j]! * c;
    result.errors[j] = errors[j]!;
  }
  return result;
}

/** 2^j */
export const FREQUENCY_FACTORS: readonly number[] = Array.from({ length: FREQUENCIES }, (_, j) => 1 << j);

/**
 * Variances of cos(tX) and sin(tX) at each of the waves, (1 ± E cos 2tX)/2 less the square of the mean;
 * rather too large by the errors than too small.
 */
export function waveVariances({ real, imaginary, errors }: Characteristic): {
  readonly cosine: Float64Array;
  readonly sine: Float64Array;
} {
  const of = (sign: number, means: Float64Array) =>
    Float64Array.from(
      { length: OCTAVES },
      (_, j) =>
        Math.max(0, (1 + sign * real[j + 1]! + errors[j + 1]!) / 2 - means[j]! * means[j]!) + 2 * errors[j]!,
    );
  return { cosine: of(1, real), sine: of(-1, imaginary) };
}
