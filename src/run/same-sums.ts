import type { BlockSums } from '../streams/task.ts';

/** Whether two blocks have the same bits. */
export function sameSums(a: BlockSums, b: BlockSums): boolean {
  return a.length === b.length && a.every((sum, i) => Object.is(sum, b[i]));
}
