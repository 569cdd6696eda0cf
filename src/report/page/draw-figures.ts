import { parseHTML } from 'linkedom/worker';
import { lineAnswer, shapeOf } from '../../answers/answer.ts';
import { isScoreAgainstPathwise, pairNamesOf, type PairNames } from '../../tables/estimator-pair.ts';
import { axisValue, heldText, pointAxesOf, type RowAxis } from '../../tables/row-axes.ts';
import { shortened, visibleLine } from '../../text/visible.ts';
import type { ReportData } from '../data/report-data.ts';
import { reportRows, type ReportRow } from '../data/report-row.ts';
import { truthOf } from '../data/truth.ts';
import { whySum } from '../data/why-sum.ts';
import { axesOf, rowOfPair, rowsAlong } from '../series-axis.ts';
import { ratioCurve, varianceCurves, type Curves } from './figures/curves.ts';
import { denseCurve, lineThrough, pointOfRow } from './figures/dense-curve.ts';
import { stacked } from './figures/draw.ts';
import { FILE_PAINT, type Figure, type Frame } from './figures/frame.ts';
import { functionFigure } from './figures/function-shape.ts';
import { mapLegend } from './figures/map-legend.ts';
import type { MapSlice } from './figures/map-rows.ts';
import { regimeMap } from './figures/regime-map.ts';
import { sampleSize } from './figures/sample-size.ts';
import { FILE_MARGIN, fileText, titled } from './figures/standalone.ts';
import { strengthFigure } from './figures/strength.ts';
import { coverageFigure, measuredAgainstExact, zQuantiles } from './figures/truth.ts';
import { whyFigure } from './figures/why.ts';
import { zipFigure } from './figures/zip.ts';
import { bestOf } from './view.ts';

export { readSvg } from './read-svg.ts';

interface Size {
  readonly width: number;
  readonly unit: 'px' | 'mm';
}

/** One figure that is asked for by name, or every figure of the page that needs no choice. */
export type WantedFigure = 'map' | 'curve' | 'estimators' | 'interval' | 'all';

type Named = readonly [name: string, figure: Figure];

const PIXELS_A_MILLIMETRE = 96 / 25.4;

/** Figures as SVG files; curves for the row in which score wins most clearly. */
export function drawFigures(
  data: ReportData,
  size: Size,
  wanted: WantedFigure = 'all',
): readonly { readonly name: string; readonly svg: string; readonly text: string }[] {
  const { document } = parseHTML('<!doctype html><html><head></head><body></body></html>') as unknown as {
    readonly document: Document;
  };
  const width = Math.round(size.unit === 'mm' ? size.width * PIXELS_A_MILLIMETRE : size.width);
  const frame: Frame = { document, width: width - 2 * FILE_MARGIN, paint: FILE_PAINT };
  return figuresOf(data, reportRows(data), frame, wanted).map(([name, made]) => {
    const whole = titled(document, made);
    return { name, svg: sized(fileText(whole), width, size), text: `${made.title}. ${made.text}` };
  });
}

function figuresOf(
  data: ReportData,
  rows: readonly ReportRow[],
  frame: Frame,
  wanted: WantedFigure,
): readonly Named[] {
  const most = rows.reduce((largest, row) => Math.max(largest, row.m ?? 0), 0);
  const points = rows.filter(({ m }) => m === most);
  if (wanted === 'map')
    return mapsOf(points, frame)
      .slice(0, 1)
      .map(([, map]) => ['map', map] as const);
  if (wanted === 'interval') return present([['interval', zipFigure(rows, frame)]]);
  const first = data.findings[0];
  const ofPair = first === undefined ? rows : rows.filter(isOfPair(first));
  const chosen = bestOf(ofPair.filter(({ m }) => m === most));
  if (chosen === null) return [];
  if (wanted === 'curve') return curvesOf(data, rows, chosen, frame, false).slice(0, 1);
  if (wanted === 'estimators') return curvesOf(data, rows, chosen, frame, true).slice(0, 1);
  const truth = data.whole?.truth ?? truthOf(rows);
  return [
    ...shapeFigure(chosen, frame),
    ...strengthsOf(points, frame),
    ...mapsOf(points, frame),
    ...present([['interval', zipFigure(rows, frame)]]),
    ['measured-against-exact', measuredAgainstExact(truth, data.whole === null ? rows : null, frame)],
    ['z-quantiles', zQuantiles(truth, frame)],
    ['coverage', coverageFigure(truth, frame)],
    ...curvesOf(data, rows, chosen, frame, false),
    ...(data.findings.length > 1
      ? curvesOf(data, rows, chosen, frame, true)
          .slice(0, 1)
          .map(([, made]) => ['curve-estimators', made] as const)
      : []),
  ];
}

const present = (figures: readonly (readonly [string, Figure | null])[]): readonly Named[] =>
  figures.flatMap(([name, made]) => (made === null ? [] : [[name, made] as const]));

const isOfPair =
  ({ first, second }: PairNames) =>
  (row: ReportRow): boolean =>
    row.estimator_1 === first && row.estimator_2 === second;

function shapeFigure(row: ReportRow, frame: Frame): readonly Named[] {
  const point = pointOfRow(row);
  if (point === null) return [];
  return tried(() => [
    'function',
    functionFigure(shapeOf(point), shortened(visibleLine(row.formula), 40), frame),
  ]);
}

/** What is no formula of this version is left out. */
function tried(make: () => Named): readonly Named[] {
  try {
    return [make()];
  } catch {
    return [];
  }
}

/** A map for each component, pair, and place that the columns do not name; score against pathwise first. */
function slicesOf(points: readonly ReportRow[]): readonly MapSlice[] {
  const axes = pointAxesOf(points);
  const slices = new Map<string, ReportRow[]>();
  for (const row of points) {
    const key = JSON.stringify([row.component, heldText(row, axes, axes.columns), pairNamesOf(row)]);
    const own = slices.get(key);
    if (own === undefined) slices.set(key, [row]);
    else own.push(row);
  }
  return [...slices.values()]
    .map((rows) => ({ rows, pair: pairOf(rows), axes }))
    .sort((a, b) => Number(isScoreAgainstPathwise(b.pair)) - Number(isScoreAgainstPathwise(a.pair)));
}

const pairOf = (rows: readonly ReportRow[]): PairNames => ({
  first: rows[0]?.estimator_1 ?? '',
  second: rows[0]?.estimator_2 ?? '',
});

/** Every map, its legend below. */
function mapsOf(points: readonly ReportRow[], frame: Frame): readonly Named[] {
  return slicesOf(points).map((slice, i) => {
    const map = regimeMap(slice, null, frame);
    const svg = stacked(frame.document, [map.svg, mapLegend(slice.pair, frame).svg]);
    return [`map-${i + 1}-d${safe(slice.rows[0]?.component)}${placeName(slice)}`, { ...map, svg }];
  });
}

/** Of a file: `-mu0`, `-a0.5-x2`. */
const placeName = ({ rows: [row], axes }: MapSlice): string =>
  axes.coordinates
    .filter((axis) => axis !== axes.columns && row !== undefined)
    .map((axis) => `-${safe(axis)}${safe(row && axisValue(row, axis))}`)
    .join('')
    .slice(0, 120);

function strengthsOf(points: readonly ReportRow[], frame: Frame): readonly Named[] {
  return slicesOf(points)
    .slice(0, 2)
    .map((slice, i) => [
      `strength-${i + 1}-d${safe(slice.rows[0]?.component)}`,
      strengthFigure(slice, frame),
    ]);
}

const safe = (value: string | number | null | undefined): string =>
  String(value)
    .replace(/[^A-Za-z0-9.-]/g, '_')
    .slice(0, 40);

function curvesOf(
  data: ReportData,
  rows: readonly ReportRow[],
  chosen: ReportRow,
  frame: Frame,
  isOfAll: boolean,
): readonly Named[] {
  const pair = pairOf([chosen]);
  const axis = axesOf(rows, chosen)[0];
  const alongM = rowsAlong(rows, chosen, 'm');
  const sum = whySum(chosen);
  return [
    ...(axis === undefined ? [] : curvesOver(axis)),
    ...(alongM.length > 1 ? ([['sample-size', sampleSize(alongM, frame)]] as const) : []),
    ...(sum === null ? [] : ([['why', whyFigure(sum, chosen.component, frame)]] as const)),
  ];

  function curvesOver(over: RowAxis): readonly Named[] {
    const along = rowsAlong(rows, chosen, over);
    const others = (isOfAll ? data.findings : []).flatMap(({ first, second }) =>
      rowsAlong(rows, rowOfPair(chosen, { first, second }), over),
    );
    const curves: Curves = { rows: along, axis: over, pair, dense: denseThrough(chosen, along, over) };
    const whole = others.length === 0 ? along : [...along, ...others];
    return [
      ['curve-variances', varianceCurves({ ...curves, rows: whole }, frame)],
      ['curve-ratio', ratioCurve(curves, frame)],
    ];
  }
}

function denseThrough(row: ReportRow, along: readonly ReportRow[], axis: RowAxis) {
  const question = lineThrough(row, along, axis, null);
  if (question === null) return null;
  try {
    return denseCurve(lineAnswer(question), row, axis, true);
  } catch {
    return null;
  }
}

/** In the unit asked for; the frame is drawn in whole px. */
function sized(file: string, drawn: number, { width, unit }: Size): string {
  return file.replace(/<svg\b[^>]*>/, (tag) =>
    tag.replace(/ (width|height)="([\d.]+)"/g, (_, side: string, px: string) => {
      return ` ${side}="${Number(((Number(px) * width) / drawn).toFixed(2))}${unit}"`;
    }),
  );
}
