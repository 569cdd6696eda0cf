import { rowOf, type Cause, type Prediction } from './cause.ts';
import type { Draw } from '../law/draws.ts';
import { BATCHES } from './batches.ts';
import { rowVariance, type SampleMoments } from '../moments/sample-moments.ts';
import type { Setting } from './setting.ts';

/**
 * Rows that are means of another number of draws: the one that their variance tells, and those that people
 * use.
 */
function meansOfOthers(
  { m, sigma, moments, correct }: Setting,
  sample: SampleMoments,
  fits: (draws: number) => boolean,
): readonly Prediction[] {
  const law = moments(correct);
  const byVariance = Math.round(law.variance / rowVariance(sample));
  return [...new Set([byVariance, ...BATCHES])]
    .filter((draws) => draws > 1 && draws !== m && Number.isSafeInteger(draws) && fits(draws))
    .map((draws) => ({
      row: rowOf(law, draws),
      drawn: { f: correct, m: draws, sigma },
      detail: `--m ${draws}`,
    }));
}

/** The gradients are right, but the rows are not what was said: means, sums or single draws. */
export const rowCauses: readonly Cause[] = [
  {
    name: 'rows_are_means',
    sentence: ({ m }) =>
      m === 1
        ? 'the variance is taken over the wrong axis: the rows are means of several draws; say so with --m'
        : `the rows are means of more than ${m} draws: give --m that number`,
    predict: (setting, sample) => meansOfOthers(setting, sample, (draws) => draws > setting.m),
  },
  {
    name: 'single_draws',
    sentence: () => 'the rows are single draws, not means: leave --m out',
    predict: ({ m, sigma, moments, correct }) =>
      m > 1 ? [{ row: rowOf(moments(correct), 1), drawn: { f: correct, m: 1, sigma }, detail: '--m 1' }] : [],
  },
  {
    name: 'fewer_draws',
    sentence: ({ m }) => `the rows are means of fewer than ${m} draws: give --m that number`,
    predict: (setting, sample) => meansOfOthers(setting, sample, (draws) => draws < setting.m),
  },
  {
    name: 'rows_are_sums',
    sentence: () => 'the rows are sums over draws, not means: divide by their number, and say it with --m',
    predict: ({ m, sigma, moments, correct }, sample) => {
      const { mean, variance, kurtosis } = moments(correct);
      const byMean = Math.round(sample.mean / mean);
      const byVariance = Math.round(rowVariance(sample) / variance);
      // The one with the smaller sampling error: V/g² against κ − 1.
      const draws = variance < (kurtosis - 1) * mean * mean ? byMean : byVariance;
      if (!(draws > 1 && Number.isFinite(draws)) || (m > 1 && draws !== m)) return [];
      const ofMean = rowOf({ mean, variance, kurtosis }, draws);
      const row = { ...ofMean, mean: draws * mean, variance: draws * variance };
      const f = (draw: Draw) => draws * correct(draw);
      return [{ row, drawn: { f, m: draws, sigma }, detail: `${draws} draws a row` }];
    },
  },
];
