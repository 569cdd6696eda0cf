import * as Plot from '@observablehq/plot';
import { isWin, type PairNames } from '../../../tables/estimator-pair.ts';
import { shortened, visibleLine } from '../../../text/visible.ts';
import { numberText, sayNumber } from '../../data/number-text.ts';
import type { ReportRow } from '../../data/report-row.ts';
import { axisValue } from '../../../tables/row-axes.ts';
import { challengerName } from '../../sentences.ts';
import { acrossAxis } from './plot-axes.ts';
import { CHARACTER, positiveRange } from './axis-ticks.ts';
import { common, figure, HINT, type Figure, type Frame } from './frame.ts';
import { leanOf, seriesLines, sliceText, type MapSlice } from './map-rows.ts';

/** Functions that are drawn. */
const MOST_DRAWN = 24;

/** Ratios beyond stand at the edge. */
const BEYOND = 1e9;

interface Dot {
  readonly row: ReportRow;
  readonly name: string;
  readonly ratio: number;
  /** From 0 for the first column to 1. */
  readonly rank: number;
  readonly isWon: boolean;
}

/** How strongly, function by function: a dot for each column of the map, sorted by the strongest. */
export function strengthFigure(slice: MapSlice, frame: Frame): Figure {
  const { paint, width } = frame;
  const { pair } = slice;
  const all = seriesLines(slice).filter(({ strongest }) => strongest < Infinity);
  const shown = all.slice(0, MOST_DRAWN);
  const longestLabel = width < 700 ? 18 : 46;
  const labels = new Map(
    shown.map(({ name, formula }) => [
      name,
      shortened(width < 700 ? name : `${name}   ${formula}`, longestLabel),
    ]),
  );
  const dots = shown.flatMap(({ name, rows: own }) =>
    own.flatMap((row, i): readonly Dot[] => {
      const lean = leanOf(row, pair);
      if (lean === null) return [];
      const rank = own.length === 1 ? 1 : i / (own.length - 1);
      return [{ row, name, ratio: Math.pow(10, lean), rank, isWon: lean < 0 }];
    }),
  );
  const longest = Math.max(4, ...[...labels.values()].map((label) => label.length));
  const [marginLeft, marginRight] = [Math.min(0.5 * width, CHARACTER * longest + 14), 16];
  const [least, most] = positiveRange([...dots.map(({ ratio }) => ratio), 1]);
  const [low, high] = [Math.max(least, 1 / BEYOND), Math.min(most, BEYOND)];
  const line = { spacing: 'log', low, high, length: width - marginLeft - marginRight, inset: 10 } as const;
  const color = ({ isWon }: Dot) => (isWon ? paint.score : paint.pathwise);
  const sides =
    width < 500
      ? `← ${challengerName(pair)} less noisy`
      : `← ${challengerName(pair)} less noisy · ratio of variances · the other →`;
  const xAxis = acrossAxis(line, [], sides, true);
  const svg = Plot.plot({
    ...common(frame),
    height: 62 + 18 * shown.length,
    marginLeft,
    marginRight,
    marginTop: 12,
    marginBottom: 46,
    x: xAxis.scale,
    y: {
      type: 'band',
      label: null,
      domain: [...labels.keys()],
      tickFormat: (name: string) => labels.get(name) ?? '',
      tickSize: 0,
    },
    color: { type: 'identity' },
    marks: [
      xAxis.grid,
      xAxis.axis,
      Plot.ruleX([1], { stroke: paint.ink, strokeWidth: 1.5 }),
      Plot.dot(dots, {
        x: 'ratio',
        y: 'name',
        fill: color,
        stroke: color,
        r: 4.5,
        fillOpacity: ({ rank }: Dot) => 0.1 + 0.9 * rank,
      }),
      Plot.tip(dots, Plot.pointer({ ...HINT, x: 'ratio', y: 'name', title: titleOf(slice) })),
    ],
  });
  return figure(svg, titleText(all, pair), sentence(slice, shown.length, all.length));
}

const titleOf =
  ({ axes: { columns } }: MapSlice) =>
  ({ row, ratio }: Dot): string =>
    `${shortened(row.series, 40)} at ${visibleLine(columns)} = ${sayNumber(axisValue(row, columns) ?? NaN)}\nratio of variances ${numberText(ratio, 4)}`;

function titleText(
  all: readonly { readonly strongest: number; readonly name: string }[],
  pair: PairNames,
): string {
  const best = all[0];
  const won = all.filter(({ strongest }) => strongest < 0).length;
  if (best === undefined || won === 0)
    return `${challengerName(pair)} is the less noisy one for none of ${all.length} ${all.length === 1 ? 'function' : 'functions'}`;
  const factor = sayNumber(Math.pow(10, -best.strongest), 2);
  return `${challengerName(pair)} is the less noisy one for ${won} of ${all.length} functions, most of all for ${shortened(best.name, 30)} (${factor} times)`;
}

function sentence({ rows, pair, axes }: MapSlice, shown: number, all: number): string {
  const row = rows[0];
  const wins = rows.filter(isWin).length;
  const place = row === undefined ? '' : `${sliceText(row, axes)}:`;
  const part = shown < all ? ` The ${shown} strongest of ${all} functions are drawn.` : '';
  return `${place} a dot for each value of ${visibleLine(axes.columns)}, pale for the smallest, full for the largest; left of 1 ${challengerName(pair)} is the less noisy one (it wins in ${wins} of ${rows.length} cells). What is beyond ${sayNumber(BEYOND)} stands at the edge.${part}`.trim();
}
