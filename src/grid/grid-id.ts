import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';
import type { Plan } from './plan.ts';

/**
 * SHA-256, as 64 hex digits, of what the sums of the blocks of a plan depend on: the stream scheme, the seed and the
 * axes of the grid. Plans that differ in their trials, names, components or estimators share their blocks.
 */
export function gridId(plan: Plan): string {
  const { scheme, seed, mu, sigma, m } = plan;
  const integrands = plan.integrands.map(({ formula, parameters }) => ({ formula, parameters }));
  const text = canonicalJson({ scheme, seed, integrands, mu, sigma, m });
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
