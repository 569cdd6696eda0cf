import { sayNumber } from '../../data/number-text.ts';
import { isWin, type PairNames } from '../../../tables/estimator-pair.ts';
import { axisValue, type RowAxis } from '../../../tables/row-axes.ts';
import { challengerName } from '../../sentences.ts';
import type { ReportRow } from '../../data/report-row.ts';
import { shortened, visibleLine } from '../../../text/visible.ts';
import { ACROSS, CHARACTER, roomyTicks, spacingOf, type AxisLine } from './axis-ticks.ts';
import { drawing, drawn } from './draw.ts';
import { figure, type Figure, type Frame } from './frame.ts';
import { cellSign } from './map-cell.ts';
import { mapRows, sliceText, type MapLine, type MapSlice } from './map-rows.ts';

/** More series than this are not drawn at once. */
export const MOST_SERIES = 120;

const ROW = 18;
const EDGE = 34;

interface Layout {
  readonly frame: Frame;
  readonly lines: readonly MapLine[];
  /** Name of the columns, and their values. */
  readonly columns: RowAxis;
  readonly values: readonly number[];
  /** Left and right edge of the cells of each value, in px of the drawing. */
  readonly bands: readonly (readonly [number, number])[];
  readonly axis: AxisLine;
  readonly left: number;
  readonly nameWidth: number;
  readonly formulaWidth: number;
}

/**
 * The exact ratio over function × sigma, or another coordinate, grouped by class, formulas beside names.
 */
export function regimeMap(slice: MapSlice, selected: ReportRow | null, frame: Frame): Figure {
  const { document, paint } = frame;
  const { pair } = slice;
  const { lines, left: leftOut } = mapRows(slice, MOST_SERIES);
  const layout = layoutOf(lines, slice, frame);
  const height = 2 * EDGE + ROW * lines.length;
  const marks = lines.flatMap((line, i) => lineMarks(line, EDGE + ROW * i, layout, pair));
  const cells = drawn(document, 'g', { 'data-mark': 'cell' }, ...marks.map(({ cell }) => cell));
  const signs = drawn(document, 'g', { 'pointer-events': 'none' }, ...marks.flatMap(({ signs: own }) => own));
  const chosen = marks.find(({ row }) => row === selected);
  const outline =
    chosen === undefined
      ? []
      : [drawn(document, 'rect', { ...chosen.box, fill: 'none', stroke: paint.ink, 'stroke-width': 2.5 })];
  const svg = drawing(
    document,
    frame.width,
    height,
    ...axisMarks(layout, height),
    ...lines.flatMap((line, i) => labelsOf(line, EDGE + ROW * i, layout)),
    cells,
    signs,
    ...outline,
  );
  return figure(svg, titleOf(slice), sentence(slice, lines, leftOut));
}

function layoutOf(lines: readonly MapLine[], { rows, axes }: MapSlice, frame: Frame): Layout {
  const { width } = frame;
  const { columns } = axes;
  const names = lines.flatMap((line) => (line.kind === 'class' ? [] : [line]));
  const longest = (texts: readonly string[]) => CHARACTER * Math.max(4, ...texts.map((text) => text.length));
  // Room for the name of the axis, too.
  // Names stand at the edge of the drawing: wide letters need more than others.
  const nameWidth = Math.max(
    56,
    Math.min(0.3 * width, 160, 1.1 * longest(names.map(({ name }) => name))) + 10,
  );
  const formulaWidth =
    width < 700 ? 0 : Math.min(0.24 * width, longest(names.map(({ formula }) => formula))) + 10;
  const left = nameWidth + formulaWidth;
  const values = [...new Set(rows.flatMap((row) => axisValue(row, columns) ?? []))].sort((a, b) => a - b);
  const length = width - left - 16;
  const own = bandsOf(values, length, spacingOf(values));
  // On a grid whose steps are very unlike, cells beside each other are of one width.
  const isFine = own.edges.some(([from, to]) => to - from < Math.min(9, length / (3 * values.length)));
  const edges = isFine ? evenBands(values, length) : own.edges;
  const bands = edges.map(([from, to]): readonly [number, number] => [left + from, left + to]);
  return { frame, lines, columns, values, bands, axis: own.axis, left, nameWidth, formulaWidth };
}

/** Each cell goes half way to its neighbors. */
function bandsOf(values: readonly number[], length: number, spacing: AxisLine['spacing']) {
  const at = values.map((value) => (spacing === 'log' ? Math.log10(value) : value));
  const middle = (i: number) => (at[i]! + at[i + 1]!) / 2;
  const first = at.length < 2 ? at[0]! - 0.5 : 2 * at[0]! - middle(0);
  const last = at.length < 2 ? at[0]! + 0.5 : 2 * at.at(-1)! - middle(at.length - 2);
  const px = (x: number) => ((x - first) / (last - first)) * length;
  const edges = at.map((_, i): readonly [number, number] => [
    px(i === 0 ? first : middle(i - 1)),
    px(i === at.length - 1 ? last : middle(i)),
  ]);
  const undo = (x: number) => (spacing === 'log' ? Math.pow(10, x) : x);
  const axis: AxisLine = { spacing, low: undo(first), high: undo(last), length, inset: 0 };
  return { edges, axis };
}

function evenBands(values: readonly number[], length: number): readonly (readonly [number, number])[] {
  const wide = length / values.length;
  return values.map((_, i) => [i * wide, (i + 1) * wide]);
}

/** The columns' values above and below. */
function axisMarks(
  { frame, columns, values, bands, axis, left, nameWidth }: Layout,
  height: number,
): readonly SVGElement[] {
  const { document, paint, width } = frame;
  const centers = new Map(values.map((value, i) => [value, (bands[i]![0] + bands[i]![1]) / 2]));
  const name = shortened(visibleLine(columns), 12);
  const shown = ticksOf(values, centers, axis, left);
  const text = (x: number, y: number, label: string, anchor: string) =>
    drawn(document, 'text', { x, y, 'text-anchor': anchor, fill: paint.quiet, 'data-tick': columns }, label);
  return [EDGE - 8, height - EDGE + 16].flatMap((y, i) => [
    drawn(document, 'text', { x: nameWidth - 10, y, 'text-anchor': 'end', fill: paint.quiet }, name),
    ...shown.map((value) => {
      const [x, label] = [centers.get(value)!, sayNumber(value)];
      return text(Math.min(x, width - (CHARACTER * label.length) / 2), y, label, 'middle');
    }),
    ...shown.map((value) => {
      const [x, from] = [centers.get(value)!, i === 0 ? EDGE - 5 : height - EDGE + 1];
      return drawn(document, 'line', { x1: x, x2: x, y1: from, y2: from + 4, stroke: paint.quiet });
    }),
  ]);
}

/** The values themselves: those nearest to round numbers where not all labels have room. */
function ticksOf(
  values: readonly number[],
  centers: ReadonlyMap<number, number>,
  axis: AxisLine,
  left: number,
): readonly number[] {
  const round = roomyTicks(axis, [], ACROSS);
  const near = (value: number) =>
    values.reduce((best, each) => (Math.abs(each - value) < Math.abs(best - value) ? each : best));
  const order = [values[0]!, values.at(-1)!, ...round.map(near), ...values];
  const taken: number[] = [];
  for (const value of order) {
    const at = centers.get(value)! - left;
    const room = (other: number) => (ACROSS(sayNumber(value)) + ACROSS(sayNumber(other))) / 2;
    if (taken.every((other) => Math.abs(centers.get(other)! - left - at) >= room(other))) taken.push(value);
  }
  return taken;
}

function labelsOf(line: MapLine, y: number, layout: Layout): readonly SVGElement[] {
  const { frame, nameWidth, formulaWidth } = layout;
  const { document, paint } = frame;
  if (line.kind === 'class') {
    const label = shortened(visibleLine(line.name), 40);
    return [drawn(document, 'text', { x: 2, y: y + 13, 'font-weight': 600 }, label)];
  }
  const fits = (text: string, width: number) => shortened(text, Math.max(4, Math.floor(width / CHARACTER)));
  const name = drawn(
    document,
    'text',
    { x: nameWidth - 10, y: y + 13, 'text-anchor': 'end' },
    fits(line.name, nameWidth - 10),
  );
  if (formulaWidth === 0) return [name];
  return [
    name,
    drawn(
      document,
      'text',
      { x: nameWidth, y: y + 13, fill: paint.quiet, 'font-size': 10.5 },
      fits(line.formula, formulaWidth - 8),
    ),
  ];
}

interface CellMarks {
  readonly row: ReportRow;
  readonly box: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;
  readonly cell: SVGElement;
  readonly signs: readonly SVGElement[];
}

function lineMarks(line: MapLine, y: number, layout: Layout, pair: PairNames): readonly CellMarks[] {
  if (line.kind === 'class') return [];
  const { frame, columns, values, bands } = layout;
  return line.rows.flatMap((row) => {
    const band = bands[values.indexOf(axisValue(row, columns) ?? NaN)];
    if (band === undefined) return [];
    const [from, to] = band;
    const box = { x: from + 0.5, y: y + 0.5, width: Math.max(0.5, to - from - 1), height: ROW - 1 };
    return [{ row, box, ...cellSign(row, pair, box, frame) }];
  });
}

function titleOf({ rows, pair, axes }: MapSlice): string {
  const wins = rows.filter(isWin).length;
  const place = rows[0] === undefined ? '' : ` for ${sliceText(rows[0], axes)}`;
  return `Where: ${challengerName(pair)} wins in ${wins} of ${rows.length} cells${place}`;
}

function sentence({ rows, pair, axes }: MapSlice, lines: readonly MapLine[], leftOut: number): string {
  const drawnCount = lines.filter(({ kind }) => kind === 'series').length;
  const part =
    leftOut === 0
      ? ''
      : ` Drawn are the ${drawnCount} functions with the strongest effect of ${drawnCount + leftOut}; filter to see others.`;
  const row = rows[0];
  const measured = row === undefined ? '' : `, measured at m = ${row.m}`;
  return `Regime map, ${drawnCount} ${drawnCount === 1 ? 'function' : 'functions'} by ${visibleLine(axes.columns)}${measured}: the color is the exact V1/V2 of ${visibleLine(pair.first)} over ${visibleLine(pair.second)}.${part}`;
}
