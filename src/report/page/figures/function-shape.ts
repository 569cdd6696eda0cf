import * as Plot from '@observablehq/plot';
import type { ShapeAnswer } from '../../../answers/question.ts';
import { stacked } from './draw.ts';
import { acrossAxis, upwardAxis } from './plot-axes.ts';
import { common, figure, type Figure, type Frame } from './frame.ts';

const HEIGHT = 128;

/** r and r' over z, the density of Z behind them. */
export function functionFigure(shape: ShapeAnswer, name: string, frame: Frame): Figure {
  const parts = [
    panel(shape, shape.value, 'r(z)', false, frame),
    panel(shape, shape.derivative, "r'(z)", true, frame),
  ];
  const svg = stacked(frame.document, parts);
  return figure(
    svg,
    `The function ${name} and its slope`,
    'The filled curve behind is the density of Z: what lies below its top is met often, what lies in its tails rarely.',
  );
}

interface Point {
  readonly z: number;
  readonly y: number | null;
  readonly density: number;
}

function panel(
  { z, density }: ShapeAnswer,
  values: readonly number[],
  label: string,
  isLast: boolean,
  frame: Frame,
): SVGSVGElement {
  const { paint, width } = frame;
  const [low, high] = rangeOf(values);
  const top = Math.max(...density);
  const points: readonly Point[] = z.map((at, i) => ({
    z: at,
    y: inRange(values[i] ?? NaN, low, high),
    density: low + ((density[i] ?? 0) / top) * (high - low),
  }));
  const [marginLeft, marginRight, marginBottom] = [56, 12, isLast ? 34 : 18];
  const across = {
    spacing: 'linear',
    low: z[0] ?? -1,
    high: z.at(-1) ?? 1,
    length: width - marginLeft - marginRight,
    inset: 4,
  } as const;
  const upward = { spacing: 'linear', low, high, length: HEIGHT - 16 - marginBottom, inset: 6 } as const;
  const xAxis = acrossAxis(across, [], isLast ? 'z →' : null);
  const yAxis = upwardAxis(upward, `↑ ${label}`);
  return Plot.plot({
    ...common(frame),
    height: HEIGHT,
    marginLeft,
    marginRight,
    marginTop: 16,
    marginBottom,
    x: xAxis.scale,
    y: yAxis.scale,
    marks: [
      yAxis.grid,
      xAxis.axis,
      yAxis.axis,
      Plot.areaY(points, { x: 'z', y1: low, y2: 'density', fill: paint.quiet, fillOpacity: 0.16 }),
      Plot.ruleY(low < 0 && high > 0 ? [0] : [], { stroke: paint.quiet, strokeOpacity: 0.6 }),
      Plot.line(points, { x: 'z', y: 'y', stroke: paint.ink, strokeWidth: 1.6 }),
    ],
  }) as unknown as SVGSVGElement;
}

/** What goes far beyond the rest is cut off, so that the rest is seen. */
function rangeOf(values: readonly number[]): readonly [number, number] {
  const finite = values.filter(Number.isFinite).sort((a, b) => a - b);
  const [low, high] = [finite[0] ?? 0, finite.at(-1) ?? 0];
  if (low === high) return [low - 1, high + 1];
  return [low, high];
}

const inRange = (value: number, low: number, high: number): number | null =>
  value >= low && value <= high ? value : null;
