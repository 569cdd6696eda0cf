import { COLUMNS, type Column } from './columns.ts';
import { TIMING_COLUMNS } from './timings.ts';

/** Frictionless Table Schema (v1) of a CSV: name, type, unit and meaning of each column. */
function schemaOf(columns: readonly Column[], primaryKey: readonly string[]): object {
  const fields = columns.map(({ name, type, unit, description }) =>
    unit === '' ? { name, type, description } : { name, type, unit, description },
  );
  return { fields, missingValues: [''], ...(primaryKey.length === 0 ? {} : { primaryKey }) };
}

/** Table Schema of summary.csv. */
export function tableSchema(): object {
  return schemaOf(COLUMNS, ['cell_id', 'component', 'estimator_1', 'estimator_2']);
}

/** datapackage.json of a results folder: describes every CSV in it. The same bytes for every run. */
export function dataPackage(name: string): object {
  const csv = { format: 'csv', mediatype: 'text/csv', encoding: 'utf-8', profile: 'tabular-data-resource' };
  return {
    profile: 'tabular-data-package',
    // The specification wants lower case here.
    name: name.toLowerCase(),
    title: 'gradvar: variances of Monte Carlo gradient estimators',
    resources: [
      { name: 'summary', path: 'summary.csv', ...csv, schema: tableSchema() },
      { name: 'timings', path: 'timings.csv', ...csv, schema: schemaOf(TIMING_COLUMNS, []) },
    ],
  };
}
