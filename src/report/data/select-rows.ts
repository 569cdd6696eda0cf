import { columnPlace, type SummaryRow } from '../../tables/columns/columns.ts';
import { copied, type RowRecord } from '../../tables/reading/csv-records.ts';
import { SUMMARY_READER } from '../../tables/reading/read-table.ts';
import { pairNamesOf, type PairNames } from '../../tables/estimator-pair.ts';
import { shareText } from './number-text.ts';
import type { PairFindings, SizeRange, Whole } from './report-data.ts';
import { filterOf, type RowFilter } from './row-filter.ts';
import { valueOfRow, valueOn, type Survey } from './survey.ts';
import { AXES, byAxis, thinAxes, type ByAxis, type ShownAxis } from './thin-axes.ts';
import { collectTogether, type Together } from './together.ts';

/** Most rows of a report: 25 MB of HTML, and far more than a person looks at. */
export const MOST_SHOWN_ROWS = 40_000;

/** The rows that a report holds. */
export interface SelectedRows {
  readonly rows: readonly SummaryRow[];
  /** Those of the survey, rows named by their place in `rows`. */
  readonly findings: readonly PairFindings[];
  readonly whole: Whole | null;
  readonly notes: readonly string[];
}

/**
 * All wanted rows, or, of too many, those of a thinned grid and the ones that the findings name.
 *
 * @param most rows of a report, about
 */
export async function selectRows(
  path: string,
  filter: RowFilter,
  survey: Survey,
  most: number,
): Promise<SelectedRows> {
  const filtered =
    filter.text === '' ? [] : [`Only rows with ${filter.text}: ${survey.wanted} of ${survey.rows}.`];
  const { held, findings } = survey;
  if (held !== null) return { rows: held, findings, whole: null, notes: filtered };
  const found = await thinnedRows(path, filter, survey, most);
  const truthOfPair = ({ first, second }: PairNames) =>
    survey.truthOf(pairNamesOf({ estimator_1: first, estimator_2: second })) ?? survey.truth;
  return {
    rows: found.rows,
    findings: findings.map((each) => renamed(each, found.places)),
    whole: { truth: survey.truth, truthOfPairs: findings.map(truthOfPair), sizes: found.sizes },
    notes: [...filtered, partText(survey, found)],
  };
}

interface ThinnedRows {
  readonly rows: readonly SummaryRow[];
  /** Place of a wanted row among these. */
  readonly places: ReadonlyMap<number, number>;
  readonly axes: ByAxis<ShownAxis>;
  readonly sizes: readonly SizeRange[];
  readonly together: Together;
}

async function thinnedRows(
  path: string,
  filter: RowFilter,
  survey: Survey,
  most: number,
): Promise<ThinnedRows> {
  const named = new Set(survey.findings.flatMap(namedRows));
  const wanted = byAxis((axis) => [...new Set(survey.strongest.map((row) => valueOfRow(row, axis)))]);
  const axes = thinAxes(survey.axes, wanted, survey.wanted, most);
  const sizes = sizeRanges(survey.axes.m, [...axes.m.shown]);
  const together = collectTogether(sizes, survey.axes.m);
  const isWanted = filterOf(filter);
  const rows: SummaryRow[] = [];
  const places = new Map<number, number>();
  let index = 0;
  for await (const run of SUMMARY_READER.records(path)) {
    for (const record of run) {
      if (!isWanted(record.fields)) continue;
      const place = POINT_AXES.map((axis) => valueOn(record, axis));
      const m = valueOn(record, 'm');
      const isOfPoint = POINT_AXES.every((axis, i) => axes[axis].shown.has(place[i]!));
      if (isOfPoint) together.add({ point: place.join(' '), m, ...judged(record) });
      // The bound holds for a file that is no grid, too.
      const isShown = isOfPoint && axes.m.shown.has(m) && rows.length < 1.5 * most;
      if (isShown || named.has(index)) {
        places.set(index, rows.length);
        rows.push(SUMMARY_READER.row({ ...record, fields: record.fields.map(copied) }));
      }
      index += 1;
    }
  }
  return { rows, places, axes, sizes, together: together.result() };
}

const POINT_AXES = AXES.filter((axis) => axis !== 'm');

const KIND = (['component', 'estimator_1', 'estimator_2'] as const).map(columnPlace);
const WINNER = columnPlace('winner');

const judged = ({ fields }: RowRecord) => ({
  kind: KIND.map((place) => fields[place]).join(' '),
  winner: fields[WINNER]!,
});

const namedRows = ({ classes, clearest }: PairFindings): readonly number[] => [
  ...clearest,
  ...classes.flatMap(({ strongest }) => strongest ?? []),
];

function renamed(found: PairFindings, places: ReadonlyMap<number, number>): PairFindings {
  return {
    ...found,
    clearest: found.clearest.flatMap((index) => places.get(index) ?? []),
    classes: found.classes.map((each) => ({
      ...each,
      strongest: each.strongest === null ? null : (places.get(each.strongest) ?? null),
    })),
  };
}

/**
 * Each sample size that is shown stands for those that are nearer to it, by rank, than to the next one shown.
 */
function sizeRanges(all: readonly string[], shown: readonly string[]): readonly SizeRange[] {
  const ranks = shown.map((m) => all.indexOf(m));
  return shown.map((m, i) => {
    const from = i === 0 ? 0 : Math.floor((ranks[i - 1]! + ranks[i]!) / 2) + 1;
    const to = i === shown.length - 1 ? all.length - 1 : Math.floor((ranks[i]! + ranks[i + 1]!) / 2);
    return { m, from: all[from]!, to: all[to]! };
  });
}

const NAMES: ByAxis<string> = {
  series: 'functions',
  phi: 'values of phi',
  x: 'values of x',
  mu: 'values of mu',
  sigma: 'values of sigma',
  m: 'values of m',
};

function partText({ wanted }: Survey, { rows, axes, together }: ThinnedRows): string {
  const parts = AXES.flatMap((axis) => {
    const { shown, of } = axes[axis];
    return shown.size < of ? [`${shown.size} of ${of} ${NAMES[axis]}`] : [];
  });
  const others =
    together.rows === 0
      ? ''
      : ` Each M stands for those around it: in ${shareText(together.agreeing, together.rows)} of their rows the winner is the same.`;
  return `${rows.length} of ${wanted} rows are shown: ${parts.join(', ')}, and every row that is named.${others} All counts, the health and what is measured against exact are of all rows. A part is shown whole with --where, as --where integrand=NAME.`;
}
