import { countColumn as count, numberColumn as number, textColumn as text } from './column-makers.ts';

/** Which cell a row of a table beside summary.csv is of. */
export const CELL_COLUMNS = [
  text('cell_id', 'The cell, as in summary.csv'),
  text('integrand', 'Name of the integrand r, a label only'),
  text('params', 'Parameters as k=2;w=3, names sorted; empty if the formula has none'),
  number('mu', 'z', 'Mean of Z'),
  number('sigma', 'z', 'Standard deviation of Z'),
  count('m', 'Draws per estimate'),
] as const;

/** Which pair of estimators. */
export const PAIR_COLUMNS = [
  text('estimator_1', 'Numerator of the ratio'),
  text('estimator_2', 'Denominator of the ratio'),
] as const;
