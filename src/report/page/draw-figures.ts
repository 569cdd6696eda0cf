import { parseHTML } from 'linkedom/worker';
import { pairNamesOf, type PairNames } from '../../tables/estimator-pair.ts';
import type { ReportData } from '../data/report-data.ts';
import { reportRows, type ReportRow } from '../data/report-row.ts';
import { axesOf, rowsAlong } from '../series-axis.ts';
import { truthOf } from '../data/truth.ts';
import type { Figure, Frame } from './figures/frame.ts';
import { ratioCurve, varianceCurves } from './figures/curves.ts';
import { mapLegend, regimeMap } from './figures/regime-map.ts';
import { sampleSize } from './figures/sample-size.ts';
import { whyFigure } from './figures/why.ts';
import { coverageFigure, measuredAgainstExact, zQuantiles } from './figures/truth.ts';

interface Size {
  readonly width: number;
  readonly unit: 'px' | 'mm';
}

const PIXELS_A_MILLIMETRE = 96 / 25.4;

/**
 * Every figure of the page that needs no choice, as an SVG file; curves for the row in which score wins most
 * clearly.
 */
export function drawFigures(
  data: ReportData,
  size: Size,
): readonly { readonly name: string; readonly svg: string; readonly text: string }[] {
  const { document } = parseHTML('<!doctype html><html><head></head><body></body></html>') as unknown as {
    readonly document: Document;
  };
  const width = Math.round(size.unit === 'mm' ? size.width * PIXELS_A_MILLIMETRE : size.width);
  const frame: Frame = { document, width };
  const rows = reportRows(data);
  const truth = data.whole?.truth ?? truthOf(rows);
  const figures: (readonly [string, Figure])[] = [
    ...data.findings.map(
      (pair, i) => [i === 0 ? 'map-legend' : `map-legend-${i + 1}`, mapLegend(pair, frame)] as const,
    ),
    ...mapsOf(rows).map(([name, pair, own]) => [name, regimeMap(own, null, pair, frame)] as const),
    ['measured-against-exact', measuredAgainstExact(truth, data.whole === null ? rows : null, frame)],
    ['z-quantiles', zQuantiles(truth, frame)],
    ['coverage', coverageFigure(truth, frame)],
    ...curvesOf(data, rows, frame),
  ];
  return figures.map(([name, { svg, text }]) => ({ name, svg: standalone(svg, text, size), text }));
}

/** A map for every component, mu and pair, of the largest m. */
function mapsOf(
  rows: readonly ReportRow[],
): readonly (readonly [name: string, pair: PairNames, rows: readonly ReportRow[]])[] {
  const m = rows.reduce((most, row) => Math.max(most, row.m ?? 0), 0);
  const maps = new Map<string, ReportRow[]>();
  for (const row of rows) {
    if (row.m !== m) continue;
    const key = JSON.stringify([row.component, row.mu, pairNamesOf(row)]);
    const own = maps.get(key);
    if (own === undefined) maps.set(key, [row]);
    else own.push(row);
  }
  return [...maps.values()].map((own, i) => [
    `map-${i + 1}-d${safe(own[0]?.component)}-mu${safe(own[0]?.mu)}`,
    { first: own[0]?.estimator_1 ?? '', second: own[0]?.estimator_2 ?? '' },
    own,
  ]);
}

const safe = (value: string | number | null | undefined): string =>
  String(value)
    .replace(/[^A-Za-z0-9.-]/g, '_')
    .slice(0, 40);

function curvesOf(
  data: ReportData,
  rows: readonly ReportRow[],
  frame: Frame,
): readonly (readonly [string, Figure])[] {
  const chosen = rows[data.findings[0]?.classes[0]?.strongest ?? 0];
  if (chosen === undefined) return [];
  const axis = axesOf(rows, chosen)[0];
  const along = axis === undefined ? [] : rowsAlong(rows, chosen, axis);
  const alongM = rowsAlong(rows, chosen, 'm');
  const why = whyFigure(chosen, frame);
  return [
    ...(axis === undefined
      ? []
      : ([
          ['curve-variances', varianceCurves(along, axis, frame)],
          ['curve-ratio', ratioCurve(along, axis, frame)],
        ] as const)),
    ...(alongM.length > 1 ? ([['sample-size', sampleSize(alongM, frame)]] as const) : []),
    ...(why === null ? [] : ([['why', why]] as const)),
  ];
}

/**
 * An SVG document: its size in the unit asked for, its sentence as description (linkedom would not escape a
 * title).
 */
function standalone(svg: SVGSVGElement, text: string, { width, unit }: Size): string {
  const [w, h] = [Number(svg.getAttribute('width')), Number(svg.getAttribute('height'))];
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  // The frame is drawn in whole px.
  const drawn = unit === 'mm' ? Math.round(width * PIXELS_A_MILLIMETRE) : Math.round(width);
  const scale = width / drawn;
  svg.setAttribute('width', `${Number((w * scale).toFixed(2))}${unit}`);
  svg.setAttribute('height', `${Number((h * scale).toFixed(2))}${unit}`);
  const description = svg.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'desc');
  description.textContent = text;
  // linkedom escapes text, but not attributes as XML wants it: none holds a name.
  description.setAttribute('id', 'description');
  svg.removeAttribute('aria-label');
  svg.setAttribute('aria-labelledby', 'description');
  svg.prepend(description);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg.outerHTML}\n`;
}
