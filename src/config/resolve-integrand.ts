import { GradvarError } from '../errors.ts';
import type { PlanIntegrand } from '../plan/plan.ts';
import { parameterPointCount, parametersAt } from '../plan/points.ts';
import { catalogue, catalogueEntry } from '../integrands/catalogue.ts';
import { compileIntegrand } from '../integrands/compile.ts';
import { compileCoordinates } from '../integrands/coordinates.ts';
import { isNeverFinite } from '../formula/analysis/never-finite.ts';
import { formulaParameters, isOfZ } from '../formula/parameters.ts';
import { parseFormula, parseWritten } from '../formula/parse.ts';
import { nameOfFormula } from './formula-name.ts';
import { writtenFormula } from './written-formula.ts';
import { didYouMean, foundText } from './reading/found.ts';
import { locate, type Located, type Path } from './reading/located.ts';
import { valueProblem, type Checked, type Problem } from './reading/problem.ts';
import { parameterAxes, type NamedFunction } from './resolve-parameters.ts';
import { name, type CheckedOptions } from './schema.ts';

export type IntegrandOptions = CheckedOptions['integrands'][number];

/**
 * One integrand of a config, at `path`, with its formula in canonical form and its parameters as axes: those
 * given, then the defaults of the catalogue.
 *
 * Problems: an unknown catalogue name, a catalogue name with another formula, a formula that does not parse
 * or compile or does not say what it is for several coordinates, a parameter that the formula lacks, one that
 * has no value, and those of an axis.
 */
export function resolveIntegrand(
  options: IntegrandOptions,
  root: Located,
  path: Path,
  dimensions: readonly number[],
): Checked<PlanIntegrand> {
  const found = functionOf(options, root, path, dimensions);
  if (found.kind === 'invalid') return found;
  const { name, formula, class: kind, parameters, defaults } = found.value;
  const given = typeof options === 'string' ? {} : (options.params ?? {});
  const axes = parameterAxes(given, found.value, root, path);
  if (axes.kind === 'invalid') return axes;
  const named = parameters.map((key) => [key, axes.value.get(key) ?? [defaults[key]!]] as const);
  const integrand = { name, formula, class: kind, parameters: Object.fromEntries(named) };
  const problems = compileProblems(
    integrand,
    dimensions,
    typeof options === 'string' ? path : [...path, 'formula'],
  );
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'valid', value: integrand };
}

/** What a name of the catalogue, a name with a formula, or a formula alone stands for. */
function functionOf(
  options: IntegrandOptions,
  root: Located,
  path: Path,
  dimensions: readonly number[],
): Checked<NamedFunction> {
  const { name: word, formula } = namedOf(options);
  const namePath = typeof options === 'string' ? path : [...path, 'name'];
  const formulaPath = typeof options === 'string' ? path : [...path, 'formula'];
  const entry = word === undefined ? null : catalogueEntry(word);
  if (formula !== undefined) {
    if (entry === null) {
      const own = { name: word ?? nameOfFormula(formula), formula, class: 'custom', defaults: {} };
      return namedFunction(own, options, dimensions, path, formulaPath);
    }
    const text = `found the catalogue name ${JSON.stringify(word)} with a formula, expected one or the other: rename it, or leave the formula out`;
    return invalid(valueProblem(namePath, text));
  }
  if (entry === null) {
    const found = foundText(locate(root, namePath)!);
    const near = didYouMean(
      word!,
      catalogue.map((each) => each.name),
    );
    const text = `found ${found}, expected a name of the catalogue (see \`gradvar list\`), a formula in z, or {name, formula}`;
    return invalid(valueProblem(namePath, text + near));
  }
  return namedFunction({ ...entry, defaults: entry.parameters }, options, dimensions, path, namePath);
}

/** A word is a name, unless it is a formula in z: `z`, `z-1`. */
function namedOf(options: IntegrandOptions): {
  readonly name?: string | undefined;
  readonly formula?: string | undefined;
} {
  if (typeof options !== 'string') return options;
  const isName = catalogueEntry(options) !== null || (name.safeParse(options).success && !isInZ(options));
  return isName ? { name: options } : { formula: options };
}

function isInZ(text: string): boolean {
  try {
    return isOfZ(parseWritten(text).tree);
  } catch {
    return false;
  }
}

/** @param formulaPath where the formula, or the name that stands for it, was written */
function namedFunction(
  found: Omit<NamedFunction, 'parameters'>,
  options: IntegrandOptions,
  dimensions: readonly number[],
  path: Path,
  formulaPath: Path,
): Checked<NamedFunction> {
  const { name, class: kind, defaults } = found;
  const over = typeof options === 'string' ? undefined : options.over;
  try {
    const written = writtenFormula(found.formula, over, dimensions);
    if (written.kind === 'unsaid') return invalid(valueProblem(path, written.text));
    const { formula } = written;
    const parameters = formulaParameters(parseFormula(formula));
    return { kind: 'valid', value: { name, formula, class: kind, parameters, defaults } };
  } catch (error) {
    return invalid(valueProblem(formulaPath, formulaText(error)));
  }
}

/**
 * Limits on derivatives and programs show up when a formula is compiled; the first and the last point stand
 * for all.
 */
function compileProblems(
  integrand: PlanIntegrand,
  dimensions: readonly number[],
  path: Path,
): readonly Problem[] {
  const { formula } = integrand;
  const several = dimensions.find((dimension) => dimension > 1);
  try {
    const last = parameterPointCount(integrand) - 1;
    for (const point of new Set([0, last])) {
      compileIntegrand(formula, parametersAt(integrand, point));
      if (several !== undefined) compileCoordinates(formula, parametersAt(integrand, point), several);
    }
    return neverFiniteProblems(integrand, path);
  } catch (error) {
    return [valueProblem(path, formulaText(error))];
  }
}

/** Points of parameters that are looked at; what lies beyond gives rows of status non_finite. */
const MOST_POINTS = 100;

/** A function without a finite value anywhere would fill its rows with nothing. */
function neverFiniteProblems(integrand: PlanIntegrand, path: Path): readonly Problem[] {
  const points = Math.min(parameterPointCount(integrand), MOST_POINTS);
  for (let point = 0; point < points; point += 1) {
    const parameters = parametersAt(integrand, point);
    if (!isNeverFinite(compileIntegrand(integrand.formula, parameters).value)) continue;
    const values = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
    const where = values.length === 0 ? '' : ` with ${values.join(', ')}`;
    const text = `found ${JSON.stringify(integrand.formula)}, which${where} is infinite or not a number for every z, expected a finite function`;
    return [valueProblem(path, text)];
  }
  return [];
}

/** A formula's error, its caret block kept as it is. */
function formulaText(error: unknown): string {
  if (!(error instanceof GradvarError)) throw error;
  return error.hint === '' ? error.message : `${error.message}\n${error.hint}`;
}

function invalid(problem: Problem): { readonly kind: 'invalid'; readonly problems: readonly Problem[] } {
  return { kind: 'invalid', problems: [problem] };
}
