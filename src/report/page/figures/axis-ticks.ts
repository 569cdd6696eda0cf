/** Px of a character of a label in 11 px type, a little more than it takes. */
export const CHARACTER = 6.4;

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

const raised = (exponent: number): string =>
  (exponent < 0 ? '⁻' : '') +
  [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPT.charAt(Number(digit))).join('');

/** A number as people write it: 0.25, 4, 10⁻⁸, 2·10⁵, with a minus that is one. */
export function sayNumber(value: number, digits = 3): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e4)) {
    const [mantissa = '', exponent] = size.toExponential(digits - 1).split('e');
    const front = Number(mantissa) === 1 ? '' : `${Number(mantissa)}·`;
    return `${value < 0 ? '−' : ''}${front}10${raised(Number(exponent))}`;
  }
  return String(Number(value.toPrecision(digits))).replace('-', '−');
}

export type Spacing = 'log' | 'linear';

/** An axis over values, so many px long, with room at both ends so that no point sits on the frame. */
export interface AxisLine {
  readonly spacing: Spacing;
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
  const chosen = fitting(line, [...ends, ...roundNumbers(line)], room);
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

/** Powers of ten before their fives and twos; on a linear axis multiples of ever smaller round steps. */
function roundNumbers({ spacing, low, high }: AxisLine): readonly number[] {
  const inside = (value: number) => value >= low * (1 - 1e-9) - 1e-300 && value <= high * (1 + 1e-9);
  if (spacing === 'log') {
    const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
    const step = Math.max(1, Math.ceil((last - first) / 10));
    const decades = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    const at = (factor: number, every: number) =>
      decades.filter((decade) => decade % every === 0).map((decade) => Number(`${factor}e${decade}`));
    return [...at(1, step), ...(step === 1 ? [...at(5, 1), ...at(2, 1)] : [])].filter(inside);
  }
  const span = high - low || Math.abs(high) || 1;
  const unit = Math.pow(10, Math.floor(Math.log10(span)));
  return [unit, unit / 2, unit / 5].flatMap((step) => {
    const first = Math.ceil(low / step);
    const count = Math.floor(high / step) - first + 1;
    return Array.from({ length: Math.max(0, Math.min(count, 40)) }, (_, i) =>
      Number(((first + i) * step).toPrecision(12)),
    );
  }).filter((value) => value >= low && value <= high);
}

/** A log axis where all values are positive and span a decade, else a linear one. */
export function spacingOf(values: readonly number[]): Spacing {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low > 0 && high >= 9 * low ? 'log' : 'linear';
}

/** What Plot needs to draw an axis with roomy ticks. */
export function plotAxis(line: AxisLine, points: readonly number[], room: Room) {
  return {
    type: line.spacing,
    domain: [line.low, line.high],
    inset: line.inset,
    ticks: [...roomyTicks(line, points, room)],
    tickFormat: (value: number) => sayNumber(value),
  };
}

/** The least and the largest of positive numbers, with room where they are equal. */
export function positiveRange(values: readonly (number | null)[]): readonly [number, number] {
  const found = values.filter((value): value is number => value !== null && value > 0);
  const low = found.reduce((least, value) => Math.min(least, value), Infinity);
  const high = found.reduce((most, value) => Math.max(most, value), 0);
  if (!(low < Infinity)) return [0.1, 10];
  return low === high ? [low / 3, high * 3] : [low, high];
}
