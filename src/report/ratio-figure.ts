import { CONFIDENCE_TEXT } from '../elementary/constants.ts';
import { log } from '../elementary/log.ts';
import type { RatioRow } from '../tables/columns/ratio-columns.ts';
import { markupLine } from '../text/markup.ts';
import { shortened } from '../text/visible.ts';
import { numberText } from './data/number-text.ts';
import type { StaticFigure } from './static-figure.ts';

/** Parameters that are drawn; what is wider is in the table. */
const MOST_ROWS = 200;

const ROW = 22;
const LABEL = 160;
const VALUE = 170;
const TOP = 34;

/**
 * The variance ratio of every parameter with its interval, on one logarithmic axis with 1 in it: to the right
 * estimator 2 is the less noisy. Intervals that cannot be trusted are dashed. Drawn as text: it needs no
 * script.
 */
export function ratioFigure(rows: readonly RatioRow[], width: number): StaticFigure {
  const drawn = rows.filter(({ variance_ratio: ratio }) => ratio !== null).slice(-MOST_ROWS);
  const ends = drawn.flatMap((row) => [
    row.variance_ratio_low ?? row.variance_ratio ?? 1,
    row.variance_ratio_high ?? row.variance_ratio ?? 1,
  ]);
  const [low, high] = [Math.min(0.5, ...ends), Math.max(2, ...ends)];
  const from = LABEL + 10;
  const to = width - VALUE - 10;
  const x = (ratio: number) => from + ((log(ratio) - log(low)) / (log(high) - log(low))) * (to - from);
  const height = TOP + ROW * drawn.length + 30;
  const [one, two] = [drawn[0]?.estimator_1 ?? '', drawn[0]?.estimator_2 ?? ''];
  const text = `Variance of ${one} over that of ${two}, with the ${CONFIDENCE_TEXT} interval: right of 1 ${two} is the less noisy`;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${markupLine(text)}" font-family="DejaVu Sans, sans-serif" font-size="12" fill="currentColor" stroke="none">`,
    `<line x1="${at(x(1))}" x2="${at(x(1))}" y1="${TOP - 12}" y2="${height - 26}" stroke="currentColor" stroke-width="1" opacity="0.6"/>`,
    ...ticks(low, high).map(
      (tick) => `<text x="${at(x(tick))}" y="${height - 10}" text-anchor="middle">${numberText(tick)}</text>`,
    ),
    `<text x="${from}" y="14">${markupLine(shortened(one, 30))} less noisy</text>`,
    `<text x="${to}" y="14" text-anchor="end">${markupLine(shortened(two, 30))} less noisy</text>`,
    ...drawn.map((row, i) => rowMarks(row, TOP + ROW * i + 6, x, width)),
    '</svg>',
  ].join('\n');
  return { name: 'ratio', svg, text };
}

function rowMarks(row: RatioRow, y: number, x: (ratio: number) => number, width: number): string {
  const { variance_ratio: ratio, variance_ratio_low: low, variance_ratio_high: high } = row;
  const dash = row.ci_quality === 'ok' ? '' : ' stroke-dasharray="3 3"';
  const interval =
    low === null || high === null
      ? ''
      : `<line x1="${at(x(low))}" x2="${at(x(high))}" y1="${y}" y2="${y}" stroke="currentColor" stroke-width="2"${dash}/>`;
  const label = `<text x="${LABEL}" y="${y + 4}" text-anchor="end">${markupLine(shortened(row.component, 22))}</text>`;
  const winner = row.status === 'ok' ? row.winner : row.status;
  const value = `<text x="${width - VALUE}" y="${y + 4}">${numberText(ratio)}  ${markupLine(shortened(winner, 16))}</text>`;
  return `${label}${interval}<circle cx="${at(x(ratio ?? 1))}" cy="${y}" r="4"/>${value}`;
}

/** Powers of ten, and where these are few, halves and doubles. */
function ticks(low: number, high: number): readonly number[] {
  const found: number[] = [];
  for (let exponent = -12; exponent <= 12; exponent += 1) found.push(Number(`1e${exponent}`));
  const tens = found.filter((tick) => tick >= low && tick <= high);
  return tens.length >= 3 ? tens : [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50].filter((t) => t >= low && t <= high);
}

const at = (value: number): string => value.toFixed(1);
