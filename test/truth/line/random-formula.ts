/** Random formulas of the language, from a small deterministic generator, for tests that need no particular formula. */

/** Uniform numbers in [0, 1) by a 32-bit mixing function: enough to pick formulas. */
export function createPicker(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return ((x ^ (x >>> 15)) >>> 0) / 4294967296;
  };
}

const SMOOTH = ['sin', 'cos', 'tanh', 'atan', 'erf', 'sigmoid', 'softplus', 'normcdf', 'normpdf'] as const;
const ROUGH = ['abs', 'sign', 'step', 'floor'] as const;

/** A formula in z of about `depth` levels: sums and products of smooth and piecewise functions. */
export function randomFormula(pick: () => number, depth: number): string {
  const choose = <T>(items: readonly T[]): T => items[Math.floor(pick() * items.length)]!;
  const number = (): string => ((pick() - 0.5) * choose([1, 4, 20])).toFixed(choose([0, 1, 2]));
  const make = (level: number): string => {
    if (level === 0) return pick() < 0.75 ? 'z' : number();
    const sub = (): string => make(level - 1 - Math.floor(pick() * level * 0.5));
    switch (Math.floor(pick() * 11)) {
      case 0:
        return `(${sub()} + ${sub()})`;
      case 1:
        return `(${sub()} - ${number()})`;
      case 2:
        return `(${sub()}*${sub()})`;
      case 3:
        return `(${number()}*${sub()})`;
      case 4:
        return `${sub()}/(1 + (${sub()})^2)`;
      case 5:
        return `exp(-(${sub()})^2)`;
      case 6:
        return `(${sub()})^${choose([2, 3])}`;
      case 7:
        return `${choose(ROUGH)}(${sub()})`;
      case 8:
        return choose([
          `max(${sub()}, ${sub()})`,
          `min(${sub()}, ${number()})`,
          `clip(${sub()}, -1, 2)`,
          `mod(${sub()}, 2)`,
        ]);
      default:
        return `${choose(SMOOTH)}(${number()}*${sub()} + ${number()})`;
    }
  };
  return make(depth);
}
