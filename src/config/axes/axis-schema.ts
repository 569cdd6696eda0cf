import { z } from 'zod';
import { AXIS_FORM, AXIS_TEXT, valuesOfText } from './axis-text.ts';
import type { AxisKind } from './spacing.ts';

/** Values that linear and geometric may make. */
const MAX_COUNT = 10_000;

const REAL_TEXT = 'a finite number';
const POSITIVE_TEXT = 'a number > 0';
const LINEAR = 'from + i·(to − from)/(count − 1) for i = 0 … count − 1.';
const GEOMETRIC = 'from·(to/from)^(i/(count − 1)) for i = 0 … count − 1.';
const COUNT_TEXT = `a whole number from 1 to ${MAX_COUNT}`;

export const real = z.number(REAL_TEXT);
export const positive = z.number(POSITIVE_TEXT).gt(0, POSITIVE_TEXT);

export function integer(from: number, to: number): z.ZodNumber {
  const text = `a whole number from ${from} to ${to}`;
  return z.int(text).min(from, text).max(to, text);
}

/** Schema of a grid axis of values of a kind: one value, a list, or evenly spaced values. */
export function axis<T extends z.ZodNumber>(value: T, what: string, kind: AxisKind = 'real') {
  const expected = `${what}, ${LISTS}, or ${AXIS_TEXT}`;
  return axisOf(value, what, kind, expected, z.string().regex(AXIS_FORM, { error: expected, abort: true }));
}

/** The same, where a text that is no range may be a formula instead. */
export function axisOrFormula<T extends z.ZodNumber>(value: T, what: string) {
  const expected = axisOrFormulaText(what);
  const text = z.string().max(2000, expected).regex(NO_NUMBER, { error: expected, abort: true });
  return axisOf(value, what, 'real', expected, text);
}

/** What such an axis may be. */
export const axisOrFormulaText = (what: string): string =>
  `${what}, ${LISTS}, ${AXIS_TEXT}, or a formula in phi and x`;

/** A number in quotes was meant to be one, or a text: nobody knows. */
const NO_NUMBER = /^(?!\s*[-+]?\d[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?\d+)?\s*$)/;

const LISTS = 'a list of them, {linear: {from, to, count}} or {geometric: {from, to, count}}';

function axisOf<T extends z.ZodNumber>(
  value: T,
  what: string,
  kind: AxisKind,
  expected: string,
  text: z.ZodString,
) {
  return z.union(
    [
      value.meta({ description: 'One value.' }),
      text
        .refine((found) => !isAxisInWords(found) || valuesOfText(found, kind) !== null, {
          error: `${AXIS_TEXT}, the smaller number first`,
          abort: true,
        })
        .refine(
          (found) =>
            !isAxisInWords(found) ||
            valuesOfText(found, kind)?.every((each) => value.safeParse(each).success),
          { error: `${what} for every value` },
        )
        .meta({ description: 'Values and ranges in words, with commas.', examples: ['0.1..4', '1,2,5'] }),
      z.array(value, `a list of numbers`).min(1, 'at least one value').meta({ uniqueItems: true }),
      z
        .strictObject({ linear: spacing(value, LINEAR) }, 'a map with the key linear')
        .meta({ description: 'Values at equal distances.' }),
      z
        .strictObject({ geometric: spacing(positive, GEOMETRIC) }, 'a map with the key geometric')
        .meta({ description: 'Values at equal quotients.' }),
    ],
    expected,
  );
}

/** Whether a text is a range in words, and so no formula. */
export function isAxisInWords(text: string): boolean {
  return AXIS_FORM.test(text);
}

function spacing<T extends z.ZodNumber>(value: T, description: string) {
  const object = z.strictObject(
    {
      from: value.meta({ description: 'First value.' }),
      to: value.meta({ description: 'Last value.' }),
      count: z
        .int(COUNT_TEXT)
        .min(1, COUNT_TEXT)
        .max(MAX_COUNT, COUNT_TEXT)
        .meta({ description: 'How many values, both ends included.' }),
    },
    'a map with from, to and count',
  );
  return object.meta({ description });
}

/** An axis as written. */
export type AxisOptions = z.output<ReturnType<typeof axis>>;
