import { RATIO_COLUMNS } from './columns/ratio-columns.ts';
import type { ResultTable } from './result-table.ts';

/** ratio.csv, which no plan has: `gradvar ratio` makes it of two files of gradients. */
export const RATIO: ResultTable = {
  name: 'ratio',
  columns: RATIO_COLUMNS,
  primaryKey: ['component', 'estimator_1', 'estimator_2'],
  rowMeaning:
    'One row per parameter of two files of gradients, and one for all of them together; written by `gradvar ratio --out`.',
  isFor: () => false,
  rowsOf: () => () => [],
};
