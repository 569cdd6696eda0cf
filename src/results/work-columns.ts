import { countColumn as count, numberColumn as number, textColumn as text } from './column-makers.ts';
import type { Column, RowOf } from './columns.ts';

/** Columns of work.csv: a row for each of summary.csv. Volatile: its times are those of one machine and hour. */
export const WORK_COLUMNS = [
  text('cell_id', 'The cell, as in summary.csv'),
  text('integrand', 'Name of the integrand r, a label only'),
  text('params', 'Parameters as k=2;w=3, names sorted; empty if the formula has none'),
  number('mu', 'z', 'Mean of Z'),
  number('sigma', 'z', 'Standard deviation of Z'),
  count('m', 'Draws per estimate'),
  text('component', 'What is differentiated'),
  text('estimator_1', 'Numerator of the ratio'),
  text('estimator_2', 'Denominator of the ratio'),
  number(
    'nanoseconds_1',
    'ns',
    'Time of one of the m draws of estimator 1: its normals, and evaluations of r and derivatives',
  ),
  number('nanoseconds_2', 'ns', 'The same of estimator 2'),
  number(
    'cost_ratio',
    '1',
    'Time of estimator 1 over time of estimator 2, the median over rounds measured side by side',
  ),
  number('cost_ratio_error', '1', 'Standard error of the log of cost_ratio'),
  number(
    'variance_ratio',
    '1',
    'Exact variance ratio at this m; the measured one where the exact one is not known',
  ),
  number(
    'work_ratio',
    '1',
    'variance_ratio times cost_ratio: above 1, estimator 2 gives the smaller variance for the same time',
  ),
] as const satisfies readonly Column[];

export type WorkRow = RowOf<typeof WORK_COLUMNS>;
