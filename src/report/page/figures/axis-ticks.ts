import { sayNumber } from '../../data/number-text.ts';

/** Px of a character of a label in 11 px type, a little more than it takes. */
export const CHARACTER = 6.4;

export type TickSpacing = 'log' | 'linear';

/** An axis over values, so many px long, with room at both ends so that no point sits on the frame. */
export interface AxisLine {
  readonly spacing: TickSpacing;
  readonly low: number;
  readonly high: number;
  readonly length: number;
  readonly inset: number;
}

/** Px from the beginning of the axis. */
export function placeOn({ spacing, low, high, length, inset }: AxisLine, value: number): number {
  const at = (x: number) => (spacing === 'log' ? Math.log10(x) : x);
  const share = high === low ? 0.5 : (at(value) - at(low)) / (at(high) - at(low));
  return inset + share * (length - 2 * inset);
}

/** Room that a label takes along its axis. */
type Room = (label: string) => number;

export const ACROSS: Room = (label) => CHARACTER * label.length + 8;
export const UPWARD: Room = () => 15;

/**
 * Values with labels that keep clear of each other: first the points, if all have room, else the ends and
 * round numbers between them, as many as fit.
 *
 * @param points values that deserve a label, as those of a grid; none of a quantity that is continuous
 */
export function roomyTicks(line: AxisLine, points: readonly number[], room: Room): readonly number[] {
  const inOrder = [...new Set(points)].sort((a, b) => a - b);
  const all = fitting(line, inOrder, room);
  if (inOrder.length > 0 && all.length === inOrder.length) return all;
  const ends = inOrder.length > 0 ? [inOrder[0]!, inOrder.at(-1)!] : [];
  const chosen = fitting(line, [...ends, ...evenNumbers(line, room)], room);
  return chosen.sort((a, b) => a - b);
}

/** Of candidates, the first ones before others, those whose labels have room. */
function fitting(line: AxisLine, candidates: readonly number[], room: Room): number[] {
  const taken: { readonly value: number; readonly at: number; readonly half: number }[] = [];
  for (const value of candidates) {
    const [at, half] = [placeOn(line, value), room(sayNumber(value)) / 2];
    if (at < 0 || at > line.length) continue;
    if (taken.every((other) => Math.abs(other.at - at) >= other.half + half)) taken.push({ value, at, half });
  }
  return taken.map(({ value }) => value);
}

/** Round numbers at even distances, as many as all have room. */
function evenNumbers(line: AxisLine, room: Room): readonly number[] {
  const choices = line.spacing === 'log' ? decades(line) : multiples(line);
  return choices.find((ticks) => fitting(line, ticks, room).length === ticks.length) ?? [];
}

/** One, two and five of every power of ten; the powers; every second, third … of them. */
function decades({ low, high }: Pick<AxisLine, 'low' | 'high'>): readonly (readonly number[])[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const all = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const inside = (value: number) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
  const fine = all.flatMap((power) => [1, 2, 5].map((factor) => Number(`${factor}e${power}`)));
  const every = (step: number) =>
    all.filter((power) => power % step === 0).map((power) => Number(`1e${power}`));
  // Within a decade round steps as on a linear axis.
  const steps = high < 12 * low ? multiples({ low, high }) : [];
  return [...steps, fine, ...[1, 2, 3, 4, 5, 10, 20, 50, 100].map(every)].map((ticks) =>
    ticks.filter(inside),
  );
}

function multiples({ low, high }: Pick<AxisLine, 'low' | 'high'>): readonly (readonly number[])[] {
  const span = high - low || Math.abs(high) || 1;
  const unit = Math.pow(10, Math.floor(Math.log10(span)));
  return [unit / 5, unit / 2, unit, 2 * unit, 5 * unit].map((step) => {
    const first = Math.ceil(low / step - 1e-9);
    const count = Math.floor(high / step + 1e-9) - first + 1;
    return Array.from({ length: Math.max(0, count) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  });
}

/** A log axis where all values are positive and span a decade, else a linear one. */
export function spacingOf(values: readonly number[]): TickSpacing {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low > 0 && high >= 9 * low ? 'log' : 'linear';
}

/** The least and the largest of positive numbers, with room where they are equal. */
export function positiveRange(values: readonly (number | null)[]): readonly [number, number] {
  const found = values.filter((value): value is number => value !== null && value > 0);
  const low = found.reduce((least, value) => Math.min(least, value), Infinity);
  const high = found.reduce((most, value) => Math.max(most, value), 0);
  if (!(low < Infinity)) return [0.1, 10];
  return low === high ? [low / 3, high * 3] : [low, high];
}

/** Round numbers along an axis across. */
export const acrossTicks = (line: AxisLine): readonly number[] => roomyTicks(line, [], ACROSS);
