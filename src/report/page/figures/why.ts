import * as Plot from '@observablehq/plot';
import { numberText } from '../../number-text.ts';
import type { ReportRow } from '../../report-row.ts';
import { COLOURS, common, figure, type Figure, type Frame } from '../frame.ts';

interface Term {
  readonly name: string;
  readonly value: number;
}

/** The three terms of V1 − V2 of one draw, d/dmu, and their sum; null where they are not known. */
export function whyFigure(row: ReportRow, frame: Frame): Figure | null {
  if (row.why === null) return null;
  const [square, derivativeSquare, curvature] = row.why;
  const terms: readonly Term[] = [
    { name: 'E[r²]/sigma²', value: square },
    { name: "E[r'²]", value: derivativeSquare },
    { name: "2E[r·r'']", value: curvature },
    { name: 'V1 − V2', value: square + derivativeSquare + curvature },
  ];
  const svg = Plot.plot({
    ...common(frame),
    height: 170,
    marginLeft: 90,
    marginRight: 70,
    x: { label: 'per draw, d/dmu →', grid: true, ticks: 5 },
    y: { type: 'band', label: null, domain: terms.map(({ name }) => name) },
    color: { type: 'identity' },
    marks: [
      Plot.barX(terms, {
        x: 'value',
        y: 'name',
        fill: ({ value }: Term) => (value < 0 ? COLOURS.score : COLOURS.pathwise),
      }),
      Plot.ruleX([0]),
      Plot.text(terms, {
        x: ({ value }: Term) => Math.max(0, value),
        y: 'name',
        text: ({ value }: Term) => numberText(value),
        dx: 4,
        textAnchor: 'start',
      }),
    ],
  });
  const list = terms.map(({ name, value }) => `${name} = ${numberText(value)}`).join(', ');
  return figure(svg, `Why: ${list}. Only the last of the three terms can be negative.`);
}
