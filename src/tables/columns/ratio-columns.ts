import { CONFIDENCE_TEXT } from '../../elementary/constants.ts';
import { countColumn as count, numberColumn as number, textColumn as text } from './column-makers.ts';
import type { Column, RowOf } from './columns.ts';

const side = <Which extends '1' | '2'>(which: Which) =>
  [
    count(`rows_${which}`, `Rows of estimator ${which}`),
    number(`mean_${which}`, 'gradient', `Mean of its rows; empty for the total`),
    number(`mean_${which}_mcse`, 'gradient', 'Monte Carlo standard error of that mean'),
    number(
      `variance_${which}`,
      'gradient²',
      'Variance of its rows; of the total, the sum over all parameters',
    ),
    number(`snr_${which}`, '1', 'Signal to noise: size of the mean over the root of the variance'),
    number(
      `kurtosis_${which}_estimated`,
      '1',
      'Kurtosis of its rows, judged from how the variance differs between groups of rows; never below 3',
    ),
  ] as const;

/** The columns of ratio.csv; those that summary.csv has too mean the same. */
export const RATIO_COLUMNS = [
  text('component', 'Parameter of the gradient, as the files call it; total: all of them together (traces)'),
  text('estimator_1', 'Numerator of the ratio: the first file'),
  text('estimator_2', 'Denominator of the ratio: the second file'),
  count('m', 'Draws that each row is made of, as given'),
  count('trials', 'Rows of the estimator that has the fewer'),
  text('draws', 'same: rows are pairs from the same draws; own: each estimator has draws of its own'),
  ...side('1'),
  ...side('2'),
  number('mean_difference', 'gradient', 'mean_1 less mean_2'),
  number('mean_difference_mcse', 'gradient', 'Its Monte Carlo standard error'),
  number(
    'mean_difference_p',
    '1',
    'Probability of so large a difference where both have one mean, over all parameters together (Holm)',
  ),
  number('variance_ratio', '1', 'variance_1 / variance_2: above 1, estimator 2 is the less noisy'),
  number('variance_ratio_low', '1', `Lower end of the ${CONFIDENCE_TEXT} interval of variance_ratio`),
  number('variance_ratio_high', '1', `Upper end of the ${CONFIDENCE_TEXT} interval of variance_ratio`),
  text(
    'winner',
    'Estimator with the smaller variance when the interval excludes 1 (twice as wide an interval where it cannot be trusted); undecided, also where the means differ',
  ),
  text(
    'status',
    'ok; means_differ: one of the two is biased; zero_variance_1, _2, _both: all rows are the same number',
  ),
  text(
    'ci_quality',
    'ok; heavy_tail: too few rows for this kurtosis to trust the interval; none: no interval',
  ),
  count(
    'rows_needed',
    'Rows with which the interval would exclude 1 and could be trusted, were the ratio and the kurtosis what they seem',
  ),
] as const satisfies readonly Column[];

/** One row of ratio.csv. */
export type RatioRow = RowOf<typeof RATIO_COLUMNS>;
