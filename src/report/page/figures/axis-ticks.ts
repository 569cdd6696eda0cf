import type { ScaleOptions } from '@observablehq/plot';
import { numberText } from '../../data/number-text.ts';

/** Px of a character of a label, a little more than it takes. */
const CHARACTER = 6.6;

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
  const label = (value: number) => numberText(value, 3);
  const isRoomy = values.every((value, i) => {
    const before = values[i - 1] ?? value;
    const wide = ((label(value).length + label(before).length) / 2 + 1) * CHARACTER;
    return i === 0 || (at(value) - at(before)) * room > wide;
  });
  if (isRoomy) return { ticks: values, tickFormat: label };
  return scale === 'log' ? { tickFormat: logTick } : {};
}

/** Of the values of a band scale of so many px, every n-th, so that their labels have room. */
export function bandTicks(
  values: readonly number[],
  width: number,
  label: (value: number) => string,
): readonly number[] {
  const widest = Math.max(1, ...values.map((value) => label(value).length));
  const step = Math.max(1, Math.ceil(((widest + 1) * CHARACTER * values.length) / width));
  return values.filter((_, i) => i % step === 0);
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
