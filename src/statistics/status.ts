import type { PairTruth } from './pair-truth.ts';
import type { PairSummary } from './summarize-pair.ts';

/** What a row must be read with, the gravest first. */
export const STATUSES = [
  'error',
  'non_finite',
  'infinite_variance_1',
  'infinite_variance_2',
  'biased_1',
  'biased_2',
  'zero_variance_both',
  'zero_variance_1',
  'zero_variance_2',
  'ok',
] as const;
export type Status = (typeof STATUSES)[number];

/**
 * Status of a measured row: the gravest that applies. Infinite variance and bias are known from the oracle
 * alone; a variance is zero if the oracle says so or all estimates were the same. A cell that failed has
 * status `error`.
 */
export function pairStatus({ first, second }: PairSummary, truth: PairTruth): Exclude<Status, 'error'> {
  if (!first.finite || !second.finite) return 'non_finite';
  if (truth.first.variance === 'infinite') return 'infinite_variance_1';
  if (truth.second.variance === 'infinite') return 'infinite_variance_2';
  if (truth.first.bias === 'some') return 'biased_1';
  if (truth.second.bias === 'some') return 'biased_2';
  const zero1 = first.zeroVariance || truth.first.variance === 'zero';
  const zero2 = second.zeroVariance || truth.second.variance === 'zero';
  if (zero1 && zero2) return 'zero_variance_both';
  if (zero1) return 'zero_variance_1';
  return zero2 ? 'zero_variance_2' : 'ok';
}
