import { COLUMNS, type SummaryRow } from '../results/columns.ts';
import { rowName } from '../results/row-name.ts';
import type { EncodedColumn, ReportData, WhyTerms } from './report-data.ts';
import { visibleText } from './visible-text.ts';

/** A row of summary.csv with what the figures sort it by. */
export interface ReportRow extends SummaryRow {
  /** Place in summary.csv, from 0. */
  readonly index: number;
  /** Integrand, parameters and dimension (unless 1), as shown. */
  readonly series: string;
  readonly class: string;
  readonly why: WhyTerms | null;
}

/** Columns → rows: views that read the columns, for a hundred thousand objects of forty numbers take seconds to make. */
export function reportRows({ columns, classes, why }: ReportData): readonly ReportRow[] {
  const values = columns.map(decoded);
  const view = Object.defineProperties(
    {},
    Object.fromEntries(COLUMNS.map(({ name }, i) => [name, getterOf(values[i] ?? [])])),
  );
  const names = new Map<string, string>();
  const seriesOf = (row: SummaryRow): string => {
    const name = rowName(row);
    const known = names.get(name) ?? visibleText(name);
    names.set(name, known);
    return known;
  };
  return Array.from({ length: values[0]?.length ?? 0 }, (_, index) => {
    const row = Object.create(view) as { -readonly [Key in keyof ReportRow]: ReportRow[Key] };
    row.index = index;
    row.series = seriesOf(row);
    row.class = Object.hasOwn(classes, row.integrand) ? (classes[row.integrand] ?? '') : 'unknown';
    row.why = why.points[why.rows[index] ?? -1] ?? null;
    return row;
  });
}

type Values = readonly (string | number | null)[];

function decoded(column: EncodedColumn): Values {
  return column.kind === 'numbers' ? column.values : column.rows.map((place) => column.words[place] ?? '');
}

function getterOf(values: Values): PropertyDescriptor & ThisType<ReportRow> {
  return {
    enumerable: true,
    get() {
      return values[this.index] ?? null;
    },
  };
}
