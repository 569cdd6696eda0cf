import { GradvarError } from '../../src/errors.ts';
import { applyOverrides, type Overrides } from '../../src/config/overrides.ts';
import { parseConfig } from '../../src/config/reading/read.ts';
import { resolvePlan } from '../../src/config/resolve.ts';
import type { Plan } from '../../src/plan/plan.ts';

/** A right config, one key a line, so that a test can say which line is wrong. */
export const LINES = {
  version: 'version: 1',
  name: 'name: example',
  seed: 'seed: "1"',
  integrands: 'integrands: [square]',
  mu: 'mu: 0',
  sigma: 'sigma: 1',
  m: 'm: 10',
  trials: 'trials: 100',
  components: 'components: [mu]',
  estimators: 'estimators: [score, pathwise]',
} as const;

export type Key = keyof typeof LINES;

/** The text of the right config with some of its lines replaced. */
export function configText(lines: Partial<Record<Key, string>> = {}): string {
  return Object.values({ ...LINES, ...lines }).join('\n');
}

/** The plan of a config's text; messages call it x.yaml. */
export function planOfText(text: string, overrides: Overrides = {}): Plan {
  return resolvePlan(applyOverrides(parseConfig(text, 'x.yaml'), overrides));
}

/** The error that a function throws; a test fails on any that is no GradvarError. */
export function errorOf(run: () => unknown): GradvarError {
  try {
    run();
  } catch (error) {
    if (error instanceof GradvarError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
