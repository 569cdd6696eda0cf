/**
 * `count` arrays of `length` doubles in one piece of memory: a block of few draws spends more time on asking
 * for memory than on drawing, so it asks once.
 */
export function createArrays(count: number, length: number): readonly Float64Array[] {
  const memory = new Float64Array(count * length);
  return Array.from({ length: count }, (_, i) => memory.subarray(i * length, (i + 1) * length));
}
