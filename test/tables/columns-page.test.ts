import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COLUMNS } from '../../src/tables/columns/columns.ts';
import { columnsPage } from '../../src/tables/columns-page.ts';
import { tableSchema } from '../../src/tables/data-package.ts';
import { STATUSES } from '../../src/statistics/status.ts';
import { STOP_REASONS } from '../../src/statistics/stopping.ts';
import { ROOT } from '../integration/gradvar.ts';

test('docs/csv-columns.md is what the columns say (npm run docs)', () => {
  expect(readFileSync(join(ROOT, 'docs/csv-columns.md'), 'utf8')).toBe(columnsPage());
});

test('every status is documented', () => {
  for (const status of STATUSES) expect(columnsPage()).toContain(`\`${status}\``);
});

test('every reason to stop is documented', () => {
  for (const reason of STOP_REASONS) expect(columnsPage()).toContain(`| \`${reason}\` |`);
});

test('the columns stand in the order of the contract', () => {
  expect(COLUMNS.map(({ name }) => name).join(',')).toBe(
    'cell_id,integrand,params,formula,mu,sigma,m,component,estimator_1,estimator_2,trials,gradient_exact,' +
      'mean_1,mean_1_mcse,mean_2,mean_2_mcse,variance_1,variance_1_exact,variance_2,variance_2_exact,' +
      'variance_ratio,variance_ratio_low,variance_ratio_high,variance_ratio_exact,z_score,' +
      'draw_variance_1,draw_variance_2,draw_variance_ratio,draw_variance_ratio_low,draw_variance_ratio_high,' +
      'kurtosis_1,kurtosis_2,bias_1,bias_2,mse_ratio,winner,status,ci_quality,' +
      // Appended; nothing before them ever moves.
      'dimension,mse_crossing_m,stopped,phi,x,snr_1,snr_2,unknown',
  );
});

test('the Table Schema names every column once, with its type', () => {
  const { fields } = tableSchema() as { fields: { name: string; type: string }[] };
  expect(fields.map(({ name, type }) => ({ name, type }))).toEqual(
    COLUMNS.map(({ name, type }) => ({ name, type })),
  );
});
