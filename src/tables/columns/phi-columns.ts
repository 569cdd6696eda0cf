import { CELL_COLUMNS, PAIR_COLUMNS } from './cell-columns.ts';
import { numberColumn as number } from './column-makers.ts';
import { UNKNOWN_COLUMN } from './unknown-column.ts';
import type { Column, RowOf } from './columns.ts';

const covariance = <Which extends '1' | '2'>(which: Which) =>
  [
    number(
      `variance_mu_${which}`,
      'gradient²',
      `Measured variance of the estimate of dJ/dmu by estimator ${which}`,
    ),
    number(`variance_mu_${which}_exact`, 'gradient²', 'The same, exact'),
    number(`variance_sigma_${which}`, 'gradient²', `Measured variance of its estimate of dJ/dsigma`),
    number(`variance_sigma_${which}_exact`, 'gradient²', 'The same, exact'),
    number(`covariance_${which}`, 'gradient²', 'Measured covariance of the two'),
    number(`covariance_${which}_exact`, 'gradient²', 'The same, exact'),
  ] as const;

const range = <Which extends 'smallest' | 'largest'>(which: Which) =>
  [
    number(
      `ratio_${which}`,
      '1',
      `Measured: the ${which} variance ratio over all directions in mu and sigma`,
    ),
    number(`ratio_${which}_exact`, '1', 'The same, exact: a generalized eigenvalue of the two covariances'),
    number(`${which}_mu_exact`, '1', "The direction of the exact one, of length 1: mu'(phi)"),
    number(`${which}_sigma_exact`, '1', "and sigma'(phi)"),
  ] as const;

/** The columns of phi.csv. */
export const PHI_COLUMNS = [
  ...CELL_COLUMNS,
  ...PAIR_COLUMNS,
  ...covariance('1'),
  ...covariance('2'),
  ...range('smallest'),
  ...range('largest'),
  UNKNOWN_COLUMN,
] as const satisfies readonly Column[];

/** One row of phi.csv. */
export type PhiRow = RowOf<typeof PHI_COLUMNS>;
