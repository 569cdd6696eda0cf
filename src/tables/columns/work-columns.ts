import { CELL_COLUMNS, PAIR_COLUMNS } from './cell-columns.ts';
import { numberColumn as number, textColumn as text } from './column-makers.ts';
import type { Column, RowOf } from './columns.ts';

/**
 * Columns of work.csv: a row for each of summary.csv. Volatile: its times are those of one machine and hour.
 */
export const WORK_COLUMNS = [
  ...CELL_COLUMNS,
  text('component', 'What is differentiated'),
  ...PAIR_COLUMNS,
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
