import { expect, test } from 'vitest';
import { catalogue } from '../../src/integrands/catalogue.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { exactLaws } from '../../src/truth/estimates/exact-laws.ts';
import { exactMoments } from '../../src/truth/line/exact-moments.ts';
import type { Exact } from '../../src/truth/exact/exact.ts';
import { COMPONENTS, pathwise, score } from './known-forms.ts';
import { everyNth } from '../fixtures/effort.ts';

/** Where the oracle has a number already, the laws have the same to its error; and it is as infinite or unknown. */
function difference(law: Exact, oracle: Exact): string | null {
  if (law.kind !== oracle.kind) return `${JSON.stringify(law)} against ${JSON.stringify(oracle)}`;
  if (law.kind !== 'finite' || oracle.kind !== 'finite') return null;
  const apart = Math.abs(law.value - oracle.value);
  return apart <= law.error + oracle.error + 1e-15 * Math.abs(oracle.value)
    ? null
    : `${law.value} ± ${law.error} against ${oracle.value} ± ${oracle.error}`;
}

const POINTS = [
  [0, 1],
  [1, 1],
  [2, 0.1],
  [-1, 0.01],
  [0.5, 4],
] as const;

test.each(catalogue.map(({ name, formula, parameters }, i) => [name, formula, parameters, i] as const))(
  'score and pathwise on %s are as in the oracle',
  (name, formula, parameters, i) => {
    const integrand = compileIntegrand(formula, parameters);
    const laws = exactLaws(integrand);
    const found = everyNth(POINTS, 3, i).flatMap(([mu, sigma]) => {
      const point = laws(mu, sigma);
      expect(point.exact).toEqual(exactMoments(integrand, mu, sigma));
      return COMPONENTS.flatMap(([component, direction]) => {
        const oracle = point.exact[component];
        const pair = point.pair(score(direction, sigma), pathwise(direction), direction);
        const { first, second } = pair;
        return Object.entries({
          gradient: [first.mean, oracle.gradient],
          variance1: [first.variance, oracle.score.variance],
          variance2: [second.variance, oracle.pathwise.variance],
          kurtosis1: [first.kurtosis, oracle.score.kurtosis],
          kurtosis2: [second.kurtosis, oracle.pathwise.kurtosis],
          bias: [second.bias, oracle.pathwise.bias],
          correlation: [pair.correlation, oracle.correlation],
          coKurtosis: [pair.coKurtosis, oracle.coKurtosis],
        } satisfies Record<string, readonly [Exact, Exact]>).flatMap(([what, [law, known]]) => {
          const fault = difference(law, known);
          return fault === null ? [] : [`${name} at (${mu}, ${sigma}) ${component} ${what}: ${fault}`];
        });
      });
    });
    expect(found).toEqual([]);
  },
);
