import { CONFIDENCE, CONFIDENCE_TEXT } from '../../../elementary/constants.ts';
import * as Plot from '@observablehq/plot';
import { coverageByKurtosis, type CoverageBin } from '../../coverage.ts';
import { numberText, shareText } from '../../number-text.ts';
import { quantilePairs, type QuantilePair } from '../../quantile-pairs.ts';
import type { ReportRow } from '../../report-row.ts';
import { shortened } from '../../visible-text.ts';
import { COLORS, common, figure, HINT, MOST_DOTS, type Figure, type Frame } from '../frame.ts';
import { logTick } from './axis-ticks.ts';

/** Measured against exact ratio on log axes; of many rows the counts in hexagons. */
export function measuredAgainstExact(rows: readonly ReportRow[], frame: Frame): Figure {
  const both = rows.filter(
    ({ variance_ratio: measured, variance_ratio_exact: exact }) =>
      measured !== null && exact !== null && measured > 0 && exact > 0,
  );
  const many = both.length > MOST_DOTS;
  const place = { x: 'variance_ratio_exact', y: 'variance_ratio' } as const;
  const ends = [
    Math.min(...both.map((row) => row.variance_ratio_exact ?? 1)),
    Math.max(...both.map((row) => row.variance_ratio_exact ?? 1)),
  ];
  const cloud = many
    ? [Plot.hexagon(both, Plot.hexbin({ r: 'count' }, { ...place, binWidth: 9, fill: COLORS.second }))]
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
  const how = many ? ', counted in hexagons' : '; orange where the interval is of quality heavy_tail';
  return figure(
    svg,
    `Measured against exact ratio of ${both.length} rows${how}. On the line they are equal.`,
  );
}

const qualityColor = (quality: string) => (quality === 'ok' ? COLORS.second : COLORS.first);

function titleOf(row: ReportRow): string {
  return [
    `${shortened(row.series, 40)}  mu=${row.mu} sigma=${row.sigma} m=${row.m} d/d${row.component}`,
    `exact ${numberText(row.variance_ratio_exact, 6)}, measured ${numberText(row.variance_ratio, 6)}`,
    `z ${numberText(row.z_score)}, interval ${row.ci_quality}`,
  ].join('\n');
}

/** Normal quantiles of the z scores of rows with intervals of quality `ok`. */
export function zQuantiles(rows: readonly ReportRow[], frame: Frame): Figure {
  const scores = rows.flatMap(({ ci_quality: quality, z_score: z }) =>
    quality === 'ok' && z !== null ? [z] : [],
  );
  const pairs = quantilePairs(scores, 1000);
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
  const sample = pairs.length < scores.length ? `, ${pairs.length} of them at even ranks` : '';
  return figure(
    svg,
    `Normal Q-Q plot of ${scores.length} z scores${sample}. On the line they are standard normal.`,
  );
}

const decadeText = (decade: number): string => (decade <= 3 ? String(Number(`1e${decade}`)) : `1e${decade}`);

/** Share of the intervals that hold the exact ratio, by the larger kurtosis. */
export function coverageFigure(rows: readonly ReportRow[], frame: Frame): Figure {
  const bins = coverageByKurtosis(rows);
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
