import type { Asked } from '../estimators/asked.ts';
import { movedBy } from './guide.ts';
import type { Plan } from './plan.ts';
import { knownNames } from './points.ts';

/** What a plan asks of each of its points and cells. */
export function askedOf(plan: Plan): Asked {
  const { estimators, components, m, mu, sigma, integrands } = plan;
  const names = Object.keys(plan.phi ?? {}).sort();
  const [ofMu, ofSigma] = [movedBy(mu, names), movedBy(sigma, names)];
  const moves = names.map(
    (name) => [name, { mu: ofMu.includes(name), sigma: ofSigma.includes(name) }] as const,
  );
  const knowsPhi = integrands.some(({ formula, parameters }) =>
    knownNames(formula, parameters).some((name) => name !== 'x'),
  );
  return { estimators, components, m, moves: Object.fromEntries(moves), knowsPhi };
}
