/** Whole rows of two estimators: equally many, or, once one has ended, of the other alone. */
export type RowPiece = readonly [first: Float64Array, second: Float64Array];

const NOTHING = new Float64Array(0);

/** Two files of one width side by side. */
export function* sideBySide(
  first: Iterable<Float64Array>,
  second: Iterable<Float64Array>,
): Iterable<RowPiece> {
  const [one, two] = [cutter(first), cutter(second)];
  for (;;) {
    const [a, b] = [one.waiting(), two.waiting()];
    if (a === 0 && b === 0) return;
    if (a === 0) yield [NOTHING, two.take(b)];
    else if (b === 0) yield [one.take(a), NOTHING];
    else yield [one.take(Math.min(a, b)), two.take(Math.min(a, b))];
  }
}

/** One file with a column for each of two estimators. */
export function* twoColumns(chunks: Iterable<Float64Array>): Iterable<RowPiece> {
  for (const chunk of chunks) {
    const [a, b] = [new Float64Array(chunk.length / 2), new Float64Array(chunk.length / 2)];
    for (let i = 0; i < a.length; i += 1) {
      a[i] = chunk[2 * i]!;
      b[i] = chunk[2 * i + 1]!;
    }
    yield [a, b];
  }
}

/** Chunks whose columns come in another order. */
export function* reordered(chunks: Iterable<Float64Array>, order: readonly number[]): Iterable<Float64Array> {
  const width = order.length;
  for (const chunk of chunks) {
    const found = new Float64Array(chunk.length);
    for (let at = 0; at < chunk.length; at += width)
      for (let j = 0; j < width; j += 1) found[at + j] = chunk[at + order[j]!]!;
    yield found;
  }
}

/** Chunks that can be taken in pieces of any size, in numbers. */
function cutter(chunks: Iterable<Float64Array>) {
  const iterator = chunks[Symbol.iterator]();
  let rest: Float64Array = NOTHING;
  return {
    /** What can be taken; 0 at the end. */
    waiting(): number {
      while (rest.length === 0) {
        const next = iterator.next();
        if (next.done === true) return 0;
        rest = next.value;
      }
      return rest.length;
    },
    take(count: number): Float64Array {
      const taken = rest.subarray(0, count);
      rest = rest.subarray(count);
      return taken;
    },
  };
}
