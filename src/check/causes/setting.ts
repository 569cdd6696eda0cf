import type { DerivedComponent } from '../../estimators/component.ts';
import type { Integrand } from '../../integrands/integrand.ts';
import { contributions, type CheckedEstimator } from '../law/contributions.ts';
import { drawMoments, drawsOf, type Draw, type DrawMoments } from '../law/draws.ts';

/** What a file should hold, as far as telling what it holds instead needs it. */
export interface Setting {
  readonly integrand: Integrand;
  readonly mu: number;
  readonly sigma: number;
  readonly estimator: CheckedEstimator;
  readonly component: DerivedComponent;
  readonly m: number;
  /** What a correct row averages over its draws. */
  readonly correct: (draw: Draw) => number;
  /** Moments of f(draw) at the mu and sigma of the file, or at another sigma. */
  readonly moments: (f: (draw: Draw) => number, sigma?: number) => DrawMoments;
}

/** Everything but the moments, which are worked out on demand; the grid only once for each sigma. */
export function settingOf(facts: Omit<Setting, 'correct' | 'moments'>): Setting {
  const grids = new Map<number, ReturnType<typeof drawsOf>>();
  const moments = (f: (draw: Draw) => number, sigma = facts.sigma): DrawMoments => {
    const draws = grids.get(sigma) ?? drawsOf(facts.integrand, facts.mu, sigma);
    grids.set(sigma, draws);
    return drawMoments(draws, f);
  };
  return { ...facts, correct: contribution(facts.estimator, facts.component, facts.sigma), moments };
}

/** What an estimator of a component averages over the draws. */
export function contribution(
  estimator: CheckedEstimator,
  component: DerivedComponent,
  sigma: number,
): (draw: Draw) => number {
  return contributions[estimator](component, sigma);
}
