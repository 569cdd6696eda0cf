import * as Plot from '@observablehq/plot';
import type { LineAnswer, LinePoint } from '../../answers/question.ts';
import { sayNumber } from '../../report/data/number-text.ts';
import { positiveRange, spacingOf } from '../../report/page/figures/axis-ticks.ts';
import { common, figure, HINT, type Figure, type Frame } from '../../report/page/figures/frame.ts';
import { acrossAxis, upwardAxis } from '../../report/page/figures/plot-axes.ts';
import type { ExploreState } from '../explore-state.ts';

/** Both exact variances over sigma, their crossings, and where we are. */
export function exactLine(
  { points, crossings }: LineAnswer,
  isWhole: boolean,
  { sigma, component }: ExploreState,
  frame: Frame,
): Figure {
  const { paint, width } = frame;
  const height = 300;
  const xs = points.map(({ at }) => at);
  const [marginLeft, marginRight] = [60, 70];
  const across = {
    spacing: spacingOf(xs),
    low: Math.min(...xs),
    high: Math.max(...xs),
    length: width - marginLeft - marginRight,
    inset: 8,
  };
  const [low, high] = positiveRange(points.flatMap(({ score, pathwise }) => [score, pathwise]));
  const upward = { spacing: 'log', low, high, length: height - 60, inset: 10 } as const;
  const [xAxis, yAxis] = [acrossAxis(across, [], 'sigma →'), upwardAxis(upward, '↑ variance of one draw')];
  const line = (name: 'score' | 'pathwise') => {
    const last = points.filter((point) => point[name] !== null).at(-1);
    return [
      Plot.line(points, { x: 'at', y: name, stroke: paint[name], strokeWidth: 2 }),
      Plot.text(last === undefined ? [] : [last], {
        x: 'at',
        y: name,
        text: () => name,
        fill: paint[name],
        dx: 6,
        dy: name === 'score' ? -5 : 5,
        textAnchor: 'start',
        fontWeight: 'bold',
      }),
    ];
  };
  const svg = Plot.plot({
    ...common(frame),
    height,
    marginLeft,
    marginRight,
    marginTop: 20,
    marginBottom: 40,
    x: xAxis.scale,
    y: yAxis.scale,
    marks: [
      yAxis.grid,
      xAxis.axis,
      yAxis.axis,
      Plot.ruleX([sigma], { stroke: paint.ink, strokeWidth: 1 }),
      Plot.ruleX(crossings, { x: 'at', stroke: paint.quiet, strokeDasharray: '2 3' }),
      Plot.text(crossings.slice(0, 4), {
        x: 'at',
        frameAnchor: 'top',
        dy: -6,
        text: ({ at }: { readonly at: number }) => `× ${sayNumber(at, 4)}`,
        fill: paint.ink,
      }),
      ...line('score'),
      ...line('pathwise'),
      Plot.tip(points, Plot.pointerX({ ...HINT, x: 'at', y: 'score', title: titleOf })),
    ],
  });
  const found = isWhole ? crossingText(crossings) : 'Looking for crossings …';
  return figure(svg, `d/d${component}: ${found}`, `The line stands at sigma = ${sayNumber(sigma, 4)}.`);
}

function crossingText(crossings: LineAnswer['crossings']): string {
  const [one] = crossings;
  const name = (side: 'first' | 'second') => (side === 'first' ? 'score' : 'pathwise');
  if (one === undefined) return 'no crossing in this range of sigma';
  if (crossings.length === 1) return `${name(one.above)} wins from sigma = ${sayNumber(one.at, 6)} on`;
  return `the winner changes ${crossings.length} times, first at sigma = ${sayNumber(one.at, 6)}`;
}

const titleOf = ({ at, score, pathwise }: LinePoint): string =>
  `sigma = ${sayNumber(at, 4)}\nscore ${score === null ? '–' : sayNumber(score, 4)}\npathwise ${pathwise === null ? '–' : sayNumber(pathwise, 4)}`;
