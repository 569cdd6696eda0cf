import { expect, it } from 'vitest';
import { findCrossings } from '../../src/cross/find-crossings.ts';
import { varianceRatio } from '../../src/cross/ratio-along.ts';
import { catalogue } from '../../src/integrands/catalogue.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import type { Integrand } from '../../src/integrands/integrand.ts';
import { exactOracle } from '../../src/truth/line/exact-moments.ts';
import { effort } from '../fixtures/effort.ts';
import { everyNumber, swamped } from './every-number.ts';
import { createPicker, randomFormula } from './line/random-formula.ts';

const pick = createPicker(7);

function faults(integrand: Integrand): readonly string[] {
  const [mu, sigma] = [(pick() - 0.5) * 6, 0.1 + 2 * pick()];
  return swamped(everyNumber(integrand, mu, sigma), `${integrand.formula} (${mu}, ${sigma})`);
}

it(
  'no number of the catalogue is swamped by its error',
  () => {
    const entries = catalogue.map(({ formula, parameters }) => compileIntegrand(formula, parameters));
    const points = effort(8, 200);
    const found = Array.from({ length: points }, (_, i) => faults(entries[(i * 7) % entries.length]!));
    expect(found.flat()).toEqual([]);
  },
  effort(60, 3600) * 1000,
);

it(
  'nor one of a random formula with jumps',
  () => {
    const found = Array.from({ length: effort(3, 500) }, () => {
      const jump = `floor(${randomFormula(pick, 2)})`;
      return faults(
        compileIntegrand(`${jump} + ${randomFormula(pick, 2)}*step(z - ${pick().toFixed(2)})`, {}),
      );
    });
    expect(found.flat()).toEqual([]);
  },
  effort(60, 3600) * 1000,
);

it('nor the place of a crossing', () => {
  const formulas = ['z^3', 'z^2+z', 'sin(z)', 'z*cos(z)', 'exp(z)-exp(-z)', 'tanh(z)*z', 'z^2-0.5'];
  for (const formula of formulas.slice(0, effort(2, formulas.length))) {
    const oracle = exactOracle(compileIntegrand(formula, {}));
    for (const part of ['mu', 'sigma'] as const) {
      const { crossings } = findCrossings((mu) => varianceRatio(oracle(mu, 0.7)[part]), -1.5, 1.5);
      for (const { at, error } of crossings) expect(at === 0 || Math.abs(at) > error, formula).toBe(true);
    }
  }
});
