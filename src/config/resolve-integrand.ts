import type { PlanIntegrand } from '../plan/plan.ts';
import { boundParameters } from '../plan/cell.ts';
import { guideOf } from '../plan/guide.ts';
import { knownNames, parameterPointCount, parametersAt } from '../plan/points.ts';
import type { Node, Parameters } from '../formula/tree/tree.ts';
import { catalogue, catalogueEntry } from '../integrands/catalogue.ts';
import { compileIntegrand } from '../integrands/compile.ts';
import { compileCoordinates } from '../integrands/coordinates.ts';
import { isNeverFinite } from '../formula/analysis/never-finite.ts';
import { formulaParameters, isOfZ } from '../formula/parameters.ts';
import { parseFormula, parseWritten } from '../formula/parse.ts';
import { formulaText } from './formula-text.ts';
import { nameOfFormula } from './formula-name.ts';
import { writtenFormula } from './written-formula.ts';
import { didYouMean, foundText } from './reading/found.ts';
import { locate, type Located, type Path } from './reading/located.ts';
import type { ResolvedGuide } from './guide-config.ts';
import { keyProblem, valueProblem, type Checked, type Problem } from './reading/problem.ts';
import { parameterAxes, type NamedFunction } from './resolve-parameters.ts';
import { name, type CheckedOptions } from './schema.ts';

export type IntegrandOptions = CheckedOptions['integrands'][number];

/**
 * One integrand of a config, at `path`, with its formula in canonical form and its parameters as axes: those
 * given, then the defaults of the catalogue.
 *
 * Problems: an unknown catalogue name, a catalogue name with another formula, a formula that does not parse
 * or compile or does not say what it is for several coordinates, a parameter that the formula lacks or that
 * is the cell's, one that has no value, and those of an axis.
 */
export function resolveIntegrand(
  options: IntegrandOptions,
  root: Located,
  path: Path,
  place: IntegrandPlace,
): Checked<PlanIntegrand> {
  const { guide } = place;
  const found = functionOf(options, root, path, place);
  if (found.kind === 'invalid') return found;
  const { name, formula, class: kind, parameters, defaults } = found.value;
  const given = typeof options === 'string' ? {} : (options.params ?? {});
  const taken = Object.keys(given).filter((key) => guide.names.includes(key));
  if (taken.length > 0)
    return { kind: 'invalid', problems: taken.map((key) => takenProblem(key, guide.names, path)) };
  const axes = parameterAxes(given, found.value, root, path);
  if (axes.kind === 'invalid') return axes;
  const named = parameters.map((key) => [key, axes.value.get(key) ?? [defaults[key]!]] as const);
  const integrand = { name, formula, class: kind, parameters: Object.fromEntries(named) };
  const problems = compileProblems(
    integrand,
    place,
    typeof options === 'string' ? path : [...path, 'formula'],
  );
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'valid', value: integrand };
}

/** What the functions of a config are to be: of so many coordinates, of such a Z. */
export interface IntegrandPlace {
  readonly dimensions: readonly number[];
  readonly guide: ResolvedGuide;
}

function takenProblem(key: string, names: readonly string[], path: Path): Problem {
  const text = `found the parameter ${JSON.stringify(key)}, which is that of the cell in every formula (as ${names.join(', ')} are), expected another name`;
  return keyProblem([...path, 'params', key], text);
}

/** What a name of the catalogue, a name with a formula, or a formula alone stands for. */
function functionOf(
  options: IntegrandOptions,
  root: Located,
  path: Path,
  place: IntegrandPlace,
): Checked<NamedFunction> {
  const { name: word, formula } = namedOf(options);
  const namePath = typeof options === 'string' ? path : [...path, 'name'];
  const formulaPath = typeof options === 'string' ? path : [...path, 'formula'];
  const entry = word === undefined ? null : catalogueEntry(word);
  if (formula !== undefined) {
    if (entry === null) {
      const own = { name: word ?? nameOfFormula(formula), formula, class: 'custom', defaults: {} };
      return namedFunction(own, options, place, path, formulaPath);
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
  return namedFunction({ ...entry, defaults: entry.parameters }, options, place, path, namePath);
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
  { dimensions, guide }: IntegrandPlace,
  path: Path,
  formulaPath: Path,
): Checked<NamedFunction> {
  const { name, class: kind, defaults } = found;
  const over = typeof options === 'string' ? undefined : options.over;
  try {
    const written = writtenFormula(found.formula, over, dimensions);
    if (written.kind === 'unsaid') return invalid(valueProblem(path, written.text));
    const { formula } = written;
    const used = formulaParameters(parseFormula(formula));
    const parameters = used.filter((each) => !guide.names.includes(each));
    const several = dimensions.find((dimension) => dimension > 1);
    if (several !== undefined && parameters.length < used.length) {
      const strange = used.find((each) => guide.names.includes(each));
      const text = `found ${strange} in ${formula} with dimension = ${several}, expected a function that does not know it where a dimension is above 1`;
      return invalid(valueProblem(formulaPath, text));
    }
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
  { dimensions, guide: { guide } }: IntegrandPlace,
  path: Path,
): readonly Problem[] {
  const { formula } = integrand;
  const knows = knownNames(formula, integrand.parameters);
  if (guide === null && knows.length > 0) return [];
  const laws = guide === null ? null : guideOf(guide);
  const boundAt = (point: number): Parameters =>
    laws === null || knows.length === 0
      ? parametersAt(integrand, point)
      : boundParameters({ parameters: parametersAt(integrand, point), knows }, laws.at(0));
  const several = dimensions.find((dimension) => dimension > 1);
  try {
    const last = parameterPointCount(integrand) - 1;
    const ends = new Map(
      [...new Set([0, last])].map((point) => [point, compileIntegrand(formula, boundAt(point))]),
    );
    if (several !== undefined)
      for (const point of ends.keys()) compileCoordinates(formula, boundAt(point), several);
    const valueAt = (point: number) => (ends.get(point) ?? compileIntegrand(formula, boundAt(point))).value;
    return neverFiniteProblems(integrand, boundAt, valueAt, path);
  } catch (error) {
    return [valueProblem(path, formulaText(error))];
  }
}

/** Points of parameters that are looked at; what lies beyond gives rows of status non_finite. */
const MOST_POINTS = 100;

/** A function without a finite value anywhere would fill its rows with nothing. */
function neverFiniteProblems(
  integrand: PlanIntegrand,
  boundAt: (point: number) => Parameters,
  valueAt: (point: number) => Node,
  path: Path,
): readonly Problem[] {
  const points = Math.min(parameterPointCount(integrand), MOST_POINTS);
  for (let point = 0; point < points; point += 1) {
    if (!isNeverFinite(valueAt(point))) continue;
    const values = Object.entries(boundAt(point)).map(([name, value]) => `${name}=${value}`);
    const where = values.length === 0 ? '' : ` with ${values.join(', ')}`;
    const text = `found ${JSON.stringify(integrand.formula)}, which${where} is infinite or not a number for every z, expected a finite function`;
    return [valueProblem(path, text)];
  }
  return [];
}

function invalid(problem: Problem): { readonly kind: 'invalid'; readonly problems: readonly Problem[] } {
  return { kind: 'invalid', problems: [problem] };
}
