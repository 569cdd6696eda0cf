import * as Plot from '@observablehq/plot';
import { derivativeText } from '../../../tables/row-name.ts';
import { visibleLine } from '../../../text/visible.ts';
import { numberText, sayNumber } from '../../data/number-text.ts';
import type { WhySum, WhyTerm } from '../../data/why-sum.ts';
import { CHARACTER } from './axis-ticks.ts';
import { acrossAxis } from './plot-axes.ts';
import { common, figure, type Figure, type Frame } from './frame.ts';

/** The terms of V1 − V2, and their sum; told apart by their side of zero and their sign. */
export function whyFigure(sum: WhySum, component: string, frame: Frame): Figure {
  const { paint, width } = frame;
  const bars: readonly WhyTerm[] = [...sum.terms, sum.total];
  const names = bars.map(({ name }) => name);
  const marginLeft = Math.min(0.5 * width, 20 + CHARACTER * Math.max(...names.map((name) => name.length)));
  const values = bars.map(({ value }) => value);
  // The number of a bar stands beyond its end.
  const reach =
    (70 * (Math.max(0, ...values) - Math.min(0, ...values))) / Math.max(60, width - marginLeft - 150);
  const across = {
    spacing: 'linear',
    low: Math.min(0, ...values) - (Math.min(...values) < 0 ? reach : 0),
    high: Math.max(0, ...values) + reach,
    length: width - marginLeft - 12,
    inset: 0,
  } as const;
  const xAxis = acrossAxis(across, [], `${sum.of}, ${visibleLine(derivativeText(component))} →`);
  const svg = Plot.plot({
    ...common(frame),
    height: 62 + 30 * bars.length,
    marginBottom: 42,
    marginLeft,
    marginRight: 12,
    x: xAxis.scale,
    y: { type: 'band', label: null, domain: names, tickSize: 0 },
    marks: [
      xAxis.grid,
      xAxis.axis,
      Plot.barX(bars, { x: 'value', y: 'name', fill: paint.quiet, fillOpacity: opacityOf(sum) }),
      Plot.ruleX([0], { stroke: paint.ink }),
      Plot.text(bars, {
        x: 'value',
        y: 'name',
        text: ({ value }: WhyTerm) => signed(value),
        dx: 4,
        textAnchor: 'start',
        filter: ({ value }: WhyTerm) => value >= 0,
      }),
      Plot.text(bars, {
        x: 'value',
        y: 'name',
        text: ({ value }: WhyTerm) => signed(value),
        dx: -4,
        textAnchor: 'end',
        filter: ({ value }: WhyTerm) => value < 0,
      }),
    ],
  });
  const list = bars.map(({ name, value }) => `${name} = ${numberText(value).replace('-', '−')}`).join(', ');
  const { name, value } = sum.total;
  return figure(
    svg,
    `Why: ${name} = ${sayNumber(value)}`,
    `Why (${visibleLine(derivativeText(component))}, ${sum.of}): ${list}. ${sum.note}`,
  );
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${numberText(Math.abs(value))}`;

/** The sum stands out. */
const opacityOf =
  ({ total }: WhySum) =>
  (term: WhyTerm): number =>
    term === total ? 1 : 0.55;
