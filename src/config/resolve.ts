import type { Plan } from '../plan/plan.ts';
import { phiComponent, TOTAL } from '../estimators/component.ts';
import type { GuidePlan } from '../plan/guide.ts';
import { STREAM_SCHEME } from '../streams/scheme.ts';
import { axisValues } from './axes/axis-values.ts';
import { componentProblems } from './component-problems.ts';
import { dimensionProblems } from './dimension-problems.ts';
import { namesakes, repeatedWords, twins, type PlacedIntegrand } from './distinct.ts';
import { cellProblems, pointProblems } from './grid-limits.ts';
import { resolveGuide } from './guide-config.ts';
import { dataOf, type Config, type Located } from './reading/located.ts';
import { invalidConfig, keyProblem, type Checked, type Problem } from './reading/problem.ts';
import { resolveIntegrand } from './resolve-integrand.ts';
import { estimatorProblems } from './estimator-problems.ts';
import { configSchema, MAX_INTEGRANDS, type CheckedOptions } from './schema.ts';
import { structureProblems } from './reading/structure.ts';
import { plannedTrials, trialsProblems } from './trials.ts';

/**
 * The plan of a config: every name looked up, every formula in canonical form, every axis a list of numbers.
 *
 * @throws GradvarError CONFIG_INVALID, exit 2, with every problem of the config in one message. What is wrong
 *   with one part does not hide what is wrong with another.
 */
export function resolvePlan(config: Config): Plan {
  const data = dataOf(config.root);
  const structure = structureProblems(configSchema, config.root, data);
  const parts = resolveParts(config, data);
  const problems = [...structure, ...parts.problems, ...trialsProblems(config.root)];
  const whole = configSchema.safeParse(data);
  const { integrands, guide, names, dimensions, m } = parts;
  if (problems.length > 0 || !whole.success || !guide || !m) throw invalidConfig(config, problems);
  const { version, name, seed, components, estimators } = whole.data;
  const plan: Plan = {
    version,
    scheme: STREAM_SCHEME,
    name,
    seed,
    integrands: integrands.map((placed) => placed.integrand),
    ...guide,
    ...(dimensions.some((each) => each > 1) ? { dimension: dimensions } : {}),
    m,
    ...plannedTrials(whole.data),
    components: componentNames(components, names),
    estimators,
  };
  const large = cellProblems(plan);
  if (large.length > 0) throw invalidConfig(config, large);
  return plan;
}

/**
 * What each part of a config stands for, as far as it stands for something, and what is wrong with the rest.
 */
interface Parts {
  readonly integrands: readonly PlacedIntegrand[];
  readonly guide: GuidePlan | null;
  /** Names of phi, sorted. */
  readonly names: readonly string[];
  readonly dimensions: readonly number[];
  readonly m: readonly number[] | undefined;
  readonly problems: readonly Problem[];
}

function resolveParts(config: Config, data: unknown): Parts {
  const { root } = config;
  const dimension = axis(root, data, 'dimension');
  const dimensions = valueOf(dimension) ?? [1];
  const guideOptions = {
    phi: part(data, 'phi') ?? {},
    x: part(data, 'x'),
    mu: part(data, 'mu'),
    sigma: part(data, 'sigma'),
  };
  const resolved = resolveGuide(guideOptions, config);
  const items = integrandItems(data).map(({ options, index }) => {
    const path = ['integrands', index];
    return { path, checked: resolveIntegrand(options, root, path, { dimensions, guide: resolved }) };
  });
  const integrands = items.flatMap(({ path, checked }) =>
    checked.kind === 'valid' ? [{ integrand: checked.value, path }] : [],
  );
  const axes = { dimension, m: axis(root, data, 'm') };
  const names = Object.keys(guideOptions.phi).sort();
  const manyPoints = pointProblems(
    integrands.map((placed) => placed.integrand),
    dimensions.length,
  );
  const components = componentNames(part(data, 'components'), names);
  const estimators = part(data, 'estimators') ?? [];
  const problems = [
    ...items.map(({ checked }) => problemsOf(checked)),
    ...Object.values(axes).map(problemsOf),
    manyPoints,
    namesakes(integrands),
    manyPoints.length === 0 ? twins(integrands, dimensions) : [],
    resolved.problems,
    repeatedWords(components, ['components']),
    repeatedWords(estimators, ['estimators']),
    estimatorProblems(estimators, valueOf(axes.m) ?? []),
    dimensionProblems(dimensions, estimators, components, names),
    componentProblems(components, names),
    unusedProblems(names, [
      guideOptions.mu,
      guideOptions.sigma,
      ...integrands.map(({ integrand }) => integrand.formula),
    ]),
  ].flat();
  return { integrands, guide: resolved.guide, names, dimensions, m: valueOf(axes.m), problems };
}

/** Names of phi that nothing depends on: every derivative by them would be 0. */
function unusedProblems(names: readonly string[], written: readonly unknown[]): readonly Problem[] {
  const formulas = written.filter((each) => typeof each === 'string');
  const unused = names.filter((name) => !formulas.some((text) => new RegExp(`\\b${name}\\b`).test(text)));
  return unused.map((name) =>
    keyProblem(['phi', name], `found ${name}, on which neither mu nor sigma nor a formula depends`),
  );
}

/** The names of components as a plan and summary.csv have them: unless said, mu and sigma, or all of phi. */
function componentNames(
  components: CheckedOptions['components'],
  names: readonly string[],
): readonly string[] {
  if (components === undefined) return names.length === 0 ? ['mu', 'sigma'] : [...names, TOTAL];
  return components.map((each) => (typeof each === 'string' ? each : phiComponent(each.phi)));
}

/** An axis, or no problems when the schema has some already. */
function axis(root: Located, data: unknown, key: 'dimension' | 'm'): Checked<readonly number[]> {
  const options = part(data, key);
  if (options === undefined) return { kind: 'invalid', problems: [] };
  return axisValues(options, 'whole', root, [key]);
}

function valueOf<T>(checked: Checked<T>): T | undefined {
  return checked.kind === 'valid' ? checked.value : undefined;
}

function problemsOf(checked: Checked<unknown>): readonly Problem[] {
  return checked.kind === 'valid' ? [] : checked.problems;
}

/** A top-level value, if the schema has nothing against it. */
function part<K extends keyof typeof configSchema.shape>(
  data: unknown,
  key: K,
): CheckedOptions[K] | undefined {
  return configSchema.shape[key].safeParse(member(data, key)).data as CheckedOptions[K] | undefined;
}

/** The integrands that the schema has nothing against, with their index in the list. */
function integrandItems(
  data: unknown,
): readonly { readonly options: CheckedOptions['integrands'][number]; readonly index: number }[] {
  const items = member(data, 'integrands');
  if (!Array.isArray(items) || items.length > MAX_INTEGRANDS) return [];
  return items.flatMap((item: unknown, index) => {
    const { data: options } = configSchema.shape.integrands.element.safeParse(item);
    return options === undefined ? [] : [{ options, index }];
  });
}

function member(data: unknown, key: string): unknown {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, key)) return undefined;
  return (data as Record<string, unknown>)[key];
}
