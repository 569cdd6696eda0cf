import { catalogue } from '../src/integrands/catalogue.ts';
import { compileIntegrand } from '../src/integrands/compile.ts';
import { exactMoments } from '../src/truth/line/exact-moments.ts';
import type { Suite } from './suite.ts';

/** The exact quantities of one point of each catalogue integrand. A call is a point. */
export function oracleSuite(): Suite {
  return {
    name: 'oracle',
    pace: 'fast',
    cases: catalogue.map(({ name, formula, parameters }) => {
      const integrand = compileIntegrand(formula, parameters);
      return { name, draws: 0, run: () => exactMoments(integrand, 0.5, 1) };
    }),
  };
}
