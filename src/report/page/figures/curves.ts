import * as Plot from '@observablehq/plot';
import { NORMAL_QUANTILE } from '../../../elementary/constants.ts';
import { challengerOf } from '../../../tables/estimator-pair.ts';
import { shortened, visibleLine } from '../../../text/visible.ts';
import { numberText, sayNumber } from '../../data/number-text.ts';
import type { ReportRow } from '../../data/report-row.ts';
import { axisValue, type RowAxis } from '../../../tables/row-axes.ts';
import { derivativeText } from '../../../tables/row-name.ts';
import { seriesWithout } from '../../series-axis.ts';
import { acrossAxis, upwardAxis } from './plot-axes.ts';
import { placeOn, positiveRange, spacingOf } from './axis-ticks.ts';
import type { DenseCurve } from './dense-curve.ts';
import { common, figure, HINT, type Figure, type Frame } from './frame.ts';

/** Of more measured points than this, some at even distances are drawn. */
const MOST_POINTS = 401;

interface Point {
  readonly x: number;
  readonly estimator: string;
  readonly exact: number | null;
  readonly measured: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** What a figure of curves is made of. */
export interface Curves {
  /** Rows of one pair, or of every pair of the plan, that differ along the axis alone. */
  readonly rows: readonly ReportRow[];
  readonly axis: RowAxis;
  readonly pair: { readonly first: string; readonly second: string };
  /** The exact curve between the points of the grid; null where it is not known (yet). */
  readonly dense: DenseCurve | null;
}

/** The variances along an axis: measured points with intervals on the exact curves. */
export function varianceCurves(curves: Curves, frame: Frame): Figure {
  const { rows, dense } = curves;
  const points = rows.flatMap((row) => [
    variancePoint(row, curves.axis, row.estimator_1, [row.variance_1, row.variance_1_exact, row.kurtosis_1]),
    variancePoint(row, curves.axis, row.estimator_2, [row.variance_2, row.variance_2_exact, row.kurtosis_2]),
  ]);
  // An estimator is in several pairs, measured with the same draws.
  const own = [...new Map(points.map((point) => [`${point.estimator} ${point.x}`, point])).values()];
  const lines =
    dense === null
      ? []
      : dense.points.flatMap(({ x, first, second }) => [
          { x, estimator: curves.pair.first, exact: first },
          { x, estimator: curves.pair.second, exact: second },
        ]);
  return draw({ points: own, dense: lines, rules: [], label: 'variance of an estimate' }, curves, frame);
}

/** Their ratio, with its interval. */
export function ratioCurve(curves: Curves, frame: Frame): Figure {
  const points = curves.rows.map((row) => ({
    x: axisValue(row, curves.axis) ?? NaN,
    estimator: RATIO,
    exact: row.variance_ratio_exact,
    measured: row.variance_ratio,
    low: row.variance_ratio_low,
    high: row.variance_ratio_high,
  }));
  const lines = (curves.dense?.points ?? []).flatMap(({ x, first, second }) =>
    first === null || second === null ? [] : [{ x, estimator: RATIO, exact: first / second }],
  );
  return draw({ points, dense: lines, rules: [1], label: 'V1/V2' }, curves, frame);
}

const RATIO = 'V1/V2';

/** The interval by the exact kurtosis: Var(log s²) is near (kurtosis − 1)/T. */
function variancePoint(
  row: ReportRow,
  axis: RowAxis,
  estimator: string,
  [measured, exact, kurtosis]: readonly [number | null, number | null, number | null],
): Point {
  const spread =
    kurtosis === null || measured === null || row.trials === null || row.trials === 0
      ? null
      : NORMAL_QUANTILE * Math.sqrt(Math.max(0, kurtosis - 1) / row.trials);
  return {
    x: axisValue(row, axis) ?? NaN,
    estimator,
    exact,
    measured,
    low: spread === null || measured === null ? null : measured * Math.exp(-spread),
    high: spread === null || measured === null ? null : measured * Math.exp(spread),
  };
}

type LinePoint = Pick<Point, 'x' | 'estimator' | 'exact'>;

const positive = (value: number | null): value is number => value !== null && value > 0;

/** A line is cut where its value is 0 or not known. */
const drawnValue = ({ exact }: LinePoint): number => (positive(exact) ? exact : NaN);

/** What is drawn: measured points, exact lines, and where a level is ruled. */
interface Lines {
  readonly points: readonly Point[];
  readonly dense: readonly LinePoint[];
  readonly rules: readonly number[];
  readonly label: string;
}

function draw({ points, dense, rules, label }: Lines, curves: Curves, frame: Frame): Figure {
  const { paint, width } = frame;
  const known = new Set(dense.map(({ estimator }) => estimator));
  const line = [...dense, ...points.filter(({ estimator }) => !known.has(estimator))];
  const exact = line.filter((point) => positive(point.exact));
  const step = Math.ceil(points.length / MOST_POINTS);
  const measured = points.filter((point, i) => i % step === 0 && positive(point.measured));
  const intervals = measured.filter((point) => positive(point.low) && positive(point.high));
  const color = colorsOf(curves, frame);
  const names = [...new Set(exact.map(({ estimator }) => estimator))];
  const { across, upward, xAxis, yAxis, size } = axesFor({
    points,
    exact,
    measured,
    rules,
    names,
    label,
    curves,
    width,
  });
  const crossings = curves.dense?.crossings.filter(({ at }) => at >= across.low && at <= across.high) ?? [];
  const svg = Plot.plot({
    ...common(frame),
    ...size,
    x: xAxis.scale,
    y: yAxis.scale,
    color: { type: 'identity' },
    symbol: { type: 'identity' },
    marks: [
      yAxis.grid,
      xAxis.axis,
      yAxis.axis,
      Plot.ruleY(rules, { stroke: paint.ink, strokeDasharray: '3 3' }),
      Plot.ruleX(crossings, { x: 'at', stroke: paint.quiet, strokeDasharray: '2 3' }),
      crossingNames(crossings, paint.ink),
      ...[true, false].map((isOwn) =>
        Plot.line(
          line.filter(({ estimator }) => isOfPair(estimator, curves) === isOwn),
          {
            ...{ x: 'x', y: drawnValue, z: 'estimator', stroke: color },
            strokeWidth: isOwn ? 1.8 : 1.2,
            strokeDasharray: isOwn ? 'none' : '5 3',
          },
        ),
      ),
      Plot.ruleX(intervals, { x: 'x', y1: 'low', y2: 'high', stroke: color, strokeWidth: 1.6 }),
      Plot.dot(measured, {
        x: 'x',
        y: 'measured',
        stroke: color,
        fill: color,
        r: points.length > 120 ? 1.5 : 3,
        symbol: ({ estimator }: Point) => (estimator === curves.pair.second ? 'square' : 'circle'),
      }),
      ...(rules.length > 0
        ? []
        : [
            Plot.text(endLabels(exact, names, upward), {
              x: across.high,
              y: 'y',
              text: ({ estimator }: End) => shortened(visibleLine(estimator), 20),
              fill: color,
              dx: 8,
              textAnchor: 'start',
              fontWeight: 'bold',
            }),
          ]),
      Plot.tip(measured, Plot.pointer({ ...HINT, x: 'x', y: 'measured', title: titleOf })),
    ],
  });
  const title = rules.length > 0 ? ratioMessage(curves) : messageOf(curves);
  return figure(svg, title, describe(curves, label));
}

function crossingNames(crossings: readonly { readonly at: number }[], ink: string) {
  return Plot.text(crossings.slice(0, 3), {
    x: 'at',
    frameAnchor: 'top',
    dy: -6,
    text: ({ at }: { readonly at: number }) => `× ${sayNumber(at, 4)}`,
    textAnchor: 'middle',
    fill: ink,
  });
}

interface Drawn {
  readonly points: readonly Point[];
  readonly exact: readonly LinePoint[];
  readonly measured: readonly Point[];
  readonly rules: readonly number[];
  readonly names: readonly string[];
  readonly label: string;
  readonly curves: Curves;
  readonly width: number;
}

/** Axes with room for all that is drawn, and for the names at the ends of the lines. */
function axesFor({ points, exact, measured, rules, names, label, curves, width }: Drawn) {
  const height = Math.round(Math.min(360, Math.max(250, 0.6 * width)));
  const longest = Math.max(6, ...names.map((name) => Math.min(20, visibleLine(name).length)));
  const [marginLeft, marginRight] = [60, rules.length > 0 ? 20 : 14 + 7 * longest];
  const xs = [...points.map(({ x }) => x), ...exact.map(({ x }) => x)];
  const places = points.map(({ x }) => x);
  const across = {
    spacing: spacingOf(xs),
    low: Math.min(...xs),
    high: Math.max(...xs),
    length: width - marginLeft - marginRight,
    inset: 10,
  };
  const [low, high] = positiveRange([
    ...exact.map((point) => point.exact),
    ...measured.map((point) => point.measured),
    ...rules,
  ]);
  const upward = { spacing: 'log', low, high, length: height - 20 - 40, inset: 12 } as const;
  const xAxis = acrossAxis(across, places, `${shortened(visibleLine(curves.axis), 20)} →`);
  const yAxis = upwardAxis(upward, `↑ ${label}`);
  const size = { height, marginLeft, marginRight, marginTop: 20, marginBottom: 40 };
  return { across, upward, xAxis, yAxis, size };
}

const isOfPair = (estimator: string, { pair }: Curves): boolean =>
  estimator === RATIO || estimator === pair.first || estimator === pair.second;

function colorsOf({ pair }: Curves, { paint }: Frame) {
  const challenger = challengerOf(pair);
  return ({ estimator }: { readonly estimator: string }): string => {
    if (estimator === challenger) return paint.score;
    if (estimator === pair.first || estimator === pair.second) return paint.pathwise;
    return estimator === RATIO ? paint.ink : paint.quiet;
  };
}

interface End {
  readonly estimator: string;
  readonly y: number;
}

/** Names beside the ends of their lines, moved so that none covers another. */
function endLabels(
  exact: readonly LinePoint[],
  names: readonly string[],
  upward: Parameters<typeof placeOn>[0],
): readonly End[] {
  const ends = names
    .flatMap((estimator) => {
      const last = exact.filter((point) => point.estimator === estimator).at(-1)?.exact;
      return last === null || last === undefined ? [] : [{ estimator, at: placeOn(upward, last) }];
    })
    .sort((a, b) => a.at - b.at);
  const room = 13;
  const most = upward.length - room * (ends.length - 1);
  let below = -Infinity;
  return ends.map(({ estimator, at }, i) => {
    const place = Math.max(below + room, Math.min(at, most + room * i));
    below = place;
    const share = (place - upward.inset) / (upward.length - 2 * upward.inset);
    return { estimator, y: upward.low * Math.pow(upward.high / upward.low, share) };
  });
}

function titleOf({ x, estimator, exact, measured, low, high }: Point): string {
  const interval = low === null ? '' : `  (${numberText(low)} to ${numberText(high)})`;
  return `${visibleLine(estimator)} at ${numberText(x, 6)}\nmeasured ${numberText(measured, 6)}${interval}\nexact ${numberText(exact, 6)}`;
}

function ratioMessage({ rows }: Curves): string {
  const [low, high] = positiveRange(rows.map((row) => row.variance_ratio_exact ?? row.variance_ratio));
  return `V1/V2 goes from ${sayNumber(low)} to ${sayNumber(high)}`;
}

/** Who wins from where on, made from the numbers. */
export function messageOf({ rows, axis, pair, dense }: Curves): string {
  const over = visibleLine(axis);
  const nameOf = (side: 'first' | 'second') => visibleLine(pair[side]);
  if (dense !== null && dense.isWhole) {
    const { crossings } = dense;
    const [one] = crossings;
    if (one !== undefined && crossings.length === 1)
      return `${nameOf(one.above)} wins from ${over} = ${sayNumber(one.at, 4)} on, ${nameOf(one.below)} below`;
    if (crossings.length > 1)
      return `The winner changes ${crossings.length} times over ${over}, first at ${sayNumber(one?.at ?? NaN, 4)}`;
  }
  const ratios = rows.flatMap(({ variance_ratio_exact: ratio }) => ratio ?? []);
  const below = ratios.filter((ratio) => ratio < 1).length;
  if (ratios.length > 0 && (below === 0 || below === ratios.length))
    return `${nameOf(below === 0 ? 'second' : 'first')} is the less noisy one at every ${over} drawn`;
  return `${nameOf('first')} is the less noisy one at ${below} of ${ratios.length} values of ${over}`;
}

function describe({ rows, axis, dense }: Curves, what: string): string {
  const row = rows[0];
  if (row === undefined) return `${what}: nothing to draw.`;
  const count = new Set(rows.map((each) => axisValue(each, axis))).size;
  const ratios = rows.flatMap((each) => each.variance_ratio_exact ?? []);
  const range =
    ratios.length === 0
      ? ''
      : ` The exact ratio goes from ${numberText(Math.min(...ratios))} to ${numberText(Math.max(...ratios))}.`;
  const line = dense === null ? 'the lines join the exact values at the points' : 'the lines are exact';
  const part = count > MOST_POINTS / 2 ? ' Of the measured points some at even distances are drawn.' : '';
  return `${what} for ${seriesWithout(rows, axis)} over ${visibleLine(axis)}, ${count} points, ${visibleLine(derivativeText(row.component))}: dots are measured, with 95 % intervals; ${line}.${range}${part}`;
}
