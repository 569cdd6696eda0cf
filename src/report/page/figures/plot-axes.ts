import * as Plot from '@observablehq/plot';
import { sayNumber } from '../../data/number-text.ts';
import { ACROSS, roomyTicks, UPWARD, type AxisLine } from './axis-ticks.ts';

/** A scale without an axis of its own, and the axis: Plot would leave out labels on a log scale. */
const scaleOf = ({ spacing, low, high, inset }: AxisLine) => ({
  type: spacing,
  domain: [low, high],
  inset,
  axis: null,
  clamp: true,
});

const text = (value: number): string => sayNumber(value);

/** @param points values that deserve a label, as those of a grid */
export function acrossAxis(
  line: AxisLine,
  points: readonly number[],
  label: string | null,
  isCentered = false,
) {
  const ticks = [...roomyTicks(line, points, ACROSS)];
  const place = isCentered ? ({ labelAnchor: 'center', labelOffset: 40 } as const) : {};
  return {
    scale: scaleOf(line),
    grid: Plot.gridX(ticks),
    axis: Plot.axisX(ticks, { text, label, ...place }),
  };
}

export function upwardAxis(line: AxisLine, label: string) {
  const ticks = [...roomyTicks(line, [], UPWARD)];
  return { scale: scaleOf(line), grid: Plot.gridY(ticks), axis: Plot.axisY(ticks, { text, label }) };
}
