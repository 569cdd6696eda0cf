import { askedOf } from '../plan/asked.ts';
import type { Plan } from '../plan/plan.ts';
import type { Column } from './columns/columns.ts';
import { tableFile, type ResultTable } from './result-table.ts';
import { RATIO } from './ratio-table.ts';
import { SUMMARY } from './summary-table.ts';
import { tablesOf } from './tables.ts';
import { TIMING_COLUMNS } from './timings.ts';
import { WORK_COLUMNS } from './columns/work-columns.ts';

/** Frictionless Table Schema (v1) of a CSV: name, type, unit and meaning of each column. */
function schemaOf(columns: readonly Column[], primaryKey: readonly string[]): object {
  const fields = columns.map(({ name, type, unit, description }) =>
    unit === '' ? { name, type, description } : { name, type, unit, description },
  );
  return { fields, missingValues: [''], ...(primaryKey.length === 0 ? {} : { primaryKey }) };
}

/**
 * Table Schema of a deterministic table; of summary.csv if none is given.
 *
 * @example
 * 'fields' in tableSchema(); // → true
 */
export function tableSchema({ columns, primaryKey }: ResultTable = SUMMARY): object {
  return schemaOf(columns, primaryKey);
}

const CSV = { format: 'csv', mediatype: 'text/csv', encoding: 'utf-8', profile: 'tabular-data-resource' };

function resource(table: ResultTable): object {
  return { name: table.name, path: tableFile(table), ...CSV, schema: tableSchema(table) };
}

/** datapackage.json of a results folder: describes every CSV in it. The same bytes for every run. */
export function dataPackage(plan: Plan): object {
  return {
    profile: 'tabular-data-package',
    // The specification wants lower case here.
    name: plan.name.toLowerCase(),
    title: 'gradvar: variances of Monte Carlo gradient estimators',
    resources: [
      ...tablesOf(askedOf(plan)).map(resource),
      { name: 'timings', path: 'timings.csv', ...CSV, schema: schemaOf(TIMING_COLUMNS, []) },
      { name: 'work', path: 'work.csv', ...CSV, schema: schemaOf(WORK_COLUMNS, []) },
    ],
  };
}

/** Its text. */
export function dataPackageText(plan: Plan): string {
  return `${JSON.stringify(dataPackage(plan), null, 2)}\n`;
}

/** datapackage.json beside a ratio.csv. */
export function ratioPackageText(): string {
  const title = 'gradvar: variances of two files of gradients';
  const document = { profile: 'tabular-data-package', name: 'ratio', title, resources: [resource(RATIO)] };
  return `${JSON.stringify(document, null, 2)}\n`;
}
