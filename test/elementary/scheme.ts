import { createHash } from 'node:crypto';
import { FUNCTIONS } from './functions.ts';

/** Arguments of every kind, by integers alone: multiples of 1/64 and 12345 bit patterns of a multiplicative generator. */
function patterns(): { readonly x: number; readonly y: number }[] {
  const view = new DataView(new ArrayBuffer(8));
  const pairs = [];
  let state = 0x9e3779b97f4a7c15n;
  const next = (): bigint =>
    (state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn);
  for (let i = -2560; i <= 2560; i += 1) pairs.push({ x: i / 64, y: (i % 37) / 4 });
  for (let i = 0; i < 12345; i += 1) {
    view.setBigUint64(0, next());
    const x = view.getFloat64(0);
    // Exponents of y near 0, so that powers are ordinary numbers now and then.
    view.setBigUint64(0, (next() & 0x800fffffffffffffn) | ((0x3f0n + (next() >> 59n)) << 52n));
    pairs.push({ x, y: view.getFloat64(0) });
  }
  return pairs;
}

/** SHA-256 of the results of each function, big-endian, NaN always the same. */
export function schemeHashes(): Record<string, string> {
  const pairs = patterns();
  const results = new DataView(new ArrayBuffer(8 * pairs.length));
  return Object.fromEntries(
    FUNCTIONS.map(({ name, of }) => {
      pairs.forEach(({ x, y }, i) => {
        const result = of(x, y);
        if (Number.isNaN(result)) results.setBigUint64(8 * i, 0x7ff8000000000000n);
        else results.setFloat64(8 * i, result);
      });
      return [name, createHash('sha256').update(results).digest('hex')];
    }),
  );
}
