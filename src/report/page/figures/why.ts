import * as Plot from '@observablehq/plot';
import { numberText } from '../../data/number-text.ts';
import type { ReportRow } from '../../data/report-row.ts';
import { visibleLine } from '../../../text/visible.ts';
import { whySum, type WhyTerm } from '../../data/why-sum.ts';
import { COLORS, common, figure, type Figure, type Frame } from './frame.ts';

/** The terms of V1 − V2 of the row, and their sum; null where they are not known. */
export function whyFigure(row: ReportRow, frame: Frame): Figure | null {
  const sum = whySum(row);
  if (sum === null) return null;
  const bars: readonly WhyTerm[] = [...sum.terms, sum.total];
  const component = visibleLine(row.component);
  const longest = Math.max(...bars.map(({ name }) => name.length));
  const svg = Plot.plot({
    ...common(frame),
    height: 62 + 30 * bars.length,
    marginBottom: 42,
    marginLeft: 26 + 6 * longest,
    marginRight: 70,
    x: {
      label: `${sum.of}, d/d${component} →`,
      labelOffset: 38,
      grid: true,
      ticks: frame.width < 480 ? 3 : 5,
    },
    y: { type: 'band', label: null, domain: bars.map(({ name }) => name) },
    color: { type: 'identity' },
    marks: [
      Plot.barX(bars, {
        x: 'value',
        y: 'name',
        fill: ({ value }: WhyTerm) => (value < 0 ? COLORS.first : COLORS.second),
      }),
      Plot.ruleX([0]),
      Plot.text(bars, {
        x: ({ value }: WhyTerm) => Math.max(0, value),
        y: 'name',
        text: ({ value }: WhyTerm) => numberText(value),
        dx: 4,
        textAnchor: 'start',
      }),
    ],
  });
  const list = bars.map(({ name, value }) => `${name} = ${numberText(value)}`).join(', ');
  return figure(svg, `Why (d/d${component}, ${sum.of}): ${list}. ${sum.note}`);
}
