import { axisValues } from './axes/axis-values.ts';
import { didYouMean } from './reading/found.ts';
import type { Located, Path } from './reading/located.ts';
import { keyProblem, pathText, valueProblem, type Checked, type Problem } from './reading/problem.ts';
import type { CheckedOptions } from './schema.ts';

/** What an integrand stands for before its parameters have values. */
export interface NamedFunction {
  readonly name: string;
  /** Canonical. */
  readonly formula: string;
  readonly class: string;
  /** The parameters that the formula has. */
  readonly parameters: readonly string[];
  /** Values of those that need none in the config. */
  readonly defaults: Readonly<Record<string, number>>;
}

type ParameterOptions = NonNullable<Exclude<CheckedOptions['integrands'][number], string>['params']>;

/**
 * Axes of the parameters that the integrand at `path` gives in `params`.
 *
 * Problems: a parameter that the formula lacks, one that has neither a value nor a default, and those of an
 * axis.
 */
export function parameterAxes(
  given: ParameterOptions,
  named: NamedFunction,
  root: Located,
  path: Path,
): Checked<ReadonlyMap<string, readonly number[]>> {
  const axes = Object.entries(given).map(([key, options]) => {
    const at = [...path, 'params', key];
    const known = named.parameters.includes(key);
    const axis = known ? axisValues(options, 'real', root, at) : unknownParameter(named, key, at);
    return { key, axis };
  });
  const missing = named.parameters
    .filter((key) => !Object.hasOwn(given, key) && !Object.hasOwn(named.defaults, key))
    .map((key) => missingParameter(named, key, [...path, 'params', key]));
  const problems = [...axes.flatMap(({ axis }) => (axis.kind === 'valid' ? [] : axis.problems)), ...missing];
  if (problems.length > 0) return { kind: 'invalid', problems };
  const valid = axes.flatMap(({ key, axis }) => (axis.kind === 'valid' ? [[key, axis.value] as const] : []));
  return { kind: 'valid', value: new Map(valid) };
}

function unknownParameter({ name, parameters }: NamedFunction, key: string, path: Path): Checked<never> {
  const known = parameters.length === 0 ? 'no parameter' : `only ${parameters.join(', ')}`;
  const text = `found the parameter ${JSON.stringify(key)}, but the formula of ${name} has ${known}`;
  return { kind: 'invalid', problems: [keyProblem(path, text + didYouMean(key, parameters))] };
}

function missingParameter({ name }: NamedFunction, key: string, path: Path): Problem {
  const text = `the formula of ${name} has the parameter ${key}, but ${pathText(path)} is missing, expected a number or an axis (typed, it is --param ${key}=1,2,5)`;
  return valueProblem(path, text);
}
