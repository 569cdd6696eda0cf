import { createHash } from 'node:crypto';
import { requestedChannels } from '../estimators/channels.ts';
import { canonicalJson } from './canonical.ts';
import type { Plan } from './plan.ts';

/**
 * SHA-256, as 64 hex digits, of what the sums of the blocks of a plan depend on: the stream scheme, the seed and the
 * axes of the grid, and the channels that estimators beyond score and pathwise need. Plans that differ in their trials, names
 * or else in their components or estimators share their blocks.
 */
export function gridId(plan: Plan): string {
  const { scheme, seed, mu, sigma, dimension, m } = plan;
  const integrands = plan.integrands.map(({ formula, parameters }) => ({ formula, parameters }));
  const requested = requestedChannels(plan.estimators, plan.components);
  const channels = requested.map(({ estimator, direction }) => [estimator, direction.mu, direction.sigma]);
  const grid = { scheme, seed, integrands, mu, sigma, m };
  const text = canonicalJson({
    ...grid,
    ...(dimension === undefined ? {} : { dimension }),
    ...(channels.length === 0 ? {} : { channels }),
  });
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
