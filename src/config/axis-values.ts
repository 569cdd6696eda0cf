import { log } from '../elementary/log.ts';
import { power } from '../elementary/power.ts';
import type { AxisOptions } from './axis-schema.ts';
import { foundText } from './found.ts';
import { locate, type Located, type Path } from './located.ts';
import { pathText, valueProblem, type Checked, type Problem } from './problem.ts';

/** What the values of an axis must be, beyond finite. */
export type AxisKind = 'real' | 'whole';

/**
 * Values of an axis: those of a list as they are written, in their order, and those of a spacing as
 * `linearValues` and `geometricValues` make them. -0 becomes 0.
 *
 * Problems: the same value twice, a spacing that overflows or, for whole numbers, gives a fraction.
 */
export function axisValues(
  options: AxisOptions,
  kind: AxisKind,
  root: Located,
  path: Path,
): Checked<readonly number[]> {
  if (typeof options === 'number') return { kind: 'valid', value: [positiveZero(options)] };
  if (Array.isArray(options)) {
    const values = options.map(positiveZero);
    return checked(values, repeats(values, root, path));
  }
  if ('linear' in options) {
    const values = linearValues(options.linear);
    return checked(values, spacingProblems(values, options.linear, kind, [...path, 'linear']));
  }
  const values = geometricValues(options.geometric);
  return checked(values, spacingProblems(values, options.geometric, kind, [...path, 'geometric']));
}

interface Spacing {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * Evenly spaced values from + i·(to − from)/(count − 1), i = 0 … count − 1. The ends are exactly `from` and
 * `to`, the others are rounded to 15 significant digits, so that 0.1·3 is 0.3. A count of 1 gives `from`.
 */
export function linearValues({ from, to, count }: Spacing): readonly number[] {
  return spaced(from, to, count, (i) => from + (i * (to - from)) / (count - 1));
}

/**
 * Values from·(to/from)^(i/(count − 1)), i = 0 … count − 1, with ends and rounding as in `linearValues`.
 * Domain: from, to > 0, and to/from from 1e-300 to 1e300.
 */
export function geometricValues({ from, to, count }: Spacing): readonly number[] {
  const ratio = to / from;
  return spaced(from, to, count, (i) => from * fractionalPower(ratio, i, count - 1));
}

/** x^(i/n) within a few ulp: the rounding of i/n alone would cost log(x) ulp, and 1e-8 would not be 1e-8. */
function fractionalPower(x: number, i: number, n: number): number {
  const exponent = i / n;
  // exponent·n in two exact products, since n has no more than 14 bits.
  const high = Math.fround(exponent);
  const rest = (i - n * high - n * (exponent - high)) / n;
  return power(x, exponent) * (1 + rest * log(x));
}

function spaced(from: number, to: number, count: number, between: (i: number) => number): readonly number[] {
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return positiveZero(from);
    if (i === count - 1) return positiveZero(to);
    return positiveZero(Number(between(i).toPrecision(15)));
  });
}

function checked(values: readonly number[], problems: readonly Problem[]): Checked<readonly number[]> {
  return problems.length === 0 ? { kind: 'valid', value: values } : { kind: 'invalid', problems };
}

/** Every value of a list that stands in it already. */
function repeats(values: readonly number[], root: Located, path: Path): readonly Problem[] {
  const first = new Map<number, number>();
  return values.flatMap((value, i) => {
    const before = first.get(value);
    if (before === undefined) {
      first.set(value, i);
      return [];
    }
    const item = [...path, i];
    const text = `found ${foundText(locate(root, item)!)}, expected distinct values: ${pathText(path)}[${before}] is the same number`;
    return [valueProblem(item, text)];
  });
}

function spacingProblems(
  values: readonly number[],
  { from, to, count }: Spacing,
  kind: AxisKind,
  path: Path,
): readonly Problem[] {
  if (count === 1 && from !== to) {
    return [valueProblem([...path, 'count'], 'found 1, expected 2 or more, since from and to differ')];
  }
  if (path.at(-1) === 'geometric' && !(to / from >= 1e-300 && to / from <= 1e300)) {
    return [valueProblem(path, `to/from is ${to / from}, expected a quotient from 1e-300 to 1e300`)];
  }
  const infinite = values.find((value) => !Number.isFinite(value));
  if (infinite !== undefined)
    return [valueProblem(path, 'gives values that overflow, expected finite numbers')];
  const fraction = values.find((value) => !Number.isInteger(value));
  if (kind === 'whole' && fraction !== undefined) {
    return [
      valueProblem(path, `gives ${fraction}, expected whole numbers only: change count, or write a list`),
    ];
  }
  const seen = new Set<number>();
  const twice = values.find((value) => seen.size === seen.add(value).size);
  return twice === undefined
    ? []
    : [valueProblem(path, `gives ${twice} more than once, expected distinct values`)];
}

/** There is one zero: -0 and 0 would be two cells of the same content. */
function positiveZero(value: number): number {
  return value === 0 ? 0 : value;
}
