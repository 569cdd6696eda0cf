/** Entries of the state, and outputs that are dropped before the first one that is used. */
const SIZE = 256;
const IDENTITY = Uint8Array.from({ length: SIZE }, (_, i) => i);

/**
 * The first words of the stream cipher ARC4 with 256 outputs dropped, four outputs a word, the most
 * significant first: what the package seedrandom gives as `int32`, which takes ten times as long to begin.
 *
 * Domain: a key of 1 to 256 characters below 256.
 */
export function arc4Words(key: string, count: number): readonly number[] {
  const state = IDENTITY.slice();
  for (let i = 0, j = 0; i < SIZE; i += 1) {
    const entry = state[i]!;
    j = (j + entry + key.charCodeAt(i % key.length)) & 255;
    state[i] = state[j]!;
    state[j] = entry;
  }
  let i = 0;
  let j = 0;
  const output = (): number => {
    i = (i + 1) & 255;
    const entry = state[i]!;
    j = (j + entry) & 255;
    const other = state[j]!;
    state[i] = other;
    state[j] = entry;
    return state[(entry + other) & 255]!;
  };
  for (let dropped = 0; dropped < SIZE; dropped += 1) output();
  return Array.from(
    { length: count },
    () => ((output() << 24) | (output() << 16) | (output() << 8) | output()) >>> 0,
  );
}
