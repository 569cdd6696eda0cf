import * as Plot from '@observablehq/plot';
import { numberText } from '../../data/number-text.ts';
import type { ReportRow } from '../../data/report-row.ts';
import { shortened, visibleLine } from '../../../text/visible.ts';
import { COLORS, common, figure, HINT, type Figure, type Frame } from './frame.ts';
import { logAxis } from './axis-ticks.ts';

interface Level {
  readonly m: number;
  readonly estimator: string;
  readonly isFirst: boolean;
  readonly measured: number;
  readonly exact: number | null;
}

/** M × variance against M: for averages it stays on one exact level. */
export function sampleSize(rows: readonly ReportRow[], frame: Frame): Figure {
  const levels = rows.flatMap((row) => [
    ...levelOf(row, true, row.variance_1, row.variance_1_exact),
    ...levelOf(row, false, row.variance_2, row.variance_2_exact),
  ]);
  const color = ({ isFirst }: Level) => (isFirst ? COLORS.first : COLORS.second);
  const ends = [...new Map(levels.map((level) => [level.estimator, level])).values()];
  const svg = Plot.plot({
    ...common(frame),
    height: 260,
    marginLeft: 56,
    marginRight: 14 + 7 * Math.max(...ends.map(({ estimator }) => Math.min(24, estimator.length)), 6),
    x: {
      type: 'log',
      label: 'M →',
      tickFormat: (m: number) => numberText(m),
      ticks: [...new Set(levels.map(({ m }) => m))],
    },
    y: {
      ...logAxis(levels.flatMap(({ measured, exact }) => [measured, exact])),
      label: '↑ M × variance',
      grid: true,
    },
    color: { type: 'identity' },
    marks: [
      Plot.line(
        levels.filter(({ exact }) => exact !== null),
        { x: 'm', y: 'exact', z: 'estimator', stroke: color },
      ),
      Plot.dot(levels, { x: 'm', y: 'measured', stroke: color, fill: color, r: 3.5 }),
      Plot.text(ends, {
        x: 'm',
        y: 'measured',
        text: ({ estimator }: Level) => shortened(visibleLine(estimator), 24),
        fill: color,
        dx: 8,
        textAnchor: 'start',
        fontWeight: 'bold',
      }),
      Plot.tip(
        levels,
        Plot.pointer({
          ...HINT,
          x: 'm',
          y: 'measured',
          title: ({ m, estimator, measured, exact }: Level) =>
            `${shortened(visibleLine(estimator), 40)}, M = ${m}\nM × variance ${numberText(measured, 6)}\nexact ${numberText(exact, 6)}`,
        }),
      ),
    ],
  });
  const row = rows[0];
  const text = row === undefined ? 'nothing to draw' : `${row.series} at ${rows.length} values of M`;
  return figure(svg, `M times variance against M: ${text}.`);
}

function levelOf(
  { m, estimator_1, estimator_2 }: ReportRow,
  isFirst: boolean,
  measured: number | null,
  exact: number | null,
): readonly Level[] {
  if (m === null || measured === null || measured <= 0) return [];
  const estimator = isFirst ? estimator_1 : estimator_2;
  return [
    { m, estimator, isFirst, measured: m * measured, exact: exact === null || exact <= 0 ? null : m * exact },
  ];
}
