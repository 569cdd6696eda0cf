import type { WhyTerms } from '../../plan/finished-cells.ts';
import { COLUMNS, type SummaryRow } from '../../tables/columns/columns.ts';
import { namedNumbers } from '../../tables/row-axes.ts';
import { rowName } from '../../tables/row-name.ts';
import type { EncodedColumn, EncodedWhy, ReportData } from './report-data.ts';
import { visibleLine } from '../../text/visible.ts';

/** A row of summary.csv with what the figures sort it by. */
export interface ReportRow extends SummaryRow {
  /** Place in summary.csv, from 0. */
  readonly index: number;
  /** Integrand, parameters and dimension (unless 1), as shown. */
  readonly series: string;
  readonly class: string;
  readonly why: WhyTerms | null;
}

/** Rows that may grow: those of a run come while it goes on. */
export interface RowTable {
  readonly rows: readonly ReportRow[];
  readonly append: (columns: readonly EncodedColumn[], why: EncodedWhy) => void;
}

export function reportRows({ columns, classes, why }: ReportData): readonly ReportRow[] {
  const { rows, append } = rowTable(classes);
  append(columns, why);
  return rows;
}

/**
 * Columns → rows: views that read the columns, for a hundred thousand objects of forty numbers take seconds
 * to make.
 */
export function rowTable(classes: ReportData['classes']): RowTable {
  const rows: ReportRow[] = [];
  const values: Value[][] = COLUMNS.map(() => []);
  const view = Object.defineProperties(
    {},
    Object.fromEntries(COLUMNS.map(({ name }, i) => [name, getterOf(values, i)])),
  );
  const names = new Map<string, string>();
  const seriesOf = (row: SummaryRow): string => {
    const name = rowName(row);
    const known = names.get(name) ?? visibleLine(name);
    names.set(name, known);
    return known;
  };
  return {
    rows,
    append(columns, why) {
      const start = rows.length;
      columns.forEach((column, i) => addColumn(values, i, column));
      for (let index = start; index < (values[0]?.length ?? 0); index += 1) {
        const row = Object.create(view) as { -readonly [Key in keyof ReportRow]: ReportRow[Key] };
        row.index = index;
        row.series = seriesOf(row);
        row.class = rowClassOf(classes, row.integrand);
        row.why = knowsItsCell(row) ? null : (why.points[why.rows[index - start] ?? -1] ?? null);
        rows.push(row);
      }
    },
  };
}

/**
 * Whether r knows its cell: mu, sigma, x or a name of phi stands in its formula. Then r has a derivative of
 * its own, and what is known of a function of z alone is not known of it.
 */
export function knowsItsCell({ formula, phi }: Pick<SummaryRow, 'formula' | 'phi'>): boolean {
  const known = new Set(['mu', 'sigma', 'x', ...namedNumbers(phi).keys()]);
  return (formula.match(NAME) ?? []).some((name) => known.has(name));
}

const NAME = /[A-Za-z_]\w*/g;

/** The class word of an integrand. */
export function rowClassOf(classes: ReportData['classes'], integrand: string): string {
  return Object.hasOwn(classes, integrand) ? (classes[integrand] ?? '') : 'unknown';
}

type Value = string | number | null;

function addColumn(values: Value[][], place: number, column: EncodedColumn): void {
  const added =
    column.kind === 'numbers' ? column.values : column.rows.map((word) => column.words[word] ?? '');
  const before = values[place] ?? [];
  // The first column is taken as it is: copying millions of numbers takes time.
  values[place] = before.length === 0 ? (added as Value[]) : before;
  if (before.length > 0) for (const value of added) before.push(value);
}

function getterOf(values: Value[][], place: number): PropertyDescriptor & ThisType<ReportRow> {
  return {
    enumerable: true,
    get() {
      return values[place]?.[this.index] ?? null;
    },
  };
}
