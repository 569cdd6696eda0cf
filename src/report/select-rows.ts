import type { SummaryRow } from '../results/columns.ts';
import { SUMMARY_READER } from '../results/read-table.ts';
import { pairOf, type EstimatorPair } from './estimator-pair.ts';
import type { PairFindings, SizeRange, Whole } from './report-data.ts';
import { filterOf, type RowFilter } from './row-filter.ts';
import { valueOn, type Survey } from './survey.ts';
import { AXES, thinAxes, type ThinnedAxis, type ShownAxis } from './thin-axes.ts';

/** Most rows of a report: 25 MB of HTML, and far more than a person looks at. */
export const MOST_ROWS = 40_000;

/** The rows that a report holds. */
export interface SelectedRows {
  readonly rows: readonly SummaryRow[];
  /** Those of the survey, rows named by their place in `rows`. */
  readonly findings: readonly PairFindings[];
  readonly whole: Whole | null;
  readonly notes: readonly string[];
}

/** All wanted rows, or, of too many, those of a thinned grid and the ones that the findings name. */
export async function selectRows(path: string, filter: RowFilter, survey: Survey): Promise<SelectedRows> {
  const filtered =
    filter.text === '' ? [] : [`Only rows with ${filter.text}: ${survey.wanted} of ${survey.rows}.`];
  const { held, findings } = survey;
  if (held !== null) return { rows: held, findings, whole: null, notes: filtered };
  const axes = thinAxes(survey.axes, survey.wanted, MOST_ROWS);
  const named = new Set(findings.flatMap(namedRows));
  const rows: SummaryRow[] = [];
  const places = new Map<number, number>();
  const isWanted = filterOf(filter);
  let index = 0;
  for await (const run of SUMMARY_READER.records(path)) {
    for (const record of run) {
      if (!isWanted(record.fields)) continue;
      const isShown = AXES.every((axis) => axes[axis].shown.has(valueOn(record, axis)));
      // The bound holds for a file that is no grid, too.
      if ((isShown && rows.length < MOST_ROWS) || named.has(index)) {
        places.set(index, rows.length);
        rows.push(SUMMARY_READER.row(record));
      }
      index += 1;
    }
  }
  const truthOfPair = ({ first, second }: EstimatorPair) =>
    survey.truthOf(pairOf({ estimator_1: first, estimator_2: second })) ?? survey.truth;
  return {
    rows,
    findings: findings.map((found) => renamed(found, places)),
    whole: {
      truth: survey.truth,
      truthOfPairs: findings.map(truthOfPair),
      sizes: sizeRanges(survey.axes.m, [...axes.m.shown]),
    },
    notes: [...filtered, partText(rows.length, survey, axes)],
  };
}

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

/** Each sample size that is shown stands for those that are nearer to it, by rank, than to the next one shown. */
function sizeRanges(all: readonly string[], shown: readonly string[]): readonly SizeRange[] {
  const ranks = shown.map((m) => all.indexOf(m));
  return shown.map((m, i) => {
    const from = i === 0 ? 0 : Math.floor((ranks[i - 1]! + ranks[i]!) / 2) + 1;
    const to = i === shown.length - 1 ? all.length - 1 : Math.floor((ranks[i]! + ranks[i + 1]!) / 2);
    return { m, from: all[from]!, to: all[to]! };
  });
}

const NAMES: Readonly<Record<ThinnedAxis, string>> = {
  series: 'functions',
  mu: 'values of mu',
  sigma: 'values of sigma',
  m: 'values of m',
};

function partText(shown: number, { wanted }: Survey, axes: Readonly<Record<ThinnedAxis, ShownAxis>>): string {
  const parts = AXES.flatMap((axis) => {
    const { shown: values, of } = axes[axis];
    return values.size < of ? [`${values.size} of ${of} ${NAMES[axis]}`] : [];
  });
  return `${shown} of ${wanted} rows are shown: ${parts.join(', ')}, and every row that is named. All counts, the health and what is measured against exact are of all rows; \`--where integrand=…\` shows a part whole.`;
}
