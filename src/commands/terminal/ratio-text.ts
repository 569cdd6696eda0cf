import { CONFIDENCE_TEXT } from '../../elementary/constants.ts';
import type { RatioRow } from '../../tables/columns/ratio-columns.ts';
import { jsonText } from '../../text/json.ts';
import { alignedLines } from '../../text/table.ts';
import { visibleLines } from '../../text/visible.ts';

/** Parameters that are printed; a network has thousands. */
const MOST_ROWS = 40;

/** What two files of gradients say, for people. */
export function ratioText(rows: readonly RatioRow[]): string {
  const last = rows.at(-1)!;
  const shown = rows.length <= MOST_ROWS ? rows : [...rows.slice(0, MOST_ROWS - 1), last];
  const hidden = rows.length - shown.length;
  const header = [
    'parameter',
    'variance 1',
    'variance 2',
    'ratio',
    `${CONFIDENCE_TEXT} interval`,
    'signal/noise',
    'mean 1',
    'mean 2',
    'winner',
    'rows needed',
  ];
  return visibleLines([
    `1: ${last.estimator_1}, ${last.rows_1} rows; 2: ${last.estimator_2}, ${last.rows_2} rows; ${drawsText(last)}`,
    '',
    ...alignedLines([header, ...shown.map(rowCells)]),
    ...(hidden > 0 ? [`${hidden} more parameters: see --json or --out`] : []),
    '',
    ...sentences(rows, last),
  ]);
}

function drawsText({ draws, m }: RatioRow): string {
  const rows = draws === 'same' ? 'rows are pairs from the same draws' : 'each has draws of its own';
  return m === 1 ? rows : `${rows}; a row is made of ${m} draws`;
}

function rowCells(row: RatioRow): string[] {
  const { variance_ratio_low: low, variance_ratio_high: high } = row;
  const mean = (value: number | null, error: number | null) =>
    value === null || error === null ? '' : `${short(value)} ± ${short(error, 2)}`;
  const doubt = row.ci_quality === 'heavy_tail' ? ' (heavy tail)' : '';
  return [
    row.component,
    short(row.variance_1),
    short(row.variance_2),
    short(row.variance_ratio),
    low === null || high === null ? '-' : `${short(low)} to ${short(high)}${doubt}`,
    `${short(row.snr_1, 3)} / ${short(row.snr_2, 3)}`,
    mean(row.mean_1, row.mean_1_mcse),
    mean(row.mean_2, row.mean_2_mcse),
    row.status === 'ok' ? row.winner : row.status,
    short(row.rows_needed),
  ];
}

/** The answer, and what it rests on. */
function sentences(rows: readonly RatioRow[], last: RatioRow): readonly string[] {
  const differing = rows.filter(({ status, mean_1: mean }) => status === 'means_differ' && mean !== null);
  const biased =
    differing.length === 0
      ? []
      : [
          `the means differ in ${listed(differing.map(({ component }) => component))}: one of the two is biased there, and none of them wins`,
        ];
  const heavy = rows.filter(({ ci_quality }) => ci_quality === 'heavy_tail').length;
  const tail =
    heavy === 0
      ? []
      : [
          `${heavy === rows.length ? 'no interval' : `${heavy} of ${rows.length} intervals`} can ${heavy === rows.length ? '' : 'not '}be trusted at these rows: the kurtosis, judged from the spread of the variance between groups of rows, asks for more`,
        ];
  return [verdictText(last), ...biased, ...tail];
}

function verdictText(row: RatioRow): string {
  const { variance_ratio: ratio, winner, component, status } = row;
  const where = component === 'total' ? 'over all parameters' : `in ${component}`;
  if (status.startsWith('zero_variance')) return `undecided ${where}: ${ZERO[status] ?? status}`;
  if (ratio === null || winner === 'undecided')
    return `undecided ${where}${row.rows_needed === null ? '' : `; about ${row.rows_needed} rows would decide, were the ratio what it seems`}`;
  const factor = ratio > 1 ? ratio : 1 / ratio;
  return `${winner} is the less noisy ${where}: its variance is ${short(factor)} times smaller`;
}

const ZERO: Readonly<Record<string, string>> = {
  zero_variance_1: 'all rows of the first are the same number',
  zero_variance_2: 'all rows of the second are the same number',
  zero_variance_both: 'all rows of either are the same number',
};

function listed(names: readonly string[]): string {
  const some = names.slice(0, 6).join(', ');
  return names.length > 6 ? `${some} and ${names.length - 6} more parameters` : some;
}

/** Everything as JSON. */
export function ratioJson(rows: readonly RatioRow[]): string {
  return jsonText({ rows }, 2);
}

function short(value: number | null, digits = 5): string {
  return value === null ? '-' : String(Number(value.toPrecision(digits)));
}
