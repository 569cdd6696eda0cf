import type { AxisOptions } from './axis-schema.ts';
import { foundText } from '../reading/found.ts';
import { locate, type Located, type Path } from '../reading/located.ts';
import { pathText, valueProblem, type Checked, type Problem } from '../reading/problem.ts';
import { geometricValues, linearValues, positiveZero, type AxisKind, type Spacing } from './spacing.ts';
import { valuesOfText } from './axis-text.ts';

/**
 * Values of an axis: those of a list as they are written, in their order, those of a spacing as
 * `linearValues` and `geometricValues` make them, those in words as `valuesOfText` has them. -0 becomes 0.
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
  if (typeof options === 'string') {
    const values = valuesOfText(options, kind)!.map(positiveZero);
    return checked(values, twiceProblems(values, path));
  }
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
  return twiceProblems(values, path);
}

function twiceProblems(values: readonly number[], path: Path): readonly Problem[] {
  const seen = new Set<number>();
  const twice = values.find((value) => seen.size === seen.add(value).size);
  return twice === undefined
    ? []
    : [valueProblem(path, `gives ${twice} more than once, expected distinct values`)];
}
