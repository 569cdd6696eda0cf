import type { WhyTerms } from '../../plan/finished-cells.ts';
import { COLUMNS, type SummaryRow } from '../../tables/columns/columns.ts';
import { namedNumbers } from '../../tables/row-axes.ts';
import { rowName } from '../../tables/row-name.ts';
import { decodeColumn, type DecodedColumn } from './decode-column.ts';
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
  const seriesOf = asBefore(({ integrand, params, dimension }: SummaryRow) => {
    const known = [integrand, params, dimension];
    return { known, make: () => visibleLine(rowName({ integrand, params, dimension })) };
  });
  const knows = asBefore(({ formula, phi }: SummaryRow) => ({
    known: [formula, phi],
    make: () => knowsItsCell({ formula, phi }),
  }));
  return {
    rows,
    append(columns, why) {
      const start = rows.length;
      const piece: Piece = { start, columns: columns.map(decodeColumn) };
      const end = start + (piece.columns[0]?.length ?? 0);
      for (let index = start; index < end; index += 1) {
        const row = Object.create(VIEW) as { -readonly [Key in keyof HeldRow]: HeldRow[Key] };
        row[PIECE] = piece;
        row.index = index;
        row.series = seriesOf(row);
        row.class = rowClassOf(classes, row.integrand);
        row.why = knows(row) ? null : (why.points[why.rows[index - start] ?? -1] ?? null);
        rows.push(row);
      }
    },
  };
}

/** Makes what follows from a few values of a row; neighbors mostly agree in them. */
function asBefore<Made>(
  of: (row: SummaryRow) => { readonly known: readonly unknown[]; readonly make: () => Made },
): (row: SummaryRow) => Made {
  let last: { readonly known: readonly unknown[]; readonly made: Made } | null = null;
  return (row) => {
    const { known, make } = of(row);
    if (last === null || known.some((value, i) => value !== last!.known[i])) last = { known, made: make() };
    return last.made;
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

/** Rows that came together: those of a run that goes on come in many pieces. */
interface Piece {
  readonly start: number;
  readonly columns: readonly DecodedColumn[];
}

/** Where a row's values are; not among its own, for these are what a row is compared by. */
const PIECE = Symbol('piece');

interface HeldRow extends ReportRow {
  readonly [PIECE]: Piece;
}

/** Reads a row's columns. */
const VIEW: object = Object.defineProperties(
  {},
  Object.fromEntries(
    COLUMNS.map(({ name }, i): [string, PropertyDescriptor & ThisType<HeldRow>] => [
      name,
      {
        enumerable: true,
        get() {
          const { start, columns } = this[PIECE];
          return columns[i]?.at(this.index - start) ?? null;
        },
      },
    ]),
  ),
);
