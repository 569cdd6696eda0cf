import { CONFIDENCE_TEXT } from '../../elementary/constants.ts';
import { countColumn as count, numberColumn as number, textColumn as text } from './column-makers.ts';
import { UNKNOWN_COLUMN } from './unknown-column.ts';

/**
 * One column of a table.
 *
 * @example
 * const units = (columns: readonly Column[]) => columns.map(({ unit }) => unit);
 */
export interface Column {
  readonly name: string;
  /**
   * `number` and `integer` may be undefined (an empty cell in the CSV, `null` in a row); `string` never is.
   */
  readonly type: 'string' | 'number' | 'integer';
  /** Unit in terms of r and z: `r`, `z`, `gradient` (r/z), `gradient²`, `1` for pure numbers, '' for text. */
  readonly unit: string;
  readonly description: string;
}

/**
 * The columns of summary.csv: the one source of their names, order, types, units and meaning. The CSV header,
 * the Table Schema in datapackage.json, `gradvar schema summary` and docs/csv-columns.md are made from it.
 * Columns may be appended; none is ever renamed or moved.
 *
 * @example
 * COLUMNS[0].name; // → 'cell_id'
 */
export const COLUMNS = [
  text(
    'cell_id',
    'Content address of the cell: c and 12 base32 characters over formula, parameters, mu, sigma, m, dimension, phi, x',
  ),
  text('integrand', 'Name of the integrand r, a label only'),
  text('params', 'Parameters as k=2;w=3, names sorted; empty if the formula has none'),
  text(
    'formula',
    'Canonical formula of r, parameters by name; of several coordinates in sum(…) and mean(…) over them',
  ),
  number('mu', 'z', 'Mean of Z'),
  number('sigma', 'z', 'Standard deviation of Z'),
  count('m', 'Draws per estimate'),
  text(
    'component',
    'What is differentiated: mu, sigma, log_sigma, variance, softplus, phi(mu=P;sigma=Q), a name of phi, or total: the whole gradient by all of phi or by the others, with its length as gradient and bias, and traces as variances',
  ),
  text('estimator_1', 'Numerator of the ratio'),
  text('estimator_2', 'Denominator of the ratio'),
  count('trials', 'Trials done: estimates per estimator, each from m draws'),
  number('gradient_exact', 'gradient', 'True derivative of J = E r(Z)'),
  number('mean_1', 'gradient', 'Mean of estimator 1 over the trials'),
  number('mean_1_mcse', 'gradient', 'Monte Carlo standard error of mean_1: sqrt(variance_1/trials)'),
  number('mean_2', 'gradient', 'Mean of estimator 2 over the trials'),
  number('mean_2_mcse', 'gradient', 'Monte Carlo standard error of mean_2: sqrt(variance_2/trials)'),
  number(
    'variance_1',
    'gradient²',
    'Measured variance of one m-draw estimate by estimator 1, over the trials',
  ),
  number('variance_1_exact', 'gradient²', 'Exact variance of one m-draw estimate by estimator 1'),
  number(
    'variance_2',
    'gradient²',
    'Measured variance of one m-draw estimate by estimator 2, over the trials',
  ),
  number('variance_2_exact', 'gradient²', 'Exact variance of one m-draw estimate by estimator 2'),
  number('variance_ratio', '1', 'variance_1 / variance_2, measured: above 1, estimator 2 is the less noisy'),
  number('variance_ratio_low', '1', `Lower end of the ${CONFIDENCE_TEXT} interval of variance_ratio`),
  number('variance_ratio_high', '1', `Upper end of the ${CONFIDENCE_TEXT} interval of variance_ratio`),
  number('variance_ratio_exact', '1', 'variance_1_exact / variance_2_exact'),
  number('z_score', '1', '(log measured ratio − log exact ratio) / exact standard error of the log ratio'),
  number(
    'draw_variance_1',
    'gradient²',
    'Variance of the contribution of one draw to estimator 1, over all draws',
  ),
  number(
    'draw_variance_2',
    'gradient²',
    'Variance of the contribution of one draw to estimator 2, over all draws',
  ),
  number('draw_variance_ratio', '1', 'draw_variance_1 / draw_variance_2'),
  number(
    'draw_variance_ratio_low',
    '1',
    `Lower end of the ${CONFIDENCE_TEXT} interval of draw_variance_ratio`,
  ),
  number(
    'draw_variance_ratio_high',
    '1',
    `Upper end of the ${CONFIDENCE_TEXT} interval of draw_variance_ratio`,
  ),
  number('kurtosis_1', '1', 'Exact kurtosis of one m-draw estimate by estimator 1 (3 for a normal)'),
  number('kurtosis_2', '1', 'Exact kurtosis of one m-draw estimate by estimator 2 (3 for a normal)'),
  number('bias_1', 'gradient', 'Exact bias of estimator 1'),
  number('bias_2', 'gradient', 'Exact bias of estimator 2: not 0 where r jumps'),
  number(
    'mse_ratio',
    '1',
    'Exact mean squared error of estimator 1 over that of estimator 2 at this m, bias included',
  ),
  text(
    'winner',
    'Estimator with the smaller variance when the interval excludes 1, never a biased one; tie; undecided. Wins are counted by points: at the largest m of each',
  ),
  text('status', 'ok, or why a number is missing or must not be trusted; see the statuses'),
  text(
    'ci_quality',
    'ok; few_trials: too few trials to trust the interval, at an ordinary kurtosis; heavy_tail: too few for a kurtosis above 9; none: no interval',
  ),
  count('dimension', 'Coordinates of Z, independent and of one law; component is of the first of them'),
  number(
    'mse_crossing_m',
    '1',
    'Sample size above which the biased estimator has the larger mean squared error: (V - V_b)/bias^2 with draw variances; 0 if always; empty unless just one is biased, with the same bias at every m',
  ),
  text(
    'stopped',
    'With a precision, why the row has no more trials: ratio; max_trials; heavy_tail; no_interval; see the reasons',
  ),
  text('phi', 'Values of phi as a=0.5;c=-1, names sorted; empty if the plan has none'),
  number('x', '1', 'Value of the data x that mu, sigma or r depend on; empty if the plan has none'),
  number(
    'snr_1',
    '1',
    'Exact signal to noise of one m-draw estimate by estimator 1: |gradient_exact|/sqrt(variance_1_exact)',
  ),
  number('snr_2', '1', 'Exact signal to noise of one m-draw estimate by estimator 2'),
  UNKNOWN_COLUMN,
] as const satisfies readonly Column[];

/** What the columns that the first release lacked mean in a file without them, whichever its table. */
export const ABSENT: Readonly<Record<string, string>> = {
  dimension: '1',
  mse_crossing_m: '',
  stopped: '',
  phi: '',
  x: '',
  snr_1: '',
  snr_2: '',
  unknown: '',
};

type ValueOf<Type> = Type extends 'string' ? string : number | null;

/** A row with these columns. `null` is an empty cell: the number is undefined, infinite or unknown. */
export type RowOf<Columns extends readonly Column[]> = {
  readonly [C in Columns[number] as C['name']]: ValueOf<C['type']>;
};

/**
 * One row of summary.csv.
 *
 * @example
 * const ratio = (row: SummaryRow) => row.variance_ratio;
 */
export type SummaryRow = RowOf<typeof COLUMNS>;

/** Place of a column among those of summary.csv. */
export const columnPlace = (name: keyof SummaryRow): number =>
  COLUMNS.findIndex((column) => column.name === name);
