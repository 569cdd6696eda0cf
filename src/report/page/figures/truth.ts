import { CONFIDENCE, CONFIDENCE_TEXT } from '../../../elementary/constants.ts';
import * as Plot from '@observablehq/plot';
import type { CoverageBin } from '../../data/coverage.ts';
import { numberText, shareText } from '../../data/number-text.ts';
import type { QuantilePair } from '../../data/quantile-pairs.ts';
import type { ReportRow } from '../../data/report-row.ts';
import { shortened } from '../../../text/visible.ts';
import { BINS, hasBothRatios, type RatioCount, type Truth } from '../../data/truth.ts';
import { COLORS, common, figure, HINT, MOST_DOTS, type Figure, type Frame } from './frame.ts';
import { logTick } from './axis-ticks.ts';

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
  const both = count > MOST_DOTS ? null : (rows?.filter(hasBothRatios) ?? null);
  const place = { x: 'variance_ratio_exact', y: 'variance_ratio' } as const;
  const ends =
    both === null
      ? endsOf(ratios.map(([exact]) => binRatio(exact)))
      : endsOf(both.map((row) => row.variance_ratio_exact ?? 1));
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
                fill: COLORS.second,
              },
            ),
          ),
        ]
      : [
          Plot.dot(both, {
            ...place,
            r: 1.6,
            fill: ({ ci_quality: quality }: ReportRow) => qualityColor(quality),
          }),
          Plot.tip(both, Plot.pointer({ ...HINT, ...place, title: titleOf })),
        ];
  const svg = Plot.plot({
    ...common(frame),
    height: 320,
    marginLeft: 56,
    x: { type: 'log', label: 'exact V1/V2 →', tickFormat: logTick },
    y: { type: 'log', label: '↑ measured V1/V2', grid: true, tickFormat: logTick },
    color: { type: 'identity' },
    r: { range: [0, 5] },
    marks: [
      Plot.line(
        ends.map((end) => [end, end]),
        { stroke: 'currentColor', strokeDasharray: '3 3' },
      ),
      ...cloud,
    ],
  });
  const how =
    both === null
      ? ', counted in hexagons'
      : '; orange where the interval is of quality heavy_tail or few_trials';
  return figure(svg, `Measured against exact ratio of ${count} rows${how}. On the line they are equal.`);
}

/** The middle of a cell of the grid. */
const binRatio = (place: number): number => Math.pow(10, (place + 0.5) / BINS);

/** Smallest and largest; a spread of a hundred thousand arguments would be too many for some engines. */
const endsOf = (values: readonly number[]): readonly [number, number] => [
  values.reduce((least, value) => Math.min(least, value), Infinity),
  values.reduce((most, value) => Math.max(most, value), -Infinity),
];

const qualityColor = (quality: string) => (quality === 'ok' ? COLORS.second : COLORS.first);

function titleOf(row: ReportRow): string {
  return [
    `${shortened(row.series, 40)}  mu=${row.mu} sigma=${row.sigma} m=${row.m} d/d${row.component}`,
    `exact ${numberText(row.variance_ratio_exact, 6)}, measured ${numberText(row.variance_ratio, 6)}`,
    `z ${numberText(row.z_score)}, interval ${row.ci_quality}`,
  ].join('\n');
}

/** Normal quantiles of the z scores of rows with intervals of quality `ok`. */
export function zQuantiles({ scores, quantiles: pairs }: Truth, frame: Frame): Figure {
  const ends = [pairs[0]?.normal ?? -1, pairs.at(-1)?.normal ?? 1];
  const svg = Plot.plot({
    ...common(frame),
    height: 320,
    x: { label: 'normal quantile →' },
    y: { label: '↑ z score', grid: true },
    marks: [
      Plot.line(
        ends.map((end) => [end, end]),
        { stroke: 'currentColor', strokeDasharray: '3 3' },
      ),
      Plot.dot(pairs, { x: 'normal', y: 'observed', r: 1.6, fill: COLORS.second }),
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
  return figure(svg, `Normal Q-Q plot of ${scores} z scores${sample}. On the line they are standard normal.`);
}

const decadeText = (decade: number): string => (decade <= 3 ? String(Number(`1e${decade}`)) : `1e${decade}`);

/** Share of the intervals that hold the exact ratio, by the larger kurtosis. */
export function coverageFigure({ coverage: bins }: Truth, frame: Frame): Figure {
  const label = ({ decade }: CoverageBin) => decade;
  const svg = Plot.plot({
    ...common(frame),
    height: 260,
    x: {
      type: 'band',
      label: 'kurtosis, by decade →',
      tickFormat: (decade: number) => `from ${decadeText(decade)}`,
    },
    y: {
      label: '↑ share that covers, %',
      grid: true,
      domain: [Math.min(80, ...bins.map(({ low }) => 100 * low)), 100],
    },
    marks: [
      Plot.ruleY([100 * CONFIDENCE], { stroke: 'currentColor', strokeDasharray: '3 3' }),
      Plot.ruleX(bins, {
        x: label,
        y1: ({ low }: CoverageBin) => 100 * low,
        y2: ({ high }: CoverageBin) => 100 * high,
        stroke: COLORS.second,
        strokeWidth: 2,
      }),
      Plot.dot(bins, { x: label, y: ({ share }: CoverageBin) => 100 * share, r: 4, fill: COLORS.second }),
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
    .map((bin) => `from ${decadeText(bin.decade)}: ${shareText(bin.covering, bin.intervals)}`)
    .join('; ');
  return figure(svg, `Coverage of the ${CONFIDENCE_TEXT} intervals by kurtosis, ${text}.`);
}
