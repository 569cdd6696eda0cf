import { LANES } from '../../../src/streams/task.ts';

/**
 * The number about which a block sums one contribution, so that nothing cancels in the squares: the lower
 * median over the eight lanes of the block's first draw (the fourth smallest, non-finite values last), or 0
 * if that is not finite. A median, so that one wild draw does not set it; of the first draw, so that it does
 * not depend on how many trials the block holds.
 */
export function blockShift(contribution: Float64Array): number {
  const first = Array.from(contribution.subarray(0, LANES), (u) => (Number.isFinite(u) ? u : Infinity));
  first.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const median = first[LANES / 2 - 1]!;
  // The sum with 0 makes a zero positive, whichever lane it came from.
  return median === Infinity ? 0 : median + 0;
}
