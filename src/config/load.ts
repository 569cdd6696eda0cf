import type { Plan } from '../plan/plan.ts';
import { locatedData } from './located.ts';
import { applyOverrides, type Overrides } from './overrides.ts';
import { readConfig } from './read.ts';
import { resolvePlan } from './resolve.ts';
import type { ExperimentOptions } from './schema.ts';

/**
 * The plan of a config file, changed by command-line options before it is validated.
 *
 * @throws GradvarError CONFIG_UNREADABLE, USAGE or CONFIG_INVALID, all exit 2; nothing has been written then.
 *
 * @example
 * const plan = loadPlan('configs/ci.yaml', { seed: '7' });
 * plan.seed; // → '7'
 */
export function loadPlan(path: string, overrides: Overrides = {}): Plan {
  return resolvePlan(applyOverrides(readConfig(path), overrides));
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
