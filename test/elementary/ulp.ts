/** Doubles as bit patterns, and distances in units in the last place. Independent of src/elementary/bits.ts. */

export function fromHexadecimal(bits: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
}

/** Unit in the last place of x: 2^-1074 below 2^-1021, Infinity for what is not finite. */
export function ulp(x: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(x));
  if (!Number.isFinite(x)) return Infinity;
  const here = view.getBigUint64(0);
  // The spacing above a power of two and below the next: that between this double and the one with its last bit flipped.
  view.setBigUint64(0, here ^ 1n);
  return Math.abs(view.getFloat64(0) - Math.abs(x));
}

/** |got − (nearest + rest·ulp(nearest))| in ulp(nearest); 0 and Infinity where nearest is not finite or got is not. */
export function ulpError(got: number, nearest: number, rest: number): number {
  if (Object.is(got, nearest)) return Math.abs(rest);
  if (!Number.isFinite(nearest) || !Number.isFinite(got)) return Infinity;
  return Math.abs((got - nearest) / ulp(nearest) - rest);
}
