import type { NextDraw } from './block-sums.ts';

/** A function r with its derivative, and where Z lies. */
export interface Example {
  readonly name: string;
  readonly value: (z: number) => number;
  readonly derivative: (z: number) => number;
  readonly mu: number;
  readonly sigma: number;
}

/** Independent standard normals: Box-Muller over the 32-bit generator sfc32, for tests alone. */
export function normals(seed: number): () => number {
  const uniform = sfc32(seed);
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

/** The four contributions of a draw, by their definition. */
export function contributions({ value, derivative, mu, sigma }: Example, normal: () => number): NextDraw {
  return (out) => {
    const eps = normal();
    const z = mu + sigma * eps;
    const [r, slope] = [value(z), derivative(z)];
    out[0] = r * eps;
    out[1] = r * (eps * eps - 1);
    out[2] = slope;
    out[3] = slope * eps;
  };
}

/** Uniforms on [0, 1) with 52 bits. Generator: Doty-Humphrey, PractRand, sfc32. */
function sfc32(seed: number): () => number {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  const word = () => {
    const out = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return out >>> 0;
  };
  for (let i = 0; i < 20; i += 1) word();
  return () => ((word() >>> 6) * 67108864 + (word() >>> 6)) / 4503599627370496;
}
