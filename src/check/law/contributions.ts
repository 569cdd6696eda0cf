import type { DerivedComponent } from '../../estimators/component.ts';
import type { Draw } from './draws.ts';

/** What an estimator of a component averages over its draws. */
type Contribution = (component: DerivedComponent, sigma: number) => (draw: Draw) => number;

/** By the name of the estimator. Rows must be means of independent contributions of single draws. */
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

/** The estimator of a name if rows of it are means of independent contributions that are known here. */
export function contributedBy(name: string): CheckedEstimator | null {
  return name === 'score' || name === 'pathwise' ? name : null;
}
