import * as Plot from '@observablehq/plot';
import { numberText } from '../../data/number-text.ts';
import { isWin, type PairNames } from '../../../tables/estimator-pair.ts';
import type { ReportRow } from '../../data/report-row.ts';
import { challengerName } from '../../sentences.ts';
import { shortened, visibleLine } from '../../../text/visible.ts';
import { bandTicks } from './axis-ticks.ts';
import { common, figure, HINT, type Figure, type Frame } from './frame.ts';

/** More series than this are not drawn at once. */
export const MOST_SERIES = 120;

/** The ends of the scale are dark: on a dark page an edge keeps them visible. */
const OUTLINE = { stroke: 'currentColor', strokeOpacity: 0.3, strokeWidth: 0.5 } as const;

export interface MapCell {
  readonly row: ReportRow;
  readonly side: 'exact' | 'measured';
  readonly label: string;
  /** log10 of V1/V2. */
  readonly log: number | null;
  /** Why there is none. */
  readonly glyph: string;
}

/**
 * log10 of the ratio over integrand × sigma, the exact one beside the measured one. The rows are those of one
 * component, mu, m and estimator pair.
 */
export function regimeMap(
  rows: readonly ReportRow[],
  selected: ReportRow | null,
  pair: PairNames,
  frame: Frame,
): Figure {
  const series = [...new Set(rows.map((row) => row.series))];
  const drawn = new Set(series.slice(0, MOST_SERIES));
  const labels = labelsOf([...drawn]);
  const cells = rows
    .filter((row) => drawn.has(row.series))
    .flatMap((row) => [cellOf(row, 'exact', labels), cellOf(row, 'measured', labels)]);
  const known = cells.filter(({ log }) => log !== null);
  const unknown = cells.filter(({ log }) => log === null);
  const reach = Math.min(3, Math.max(0.5, ...known.map(({ log }) => Math.abs(log ?? 0))));
  const outlined = cells.filter(({ row }) => row === selected);
  const place = { fx: 'side', x: (cell: MapCell) => cell.row.sigma, y: 'label' } as const;
  const longest = Math.max(4, ...[...labels.values()].map((label) => label.length));
  const marginLeft = Math.min(0.35 * frame.width, 6.2 * longest + 12);
  const sigmas = [...new Set(rows.flatMap((row) => row.sigma ?? []))].sort((a, b) => a - b);
  const tickText = (sigma: number) => numberText(sigma, 3);
  const svg = Plot.plot({
    ...common(frame),
    marginLeft,
    height: 84 + 15 * drawn.size,
    marginTop: 42,
    marginBottom: 42,
    x: {
      type: 'band',
      label: 'sigma →',
      labelOffset: 36,
      domain: sigmas,
      ticks: bandTicks(sigmas, 0.44 * (frame.width - marginLeft), tickText),
      tickFormat: tickText,
    },
    y: { type: 'band', label: null, domain: [...labels.values()] },
    fx: { label: null, domain: ['exact', 'measured'], padding: 0.06 },
    color: {
      type: 'diverging',
      scheme: 'PuOr',
      reverse: true,
      domain: [-reach, reach],
      pivot: 0,
      clamp: true,
    },
    marks: [
      Plot.cell(known, { ...place, fill: 'log', inset: 0.5, ...OUTLINE }),
      Plot.text(unknown, { ...place, text: 'glyph', fill: 'currentColor' }),
      Plot.cell(outlined, { ...place, stroke: 'currentColor', strokeWidth: 2.5, fill: 'none' }),
      Plot.tip(cells, Plot.pointer({ ...HINT, ...place, title: titleOf })),
    ],
  });
  markRows(svg, 'cell', known);
  markRows(svg, 'text', unknown);
  return figure(svg, sentence(rows, pair, series.length, drawn.size));
}

/** Writes on the elements of a mark which row each shows: Plot binds to each its place in the data. */
function markRows(svg: Element, mark: string, cells: readonly MapCell[]): void {
  const group = svg.querySelector(`g[aria-label="${mark}"]`);
  for (const element of group?.querySelectorAll('rect, text') ?? []) {
    const { __data__: place } = element as Element & { readonly __data__?: number };
    const row = cells[place ?? -1]?.row;
    if (row !== undefined) element.setAttribute('data-row', String(row.index));
  }
}

function cellOf(row: ReportRow, side: MapCell['side'], labels: ReadonlyMap<string, string>): MapCell {
  const ratio = side === 'exact' ? row.variance_ratio_exact : row.variance_ratio;
  // What was measured of an infinite variance is chance.
  const isNumber = ratio !== null && ratio > 0 && !row.status.startsWith('infinite');
  const log = isNumber ? Math.log10(ratio) : null;
  return { row, side, label: labels.get(row.series) ?? row.series, log, glyph: glyphOf(row) };
}

/** Short labels that stay different. */
function labelsOf(series: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    series.map((name) => {
      const short = shortened(name, 26);
      const label = taken.has(short) ? `${short} #${taken.size}` : short;
      taken.add(label);
      return [name, label];
    }),
  );
}

function glyphOf({ status }: ReportRow): string {
  if (status.startsWith('zero')) return '0';
  if (status.startsWith('infinite')) return '∞';
  return status.startsWith('biased') ? '×' : '?';
}

function titleOf({ row }: MapCell): string {
  const low = numberText(row.variance_ratio_low);
  return [
    `${shortened(row.series, 40)}  mu=${row.mu} sigma=${row.sigma} m=${row.m} d/d${row.component}`,
    `V1/V2 exact ${numberText(row.variance_ratio_exact, 6)}`,
    `measured ${numberText(row.variance_ratio, 6)}  (${low} to ${numberText(row.variance_ratio_high)})`,
    `winner ${visibleLine(row.winner)}, status ${visibleLine(row.status)}, interval ${visibleLine(row.ci_quality)}`,
  ].join('\n');
}

function sentence(rows: readonly ReportRow[], pair: PairNames, series: number, drawn: number): string {
  const wins = rows.filter(isWin).length;
  const part =
    drawn < series ? ` Drawn are the first ${drawn} of ${series} functions; filter to see others.` : '';
  const row = rows[0];
  const place = row === undefined ? '' : `d/d${visibleLine(row.component)} at mu=${row.mu}, m=${row.m}: `;
  return `Regime map, ${place}${series} functions by sigma, ${rows.length} cells; ${challengerName(pair)} wins in ${wins}.${part}`;
}

const powerOfTen = (exponent: number): number => Number(`1e${exponent}`);

/** The colors of the map and what they mean. */
export function mapLegend(pair: PairNames, frame: Frame): Figure {
  const [first, second] = [pair.first, pair.second].map((name) => shortened(visibleLine(name), 16));
  const steps = Array.from({ length: 13 }, (_, i) => (i - 6) / 2);
  const svg = Plot.plot({
    ...common(frame),
    width: Math.min(frame.width, 420),
    height: 58,
    marginTop: 4,
    marginBottom: 42,
    marginLeft: 12,
    marginRight: 12,
    x: {
      type: 'band',
      label: `← ${first} less noisy · V1/V2 · ${second} less noisy →`,
      labelAnchor: 'center',
      labelOffset: 38,
      ticks: [-3, -2, -1, 0, 1, 2, 3],
      tickFormat: (log: number) =>
        log === 0 ? '1' : log < 0 ? `1/${powerOfTen(-log)}` : String(powerOfTen(log)),
    },
    color: { type: 'diverging', scheme: 'PuOr', reverse: true, domain: [-3, 3], pivot: 0 },
    marks: [
      Plot.cellX(steps, { x: (step: number) => step, fill: (step: number) => step, inset: 0.5, ...OUTLINE }),
    ],
  });
  return figure(
    svg,
    `Colors: orange where ${first} is less noisy, purple where ${second} is; white at a ratio of 1.`,
  );
}
