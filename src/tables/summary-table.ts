import { COLUMNS } from './columns/columns.ts';
import type { ResultTable } from './result-table.ts';

/** summary.csv. */
export const SUMMARY: ResultTable = {
  name: 'summary',
  columns: COLUMNS,
  primaryKey: ['cell_id', 'component', 'estimator_1', 'estimator_2'],
  rowMeaning: 'One row per cell, component and estimator pair, in plan order.',
  isFor: () => true,
  rowsOf:
    () =>
    ({ rows }) =>
      rows,
};
