import type { Plan } from '../plan/plan.ts';
import { planId } from '../plan/canonical.ts';
import { formulaConfig } from './formula-config.ts';
import { nameOfFormula } from './formula-name.ts';
import { locatedData, type Config } from './reading/located.ts';
import { applyOverrides, replace, type Overrides } from './overrides.ts';
import { readConfig } from './reading/read.ts';
import { resolvePlan } from './resolve.ts';
import type { ExperimentOptions } from './schema.ts';

/** Where an experiment comes from: a config file, or a function that was typed. */
export type ExperimentSource =
  { readonly kind: 'file'; readonly path: string } | { readonly kind: 'formula'; readonly formula: string };

/** A config with its plan. */
export interface Experiment {
  readonly config: Config;
  readonly plan: Plan;
}

/**
 * The experiment of a config file, or of a function with the usual values, changed by command-line options
 * before it is validated. One of a function is named for it and for what is measured of it, so that another
 * question gets another folder.
 *
 * @throws GradvarError CONFIG_UNREADABLE, USAGE or CONFIG_INVALID, all exit 2; nothing has been written then.
 *
 * @example
 * const plan = loadPlan('configs/ci.yaml', { seed: '7' });
 * plan.seed; // → '7'
 */
export function loadExperiment(source: ExperimentSource, overrides: Overrides = {}): Experiment {
  const read = source.kind === 'file' ? readConfig(source.path) : formulaConfig(source.formula);
  const config = applyOverrides(read, overrides);
  const plan = resolvePlan(config);
  if (source.kind === 'file' || plan.name !== nameOfFormula(source.formula)) return { config, plan };
  const name = `${plan.name}-${planId(plan).slice(0, 6)}`;
  const root = replace(config.root, ['name'], locatedData(name), { kind: 'memory' });
  return { config: { ...config, root }, plan: { ...plan, name } };
}

/**
 * The plan of a config file, changed by command-line options before it is validated.
 *
 * @throws GradvarError CONFIG_INVALID, USAGE (2), CONFIG_UNREADABLE (50)
 *
 * @example
 * const plan = loadPlan('configs/ci.yaml', { seed: '7' });
 * plan.seed; // → '7'
 */
export function loadPlan(path: string, overrides: Overrides = {}): Plan {
  return loadExperiment({ kind: 'file', path }, overrides).plan;
}

/**
 * The plan of an experiment that a program describes; the same rules as for a file.
 *
 * @throws GradvarError CONFIG_INVALID, exit 2.
 *
 * @example
 * const plan = planExperiment({
 *   ...{ version: 1, name: 'first', seed: '1', integrands: ['sin10'], mu: 0, sigma: [0.5, 1], m: 1 },
 *   ...{ trials: 1000, components: ['mu'], estimators: ['score', 'pathwise'] },
 * });
 * plan.sigma; // → [0.5, 1]
 */
export function planOf(options: ExperimentOptions): Plan {
  return resolvePlan({ source: 'experiment', root: locatedData(options) });
}
