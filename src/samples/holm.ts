import type { SampleTest } from './sample-test.ts';

/**
 * Judges some tests together: of k tests the smallest probability counts k times, the next k − 1 times and no less than
 * the one before, and so on. The probability of any false rejection is at most alpha.
 *
 * Source: Holm 1979, Scandinavian Journal of Statistics 6, 65.
 */
export function holm(tests: readonly SampleTest[], alpha: number): readonly SampleTest[] {
  const ordered = [...tests].sort((a, b) => a.p - b.p);
  let least = 0;
  const adjusted = new Map<SampleTest, number>();
  ordered.forEach((test, i) => {
    least = Math.min(1, Math.max(least, test.p * (ordered.length - i)));
    adjusted.set(test, least);
  });
  return tests.map((test) => {
    const pAdjusted = adjusted.get(test) ?? 1;
    return { ...test, pAdjusted, verdict: pAdjusted <= alpha ? 'rejected' : 'accepted' };
  });
}
