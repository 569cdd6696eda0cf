import { createHash } from 'node:crypto';
import { gradientParts } from '../estimators/asked.ts';
import { needsLaws } from '../estimators/exact/point-laws.ts';
import { askedOf } from './asked.ts';
import { canonicalJson } from './canonical.ts';
import type { Plan } from './plan.ts';

/**
 * SHA-256, as 64 hex digits, of what the records of a journal depend on: the stream scheme, the seed and the
 * axes of the grid, and where it takes more than score and pathwise, mu, sigma and log_sigma, the estimators
 * and components too. Plans that differ in their trials, precision or names share their records.
 */
export function gridId(plan: Plan): string {
  const { scheme, seed, phi, x, mu, sigma, dimension, m, estimators } = plan;
  const asked = askedOf(plan);
  const integrands = plan.integrands.map(({ formula, parameters }) => ({ formula, parameters }));
  const grid = { scheme, seed, integrands, mu, sigma, m };
  const text = canonicalJson({
    ...grid,
    ...(dimension === undefined ? {} : { dimension }),
    ...(phi === undefined ? {} : { phi }),
    ...(x === undefined ? {} : { x }),
    ...(needsLaws(asked) ? { estimators, components: gradientParts(asked) } : {}),
  });
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
