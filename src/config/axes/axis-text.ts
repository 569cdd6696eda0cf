import { axisOf } from '../../cross/axis.ts';
import { geometricValues, linearValues, type AxisKind } from './spacing.ts';

/** How many values a range has that does not say so: steps of a twentieth, so that 0..1 is 0, 0.05, … */
const USUAL_COUNT = 21;

const MOST = 10_000;

const NUMBER = String.raw`[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?`;
const RANGE = String.raw`\s*(${NUMBER})(?:\.\.(${NUMBER})(?::(\d{1,5}))?)?\s*`;
const PART = new RegExp(`^${RANGE}$`);

/** The form of an axis in words: a single number is not one. */
export const AXIS_FORM = new RegExp(String.raw`^(?=[^]*(?:\.\.|,))${RANGE}(?:,${RANGE})*$`);

/** What an axis in words looks like. */
export const AXIS_TEXT = 'a range such as 0.1..4 or 0.1..4:9 (nine values)';

/**
 * The values of an axis in words: numbers and ranges with commas, as `1,2,5` or `0.1..4`. A range of positive
 * numbers that is wide runs at equal quotients, any other at equal distances; its inner values are rounded to
 * as few digits as leave its steps what they are, but for `whole` numbers to those. Null for another text.
 */
export function valuesOfText(text: string, kind: AxisKind): readonly number[] | null {
  const values: number[] = [];
  for (const part of text.split(',')) {
    const [, from, to, count] = PART.exec(part) ?? [];
    if (from === undefined) return null;
    const range = to === undefined ? [Number(from)] : rangeOf(Number(from), Number(to), count, kind);
    if (range === null) return null;
    values.push(...range);
  }
  return values.every(Number.isFinite) && values.length <= MOST ? values : null;
}

function rangeOf(
  from: number,
  to: number,
  countText: string | undefined,
  kind: AxisKind,
): readonly number[] | null {
  const count = countText === undefined ? USUAL_COUNT : Number(countText);
  if (!(from < to) || !Number.isFinite(to - from) || count < 2 || count > MOST) return null;
  const isGeometric = axisOf(from, to).spacing === 'logarithmic' && to / from <= 1e300;
  const exact = (isGeometric ? geometricValues : linearValues)({ from, to, count });
  if (kind === 'whole') return [...new Set(exact.map(Math.round))];
  return exact.map((value, i) => (i === 0 || i === count - 1 ? value : legible(value, exact, i)));
}

/** The value with the fewest digits, three or more, that is off by no more than 2 % of the nearest step. */
function legible(value: number, all: readonly number[], i: number): number {
  const step = Math.min(value - all[i - 1]!, all[i + 1]! - value);
  for (let digits = 3; digits < 15; digits += 1) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.abs(rounded - value) <= step / 50) return rounded;
  }
  return value;
}
