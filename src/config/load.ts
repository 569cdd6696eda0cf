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
 */
export function loadPlan(path: string, overrides: Overrides = {}): Plan {
  return resolvePlan(applyOverrides(readConfig(path), overrides));
}

/**
 * The plan of an experiment that a program describes; the same rules as for a file.
 *
 * @throws GradvarError CONFIG_INVALID, exit 2.
 */
export function planOf(options: ExperimentOptions): Plan {
  return resolvePlan({ source: 'experiment', root: locatedData(options) });
}
