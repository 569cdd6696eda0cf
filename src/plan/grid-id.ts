import { createHash } from 'node:crypto';
import { gradientParts } from '../estimators/component.ts';
import { needsLaws } from '../estimators/exact/point-laws.ts';
import { canonicalJson } from './canonical.ts';
import type { Plan } from './plan.ts';

/**
 * SHA-256, as 64 hex digits, of what the records of a journal depend on: the stream scheme, the seed and the
 * axes of the grid, and where it takes more than score and pathwise, mu, sigma and log_sigma, the estimators
 * and components too. Plans that differ in their trials, precision or names share their records.
 */
export function gridId(plan: Plan): string {
  const { scheme, seed, mu, sigma, dimension, m, estimators, components } = plan;
  const integrands = plan.integrands.map(({ formula, parameters }) => ({ formula, parameters }));
  const grid = { scheme, seed, integrands, mu, sigma, m };
  const text = canonicalJson({
    ...grid,
    ...(dimension === undefined ? {} : { dimension }),
    ...(needsLaws(plan) ? { estimators, components: gradientParts(components) } : {}),
  });
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
