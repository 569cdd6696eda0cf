import { CONFIDENCE, CONFIDENCE_TEXT } from '../../../elementary/constants.ts';
import * as Plot from '@observablehq/plot';
import type { CoverageBin } from '../../data/coverage.ts';
import { numberText, sayNumber, shareText } from '../../data/number-text.ts';
import type { QuantilePair } from '../../data/quantile-pairs.ts';
import type { ReportRow } from '../../data/report-row.ts';
import { rowText } from '../../sentences.ts';
import { BINS, hasBothRatios, type RatioCount, type Truth } from '../../data/truth.ts';
import { positiveRange, type AxisLine } from './axis-ticks.ts';
import { acrossAxis, upwardAxis } from './plot-axes.ts';
import { common, figure, HINT, MOST_DOTS, type Figure, type Frame } from './frame.ts';

/**
 * Measured against exact ratio on log axes; of many rows the counts in hexagons.
 *
 * @param rows those that the truth is of; null if they are not all here
 */
export function measuredAgainstExact(
  { both: count, ratios }: Truth,
  rows: readonly ReportRow[] | null,
  frame: Frame,
): Figure {
  const { paint } = frame;
  const both = count > MOST_DOTS ? null : (rows?.filter(hasBothRatios) ?? null);
  const place = { x: 'variance_ratio_exact', y: 'variance_ratio' } as const;
  const ends =
    both === null
      ? positiveRange(ratios.map(([exact]) => binRatio(exact)))
      : positiveRange(both.map((row) => row.variance_ratio_exact));
  const cloud =
    both === null
      ? [
          Plot.hexagon(
            ratios,
            Plot.hexbin(
              { r: 'sum' },
              {
                x: ([exact]: RatioCount) => binRatio(exact),
                y: ([, measured]: RatioCount) => binRatio(measured),
                r: ([, , times]: RatioCount) => times,
                binWidth: 9,
                fill: paint.quiet,
              },
            ),
          ),
        ]
      : [
          Plot.dot(both, {
            ...place,
            r: 2,
            fill: ({ ci_quality: quality }: ReportRow) => (quality === 'ok' ? paint.ink : 'none'),
            stroke: paint.ink,
            strokeWidth: 0.8,
          }),
          Plot.tip(both, Plot.pointer({ ...HINT, ...place, title: titleOf })),
        ];
  const [low, high] = ends;
  const axis = (length: number): AxisLine => ({ spacing: 'log', low, high, length, inset: 10 });
  const xAxis = acrossAxis(axis(frame.width - 76), [], 'exact V1/V2 →');
  const yAxis = upwardAxis(axis(260), '↑ measured V1/V2');
  const svg = Plot.plot({
    ...common(frame),
    height: 320,
    ...MARGINS,
    x: xAxis.scale,
    y: yAxis.scale,
    color: { type: 'identity' },
    symbol: { type: 'identity' },
    r: { range: [0, 5] },
    marks: [
      yAxis.grid,
      xAxis.axis,
      yAxis.axis,
      Plot.line(
        ends.map((end) => [end, end]),
        { stroke: paint.quiet, strokeDasharray: '3 3' },
      ),
      ...cloud,
    ],
  });
  const how = both === null ? ', counted in hexagons' : '; hollow where the trials are too few for the tail';
  return figure(
    svg,
    'Measured against exact ratio',
    `Measured against exact ratio of ${count} rows${how}. On the line they are equal.`,
  );
}

const MARGINS = { marginLeft: 60, marginRight: 16, marginTop: 20, marginBottom: 40 } as const;

/** The middle of a cell of the grid. */
const binRatio = (place: number): number => Math.pow(10, (place + 0.5) / BINS);

function titleOf(row: ReportRow): string {
  return [
    rowText(row),
    `exact ${numberText(row.variance_ratio_exact, 6)}, measured ${numberText(row.variance_ratio, 6)}`,
    `z ${numberText(row.z_score)}, interval ${row.ci_quality}`,
  ].join('\n');
}

/** Normal quantiles of the z scores of rows with intervals of quality `ok`. */
export function zQuantiles({ scores, quantiles: pairs }: Truth, frame: Frame): Figure {
  const { paint } = frame;
  const ends = [pairs[0]?.normal ?? -1, pairs.at(-1)?.normal ?? 1];
  const heights = [...ends, ...pairs.map(({ observed }) => observed)];
  const line = (values: readonly number[], length: number): AxisLine => ({
    spacing: 'linear',
    low: Math.min(...values),
    high: Math.max(...values),
    length,
    inset: 10,
  });
  const xAxis = acrossAxis(line(ends, frame.width - 76), [], 'normal quantile →');
  const yAxis = upwardAxis(line(heights, 260), '↑ z score');
  const svg = Plot.plot({
    ...common(frame),
    height: 320,
    ...MARGINS,
    x: xAxis.scale,
    y: yAxis.scale,
    marks: [
      yAxis.grid,
      xAxis.axis,
      yAxis.axis,
      Plot.line(
        ends.map((end) => [end, end]),
        { stroke: paint.quiet, strokeDasharray: '3 3' },
      ),
      Plot.dot(pairs, { x: 'normal', y: 'observed', r: 1.6, fill: paint.ink }),
      Plot.tip(
        pairs,
        Plot.pointer({
          ...HINT,
          x: 'normal',
          y: 'observed',
          title: ({ normal, observed }: QuantilePair) =>
            `z ${numberText(observed)}\nnormal ${numberText(normal)}`,
        }),
      ),
    ],
  });
  const sample = pairs.length < scores ? `, ${pairs.length} of them at even ranks` : '';
  return figure(
    svg,
    'The z scores against the normal',
    `Normal Q-Q plot of ${scores} z scores${sample}. On the line they are standard normal.`,
  );
}

/** Share of the intervals that hold the exact ratio, by the larger kurtosis. */
export function coverageFigure({ coverage: bins }: Truth, frame: Frame): Figure {
  const { paint } = frame;
  const label = ({ decade }: CoverageBin) => decade;
  const least = Math.min(80, ...bins.map(({ low }) => 100 * low));
  const upward: AxisLine = { spacing: 'linear', low: least, high: 100, length: 240, inset: 8 };
  const yAxis = upwardAxis(upward, '↑ share that covers, %');
  const svg = Plot.plot({
    ...common(frame),
    height: 300,
    ...MARGINS,
    x: {
      type: 'band',
      label: 'kurtosis from … to ten times that →',
      tickFormat: (decade: number) => sayNumber(Number(`1e${decade}`)),
    },
    y: yAxis.scale,
    marks: [
      yAxis.grid,
      yAxis.axis,
      Plot.ruleY([100 * CONFIDENCE], { stroke: paint.quiet, strokeDasharray: '3 3' }),
      Plot.ruleX(bins, {
        x: label,
        y1: ({ low }: CoverageBin) => 100 * low,
        y2: ({ high }: CoverageBin) => 100 * high,
        stroke: paint.ink,
        strokeWidth: 2,
      }),
      Plot.dot(bins, { x: label, y: ({ share }: CoverageBin) => 100 * share, r: 4, fill: paint.ink }),
      Plot.tip(
        bins,
        Plot.pointerX({
          ...HINT,
          x: label,
          y: ({ share }: CoverageBin) => 100 * share,
          title: ({ covering, intervals }: CoverageBin) => `${shareText(covering, intervals)} cover`,
        }),
      ),
    ],
  });
  const text = bins
    .map((bin) => `from ${sayNumber(Number(`1e${bin.decade}`))}: ${shareText(bin.covering, bin.intervals)}`)
    .join('; ');
  return figure(
    svg,
    'Coverage by kurtosis: heavy tails need more trials',
    `Coverage of the ${CONFIDENCE_TEXT} intervals by kurtosis, ${text}.`,
  );
}
