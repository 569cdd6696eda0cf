import type { DerivedComponent } from '../estimators/component.ts';
import type { Draw } from './draws.ts';

/** What an estimator of a component averages over its draws. */
type Contribution = (component: DerivedComponent, sigma: number) => (draw: Draw) => number;

/** What `check` knows, by the name of the estimator. Rows must be means of independent contributions of single draws. */
export const contributions = {
  score: (component, sigma) => {
    const scale = component === 'log_sigma' ? 1 : 1 / sigma;
    return component === 'mu'
      ? ({ value, eps }) => value * eps * scale
      : ({ value, eps }) => value * (eps * eps - 1) * scale;
  },
  pathwise: (component, sigma) => {
    const scale = component === 'log_sigma' ? sigma : 1;
    return component === 'mu'
      ? ({ derivative }) => derivative
      : ({ derivative, eps }) => derivative * eps * scale;
  },
} as const satisfies Readonly<Record<string, Contribution>>;

export type CheckedEstimator = keyof typeof contributions;

export const checkedEstimators = Object.keys(contributions) as readonly CheckedEstimator[];
