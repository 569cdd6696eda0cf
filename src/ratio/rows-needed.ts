import { log } from '../elementary/log.ts';
import { TRIALS_PER_KURTOSIS } from '../statistics/quality.ts';
import { roundedUp } from '../statistics/rounded-up.ts';
import type { RatioInterval } from '../statistics/ratio-interval.ts';

/**
 * Rows with which the interval of a ratio would exclude 1, its width falling as 1/sqrt(rows), and with which
 * it could be trusted under this kurtosis. Rounded up to two digits; null where it cannot be told.
 */
export function rowsNeeded(found: RatioInterval, rows: number, kurtosis: number): number | null {
  if (found.kind !== 'interval' || !Number.isFinite(kurtosis)) return null;
  const { ratio, low, high } = found;
  const distance = Math.abs(log(ratio));
  const half = ratio > 1 ? log(ratio / low) : log(high / ratio);
  const share = half / distance;
  const needed = Math.max(rows * share * share, TRIALS_PER_KURTOSIS * kurtosis);
  if (!(needed <= Number.MAX_SAFE_INTEGER)) return null;
  return roundedUp(needed);
}
