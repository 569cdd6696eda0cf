import { columnPlace, type SummaryRow } from '../../tables/columns/columns.ts';
import { copied, type RowRecord } from '../../tables/reading/csv-records.ts';
import { SUMMARY_READER } from '../../tables/reading/read-table.ts';
import { pairNamesOf } from '../../tables/estimator-pair.ts';
import { isGuided } from '../../tables/row-axes.ts';
import { collectByPair } from './pair-findings.ts';
import type { PairFindings } from './report-data.ts';
import { filterOf, type RowFilter } from './row-filter.ts';
import { AXES, byAxis, type ByAxis, type ThinnedAxis } from './thin-axes.ts';
import { collectTruth, type Truth } from './truth.ts';

/** What one reading of summary.csv finds out of all wanted rows, however many. */
export interface Survey {
  /** In the file. */
  readonly rows: number;
  readonly wanted: number;
  /** The wanted rows themselves, as long as a report holds them all. */
  readonly held: readonly SummaryRow[] | null;
  readonly findings: readonly PairFindings[];
  /** The rows that are the strongest of a class. */
  readonly strongest: readonly SummaryRow[];
  readonly truth: Truth;
  readonly truthOf: (pair: string) => Truth | undefined;
  /** Distinct values, in order. */
  readonly axes: ByAxis<readonly string[]>;
}

/** @throws GradvarError RESULT_FOREIGN (41), RESULT_DAMAGED, INPUT_UNREADABLE (50) */
export async function surveyRows(
  path: string,
  filter: RowFilter,
  classOf: (integrand: string) => string,
  most: number,
): Promise<Survey> {
  const isWanted = filterOf(filter);
  const pairs = collectByPair(classOf);
  const truth = collectTruth();
  const truths = new Map<string, ReturnType<typeof collectTruth>>();
  const axes = collectAxes();
  let held: SummaryRow[] | null = [];
  let [rows, wanted] = [0, 0];
  for await (const run of SUMMARY_READER.records(path)) {
    rows += run.length;
    for (const record of run) {
      if (!isWanted(record.fields)) continue;
      // What is held outlives its piece of the file.
      const fields = held === null ? record.fields : record.fields.map(copied);
      const row = SUMMARY_READER.row({ ...record, fields });
      pairs.add(row, wanted);
      truth.add(row);
      let own = truths.get(pairNamesOf(row));
      if (own === undefined) truths.set(pairNamesOf(row), (own = collectTruth()));
      own.add(row);
      axes.add(record);
      wanted += 1;
      if (wanted > most) held = null;
      held?.push(row);
    }
  }
  return {
    rows,
    wanted,
    held,
    findings: pairs.result(),
    strongest: pairs.strongest(),
    truth: truth.result(),
    truthOf: (pair) => truths.get(pair)?.result(),
    axes: axes.result(),
  };
}

const SERIES_NAMES = ['integrand', 'params', 'dimension'] as const;
const SERIES = SERIES_NAMES.map(columnPlace);
const PLACES = byAxis((axis) => (axis === 'series' ? -1 : columnPlace(axis)));
const [PHI, X] = [columnPlace('phi'), columnPlace('x')];

/**
 * The value of a row on an axis, as its line has it; a series is an integrand with its parameters and
 * dimension. Where phi or x say what mu and sigma are, these are no axes beside them.
 */
export function valueOn({ fields }: RowRecord, axis: ThinnedAxis): string {
  if (axis === 'series') return SERIES.map((place) => fields[place]).join('\n');
  const isLaw = axis === 'mu' || axis === 'sigma';
  return isLaw && (fields[PHI] !== '' || fields[X] !== '') ? '' : fields[PLACES[axis]]!;
}

/** The same of a row. */
export function valueOfRow(row: SummaryRow, axis: ThinnedAxis): string {
  if (axis === 'series') return SERIES_NAMES.map((name) => row[name]).join('\n');
  const isLaw = axis === 'mu' || axis === 'sigma';
  return isLaw && isGuided(row) ? '' : String(row[axis] ?? '');
}

function collectAxes() {
  const found = byAxis(() => new Set<string>());
  return {
    add(record: RowRecord): void {
      for (const axis of AXES) {
        const value = valueOn(record, axis);
        if (!found[axis].has(value)) found[axis].add(copied(value));
      }
    },
    result: () =>
      byAxis((axis) => (axis === 'series' || axis === 'phi' ? [...found[axis]] : ordered(found[axis]))),
  };
}

const ordered = (values: ReadonlySet<string>): readonly string[] =>
  [...values].sort((a, b) => Number(a) - Number(b));
