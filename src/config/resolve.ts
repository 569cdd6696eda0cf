import type { Plan } from '../grid/plan.ts';
import { STREAM_SCHEME } from '../random/scheme.ts';
import { axisValues } from './axis-values.ts';
import { clashes, repeatedWords, type PlacedIntegrand } from './distinct.ts';
import { drawProblems, gridProblems } from './grid-limits.ts';
import { dataOf, type Config, type Located } from './located.ts';
import { invalidConfig, type Checked, type Problem } from './problem.ts';
import { resolveIntegrand } from './resolve-integrand.ts';
import { configSchema, type CheckedOptions } from './schema.ts';
import { structureProblems } from './structure.ts';

/**
 * The plan of a config: every name looked up, every formula in canonical form, every axis a list of numbers.
 *
 * @throws GradvarError CONFIG_INVALID, exit 2, with every problem of the config in one message. What is wrong
 *   with one part does not hide what is wrong with another.
 */
export function resolvePlan(config: Config): Plan {
  const data = dataOf(config.root);
  const structure = structureProblems(config.root, data);
  const parts = resolveParts(config.root, data);
  const problems = [...structure, ...parts.problems];
  const whole = configSchema.safeParse(data);
  const { integrands, mu, sigma, m } = parts;
  if (problems.length > 0 || !whole.success || !mu || !sigma || !m) throw invalidConfig(config, problems);
  const { version, name, seed, trials, components, estimators } = whole.data;
  const plan: Plan = {
    version,
    scheme: STREAM_SCHEME,
    name,
    seed,
    integrands: integrands.map((placed) => placed.integrand),
    mu,
    sigma,
    m,
    trials,
    components,
    estimators,
  };
  const large = gridProblems(plan);
  if (large.length > 0) throw invalidConfig(config, large);
  return plan;
}

/** What each part of a config stands for, as far as it stands for something, and what is wrong with the rest. */
interface Parts {
  readonly integrands: readonly PlacedIntegrand[];
  readonly mu: readonly number[] | undefined;
  readonly sigma: readonly number[] | undefined;
  readonly m: readonly number[] | undefined;
  readonly problems: readonly Problem[];
}

function resolveParts(root: Located, data: unknown): Parts {
  const problems: Problem[] = [];
  const valid = <T>(checked: Checked<T>): T | undefined => {
    if (checked.kind === 'valid') return checked.value;
    problems.push(...checked.problems);
    return undefined;
  };
  const axis = (key: 'mu' | 'sigma' | 'm'): readonly number[] | undefined => {
    const options = part(data, key);
    return options === undefined
      ? undefined
      : valid(axisValues(options, key === 'm' ? 'whole' : 'real', root, [key]));
  };
  const integrands = integrandItems(data).flatMap(({ options, index }): readonly PlacedIntegrand[] => {
    const path = ['integrands', index];
    const integrand = valid(resolveIntegrand(options, root, path));
    return integrand === undefined ? [] : [{ integrand, path }];
  });
  const [mu, sigma, m] = [axis('mu'), axis('sigma'), axis('m')];
  problems.push(
    ...clashes(integrands),
    ...(mu && sigma ? drawProblems(mu, sigma) : []),
    ...repeatedWords(part(data, 'components') ?? [], ['components']),
    ...repeatedWords(part(data, 'estimators') ?? [], ['estimators']),
  );
  return { integrands, mu, sigma, m, problems };
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
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: unknown, index) => {
    const { data: options } = configSchema.shape.integrands.element.safeParse(item);
    return options === undefined ? [] : [{ options, index }];
  });
}

function member(data: unknown, key: string): unknown {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, key)) return undefined;
  return (data as Record<string, unknown>)[key];
}
