import type { ScaleOptions } from '@observablehq/plot';
import { numberText } from '../../data/number-text.ts';

/** Px that a label of an axis takes. */
const LABEL = 28;

/** Decades above which the ticks between the powers of ten would be a thicket. */
const MOST_DECADES = 3;

/** Ticks where the points are, if their labels have room; else, on a log axis, at the powers of ten. */
export function ticksAtPoints(
  points: readonly number[],
  scale: 'log' | 'linear',
  width: number,
): ScaleOptions {
  const values = [...new Set(points)].sort((a, b) => a - b);
  const at = (value: number) => (scale === 'log' ? Math.log10(value) : value);
  const [low, high] = [at(values[0] ?? 0), at(values.at(-1) ?? 1)];
  const room = (width - 120) / (high - low);
  const isRoomy = values.every((value, i) => i === 0 || (at(value) - at(values[i - 1] ?? 0)) * room > LABEL);
  if (isRoomy) return { ticks: values, tickFormat: (value: number) => numberText(value, 3) };
  return scale === 'log' ? { tickFormat: logTick } : {};
}

/** A log axis with ticks at powers of ten alone where it goes over many. */
export function logAxis(values: readonly (number | null)[]): ScaleOptions {
  const logs = values.flatMap((value) => (value === null || value <= 0 ? [] : [Math.log10(value)]));
  const [low, high] = [Math.ceil(Math.min(...logs)), Math.floor(Math.max(...logs))];
  if (!(high - low >= MOST_DECADES)) return { type: 'log', tickFormat: logTick };
  const step = Math.ceil((high - low) / 9);
  const ticks = Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) =>
    Number(`1e${low + i * step}`),
  );
  return { type: 'log', ticks, tickFormat: logTick };
}

/** Powers of ten as such: ticks between them have no label. */
export function logTick(value: number): string {
  const log = Math.log10(value);
  if (Math.abs(log - Math.round(log)) > 1e-9) return '';
  return Math.abs(log) <= 3 ? String(Number(value.toPrecision(1))) : `1e${Math.round(log)}`;
}
