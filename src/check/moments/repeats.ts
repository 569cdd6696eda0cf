/** How often values of the rows stand in a file: of all values, or of those that a hash picks. */
export interface Repeats {
  readonly counts: Map<number, number>;
  /** Only values whose hash ends in so many zeros are counted. */
  bits: number;
}

/** Values counted at once; beyond them half are dropped, by their hash and so wherever they stand. */
const MOST_VALUES = 4096;
/** Values without which nothing is said, and the share of them that must stand equally often. */
const LEAST_VALUES = 32;
const SHARE = 0.9;

export function noRepeats(): Repeats {
  return { counts: new Map(), bits: 0 };
}

export function countRepeats(repeats: Repeats, values: Float64Array): void {
  const { counts } = repeats;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if ((hashOf(value) & ((1 << repeats.bits) - 1)) !== 0) continue;
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size <= MOST_VALUES) continue;
    repeats.bits += 1;
    for (const each of counts.keys())
      if ((hashOf(each) & ((1 << repeats.bits) - 1)) !== 0) counts.delete(each);
  }
}

/**
 * K where (nearly) every value stands K times, as when K workers had one seed; else 1. Numbers that were
 * rounded, and a law with atoms, have values that stand unequally often.
 */
export function copiesOf({ counts }: Repeats): number {
  const values = [...counts.values()];
  const shares = new Map<number, number>();
  for (const count of values) shares.set(count, (shares.get(count) ?? 0) + 1);
  const [copies, share] = [...shares].reduce((most, each) => (each[1] > most[1] ? each : most), [1, 0]);
  return values.length >= LEAST_VALUES && share >= SHARE * values.length ? copies : 1;
}

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** A mix of the bits of a double, of which the low ones are used. */
function hashOf(value: number): number {
  double[0] = value;
  const mixed = Math.imul(words[0]! ^ Math.imul(words[1]!, 0x9e3779b1), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
