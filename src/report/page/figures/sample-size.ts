import * as Plot from '@observablehq/plot';
import { challengerOf } from '../../../tables/estimator-pair.ts';
import { shortened, visibleLine } from '../../../text/visible.ts';
import { numberText } from '../../data/number-text.ts';
import type { ReportRow } from '../../data/report-row.ts';
import { acrossAxis, upwardAxis } from './plot-axes.ts';
import { positiveRange } from './axis-ticks.ts';
import { common, figure, HINT, type Figure, type Frame } from './frame.ts';

interface Level {
  readonly m: number;
  readonly estimator: string;
  readonly isChallenger: boolean;
  readonly measured: number;
  readonly exact: number | null;
}

const HEIGHT = 250;

/** M × variance against M: for averages it stays on one exact level. */
export function sampleSize(rows: readonly ReportRow[], frame: Frame): Figure {
  const { paint, width } = frame;
  const levels = rows.flatMap((row) => [
    ...levelOf(row, row.estimator_1, row.variance_1, row.variance_1_exact),
    ...levelOf(row, row.estimator_2, row.variance_2, row.variance_2_exact),
  ]);
  const color = ({ isChallenger }: Level) => (isChallenger ? paint.score : paint.pathwise);
  const ends = [...new Map(levels.map((level) => [level.estimator, level])).values()];
  const longest = Math.max(6, ...ends.map(({ estimator }) => Math.min(20, estimator.length)));
  const [marginLeft, marginRight] = [60, 14 + 7 * longest];
  const sizes = [...new Set(levels.map(({ m }) => m))];
  const [least, most] = positiveRange(sizes);
  const across = {
    spacing: 'log',
    low: least,
    high: most,
    length: width - marginLeft - marginRight,
    inset: 10,
  } as const;
  const [low, high] = positiveRange(levels.flatMap(({ measured, exact }) => [measured, exact]));
  const upward = { spacing: 'log', low, high, length: HEIGHT - 20 - 40, inset: 12 } as const;
  const [xAxis, yAxis] = [acrossAxis(across, sizes, 'm →'), upwardAxis(upward, '↑ m × variance')];
  const svg = Plot.plot({
    ...common(frame),
    height: HEIGHT,
    marginLeft,
    marginRight,
    marginTop: 20,
    marginBottom: 40,
    x: xAxis.scale,
    y: yAxis.scale,
    color: { type: 'identity' },
    marks: [
      yAxis.grid,
      xAxis.axis,
      yAxis.axis,
      Plot.line(
        levels.filter(({ exact }) => exact !== null),
        { x: 'm', y: 'exact', z: 'estimator', stroke: color },
      ),
      Plot.dot(levels, { x: 'm', y: 'measured', stroke: color, fill: color, r: 3.5 }),
      Plot.text(ends, {
        x: 'm',
        y: 'measured',
        text: ({ estimator }: Level) => shortened(visibleLine(estimator), 20),
        fill: color,
        dx: 10,
        textAnchor: 'start',
        fontWeight: 'bold',
      }),
      Plot.tip(levels, Plot.pointer({ ...HINT, x: 'm', y: 'measured', title: titleOf })),
    ],
  });
  const row = rows[0];
  const text = row === undefined ? 'nothing to draw' : `${row.series} at ${sizes.length} values of m`;
  return figure(
    svg,
    'Level for plain averages: m × variance over m',
    `m times variance against m: ${text}. Dots are measured, lines exact.`,
  );
}

const titleOf = ({ m, estimator, measured, exact }: Level): string =>
  `${shortened(visibleLine(estimator), 40)}, m = ${m}\nm × variance ${numberText(measured, 6)}\nexact ${numberText(exact, 6)}`;

function levelOf(
  { m, estimator_1: first, estimator_2: second }: ReportRow,
  estimator: string,
  measured: number | null,
  exact: number | null,
): readonly Level[] {
  if (m === null || measured === null || measured <= 0) return [];
  const isChallenger = estimator === challengerOf({ first, second });
  const level = exact === null || exact <= 0 ? null : m * exact;
  return [{ m, estimator, isChallenger, measured: m * measured, exact: level }];
}
