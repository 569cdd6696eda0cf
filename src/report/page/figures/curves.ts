import { NORMAL_QUANTILE } from '../../../elementary/constants.ts';
import * as Plot from '@observablehq/plot';
import { numberText } from '../../data/number-text.ts';
import type { ReportRow } from '../../data/report-row.ts';
import { axisValue, scaleType, seriesWithout, type SeriesAxis } from '../../series-axis.ts';
import { shortened, visibleLine } from '../../../text/visible.ts';
import { logAxis, ticksAtPoints } from './axis-ticks.ts';
import { COLORS, common, figure, HINT, type Figure, type Frame } from './frame.ts';

const FIRST = { name: 'estimator_1', color: COLORS.first } as const;
const SECOND = { name: 'estimator_2', color: COLORS.second } as const;

/** Of more measured points than this, some at even distances are drawn. */
const MOST_POINTS = 401;

interface Point {
  readonly x: number;
  readonly estimator: string;
  readonly color: string;
  readonly exact: number | null;
  readonly measured: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Both variances along an axis: measured points with intervals on the exact line. */
export function varianceCurves(rows: readonly ReportRow[], axis: SeriesAxis, frame: Frame): Figure {
  const points = rows.flatMap((row) => [
    variancePoint(row, axis, FIRST, [row.variance_1, row.variance_1_exact, row.kurtosis_1]),
    variancePoint(row, axis, SECOND, [row.variance_2, row.variance_2_exact, row.kurtosis_2]),
  ]);
  return curves(points, axis, frame, {
    label: 'variance',
    rules: [],
    text: describe(rows, axis, 'Variance of both estimators'),
  });
}

/** Their ratio, with its interval. */
export function ratioCurve(rows: readonly ReportRow[], axis: SeriesAxis, frame: Frame): Figure {
  const points = rows.map((row) => ({
    x: axisValue(row, axis) ?? NaN,
    estimator: 'ratio',
    color: 'currentColor',
    exact: row.variance_ratio_exact,
    measured: row.variance_ratio,
    low: row.variance_ratio_low,
    high: row.variance_ratio_high,
  }));
  return curves(points, axis, frame, {
    label: 'V1/V2',
    rules: [1],
    text: describe(rows, axis, 'Ratio V1/V2'),
  });
}

/** The interval by the exact kurtosis: Var(log s²) is near (kurtosis − 1)/T. */
function variancePoint(
  row: ReportRow,
  axis: SeriesAxis,
  { name, color }: typeof FIRST | typeof SECOND,
  [measured, exact, kurtosis]: readonly [number | null, number | null, number | null],
): Point {
  const spread =
    kurtosis === null || measured === null || row.trials === null || row.trials === 0
      ? null
      : NORMAL_QUANTILE * Math.sqrt(Math.max(0, kurtosis - 1) / row.trials);
  return {
    x: axisValue(row, axis) ?? NaN,
    estimator: row[name],
    color,
    exact,
    measured,
    low: spread === null || measured === null ? null : measured * Math.exp(-spread),
    high: spread === null || measured === null ? null : measured * Math.exp(spread),
  };
}

function curves(
  points: readonly Point[],
  axis: SeriesAxis,
  frame: Frame,
  {
    label,
    rules,
    text,
  }: { readonly label: string; readonly rules: readonly number[]; readonly text: string },
): Figure {
  const positive = (value: number | null): value is number => value !== null && value > 0;
  const color = (point: Point) => point.color;
  const exact = points.filter((point) => positive(point.exact));
  const step = Math.ceil(points.length / MOST_POINTS);
  const measured = points.filter((point, i) => i % step === 0 && positive(point.measured));
  const intervals = measured.filter((point) => positive(point.low) && positive(point.high));
  const ends = [...new Map(exact.map((point) => [point.estimator, point])).values()];
  const scale = scaleType(points.map(({ x }) => x));
  const svg = Plot.plot({
    ...common(frame),
    height: Math.min(360, Math.max(240, 0.6 * frame.width)),
    marginLeft: 56,
    marginRight: 14 + 7 * Math.max(...ends.map(({ estimator }) => Math.min(24, estimator.length)), 6),
    x: {
      type: scale,
      label: `${shortened(visibleLine(axis), 20)} →`,
      ...ticksAtPoints(
        points.map(({ x }) => x),
        scale,
        frame.width,
      ),
    },
    y: {
      ...logAxis([
        ...exact.map((point) => point.exact),
        ...measured.map((point) => point.measured),
        ...rules,
      ]),
      label: `↑ ${label}`,
      grid: true,
    },
    marks: [
      Plot.ruleY(rules, { stroke: 'currentColor', strokeDasharray: '3 3' }),
      Plot.line(exact, { x: 'x', y: 'exact', z: 'estimator', stroke: color, strokeWidth: 1.5 }),
      Plot.ruleX(intervals, { x: 'x', y1: 'low', y2: 'high', stroke: color, strokeWidth: 1.5 }),
      Plot.dot(measured, {
        x: 'x',
        y: 'measured',
        stroke: color,
        fill: color,
        r: points.length > 120 ? 1.5 : 3,
        symbol: (point: Point) => (point.color === COLORS.second ? 'square' : 'circle'),
      }),
      Plot.text(ends, {
        x: 'x',
        y: 'exact',
        text: ({ estimator }: Point) => shortened(visibleLine(estimator), 24),
        fill: color,
        dx: 6,
        textAnchor: 'start',
        fontWeight: 'bold',
      }),
      Plot.tip(measured, Plot.pointer({ ...HINT, x: 'x', y: 'measured', title: titleOf })),
    ],
    symbol: { type: 'identity' },
    color: { type: 'identity' },
  });
  return figure(svg, text);
}

function titleOf({ x, estimator, exact, measured, low, high }: Point): string {
  const interval = low === null ? '' : `  (${numberText(low)} to ${numberText(high)})`;
  return `${visibleLine(estimator)} at ${numberText(x, 6)}\nmeasured ${numberText(measured, 6)}${interval}\nexact ${numberText(exact, 6)}`;
}

function describe(rows: readonly ReportRow[], axis: SeriesAxis, what: string): string {
  const row = rows[0];
  if (row === undefined) return `${what}: nothing to draw.`;
  const ratios = rows.map((each) => each.variance_ratio_exact).filter((ratio) => ratio !== null);
  const range =
    ratios.length === 0
      ? ''
      : ` The exact ratio goes from ${numberText(Math.min(...ratios))} to ${numberText(Math.max(...ratios))}.`;
  const part =
    rows.length > MOST_POINTS / 2 ? ' Of the measured points some at even distances are drawn.' : '';
  return `${what} for ${seriesWithout(row, axis)} over ${visibleLine(axis)}, ${rows.length} points, d/d${row.component}.${range}${part}`;
}
