/** Exact arithmetic on doubles: every finite double is a whole multiple of 2^-1074. */

const UNIT = 1074n;

/** The double times 2^1074, exactly. */
export function whole(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  const size = exponent === 0n ? fraction : (fraction | 0x10000000000000n) << (exponent - 1n);
  return bits >> 63n === 1n ? -size : size;
}

export interface ExactSample {
  readonly mean: number;
  /** Sum of squared deviations. */
  readonly squares: number;
}

/** Mean and squared deviations of doubles, each rounded once, at the end. */
export function exactSample(values: readonly number[]): ExactSample {
  return exactSampleOf(values.map(whole), 1n);
}

/** The same for the means of the groups of m values: what a trial is. */
export function exactMeans(values: readonly number[], m: number): ExactSample {
  const sums = Array.from({ length: values.length / m }, (_, t) =>
    values.slice(t * m, (t + 1) * m).reduce((sum, value) => sum + whole(value), 0n),
  );
  return exactSampleOf(sums, BigInt(m));
}

function exactSampleOf(values: readonly bigint[], divisor: bigint): ExactSample {
  const n = BigInt(values.length);
  const sum = values.reduce((total, value) => total + value, 0n);
  const squares = values.reduce((total, value) => total + value * value, 0n);
  return {
    mean: quotient(sum, n * divisor, UNIT),
    squares: quotient(n * squares - sum * sum, n * divisor * divisor, 2n * UNIT),
  };
}

/** numerator/denominator · 2^-scale within one unit in the last place. */
function quotient(numerator: bigint, denominator: bigint, scale: bigint): number {
  if (numerator === 0n) return 0;
  const size = numerator < 0n ? -numerator : numerator;
  const shift = BigInt(denominator.toString(2).length - size.toString(2).length + 64);
  const digits = shift >= 0n ? (size << shift) / denominator : (size >> -shift) / denominator;
  const value = Number(digits) * Math.pow(2, -Number(shift + scale));
  return numerator < 0n ? -value : value;
}
