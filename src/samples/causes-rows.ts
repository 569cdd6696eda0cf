import { rowOf, type Cause } from './cause.ts';
import { sampleVariance } from './sample-moments.ts';

/** The gradients are right, but the rows are not what was said: means, sums or single draws. */
export const rowCauses: readonly Cause[] = [
  {
    name: 'rows_are_means',
    sentence: ({ m }) =>
      m === 1
        ? 'the variance is taken over the wrong axis: the rows are means of several draws; say so with --m'
        : `the rows are means of more than ${m} draws: give --m that number`,
    predict: ({ m, moments, correct }, sample) => {
      const law = moments(correct);
      const draws = Math.round(law.variance / sampleVariance(sample));
      return draws > m && Number.isFinite(draws) ? [{ row: rowOf(law, draws), detail: `--m ${draws}` }] : [];
    },
  },
  {
    name: 'single_draws',
    sentence: () => 'the rows are single draws, not means: leave --m out',
    predict: ({ m, moments, correct }) =>
      m > 1 ? [{ row: rowOf(moments(correct), 1), detail: '--m 1' }] : [],
  },
  {
    name: 'fewer_draws',
    sentence: ({ m }) => `the rows are means of fewer than ${m} draws: give --m that number`,
    predict: ({ m, moments, correct }, sample) => {
      const law = moments(correct);
      const draws = Math.round(law.variance / sampleVariance(sample));
      return draws > 1 && draws < m ? [{ row: rowOf(law, draws), detail: `--m ${draws}` }] : [];
    },
  },
  {
    name: 'rows_are_sums',
    sentence: () => 'the rows are sums over draws, not means: divide by their number, and say it with --m',
    predict: ({ m, moments, correct }, sample) => {
      const { mean, variance, kurtosis } = moments(correct);
      const byMean = Math.round(sample.mean / mean);
      const byVariance = Math.round(sampleVariance(sample) / variance);
      // The one with the smaller sampling error: V/g² against κ − 1.
      const draws = variance < (kurtosis - 1) * mean * mean ? byMean : byVariance;
      if (!(draws > 1 && Number.isFinite(draws)) || (m > 1 && draws !== m)) return [];
      const ofMean = rowOf({ mean, variance, kurtosis }, draws);
      const row = { ...ofMean, mean: draws * mean, variance: draws * variance };
      return [{ row, detail: `${draws} draws a row` }];
    },
  },
];
