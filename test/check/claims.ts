import { estimatorByName } from '../../src/estimators/registry.ts';
import type { DerivedComponent } from '../../src/estimators/component.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { exactMoments } from '../../src/truth/line/exact-moments.ts';
import type { ExactEstimate } from '../../src/truth/exact/exact.ts';
import { rowLaw } from '../../src/check/law/row-law.ts';

/** A claim in the words of the command line. */
export interface TestClaim {
  readonly formula: string;
  readonly mu: number;
  readonly sigma: number;
  readonly estimator: 'score' | 'pathwise';
  readonly component: DerivedComponent;
  readonly m: number;
}

export function lawOf({ formula, mu, sigma, estimator, component, m }: TestClaim): ExactEstimate {
  const found = estimatorByName(estimator);
  if (found === undefined) throw new Error(estimator);
  return rowLaw(exactMoments(compileIntegrand(formula, {}), mu, sigma), found, component, sigma, m);
}
