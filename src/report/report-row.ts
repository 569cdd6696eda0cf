import { COLUMNS, type SummaryRow } from '../results/columns.ts';
import type { EncodedColumn, ReportData, WhyTerms } from './report-data.ts';
import { visibleText } from './visible-text.ts';

/** A row of summary.csv with what the figures sort it by. */
export interface ReportRow extends SummaryRow {
  /** Place in summary.csv, from 0. */
  readonly index: number;
  /** Integrand and parameters, as shown. */
  readonly series: string;
  readonly class: string;
  readonly why: WhyTerms | null;
}

/** Columns → rows. */
export function reportRows({ columns, classes, why }: ReportData): readonly ReportRow[] {
  const count = columns[0]?.kind === 'words' ? columns[0].rows.length : 0;
  const names = new Map<string, string>();
  const seriesOf = ({ integrand, params }: SummaryRow): string => {
    const name = params === '' ? integrand : `${integrand} ${params}`;
    const known = names.get(name) ?? visibleText(name);
    names.set(name, known);
    return known;
  };
  return Array.from({ length: count }, (_, index) => {
    const row: Record<string, unknown> = { index };
    COLUMNS.forEach(({ name }, i) => (row[name] = valueAt(columns[i], index)));
    const found = row as unknown as SummaryRow;
    row['series'] = seriesOf(found);
    row['class'] = Object.hasOwn(classes, found.integrand) ? classes[found.integrand] : 'unknown';
    row['why'] = why.points[why.rows[index] ?? -1] ?? null;
    return row as unknown as ReportRow;
  });
}

function valueAt(column: EncodedColumn | undefined, index: number): string | number | null {
  if (column === undefined) return null;
  if (column.kind === 'numbers') return column.values[index] ?? null;
  return column.words[column.rows[index] ?? -1] ?? '';
}
