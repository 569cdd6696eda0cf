import { expect, it } from 'vitest';
import { catalogue } from '../../src/integrands/catalogue.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import type { Integrand } from '../../src/integrands/integrand.ts';
import { exactMoments } from '../../src/truth/line/exact-moments.ts';
import { createPicker, randomFormula } from './line/random-formula.ts';
import { effort } from '../fixtures/effort.ts';

/** Paths of numbers that their own errors swamp. */
function swamped(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { kind, value: number, error } = value as { kind?: string; value?: number; error?: number };
  if (kind === 'finite')
    return number !== 0 && !(Math.abs(number!) > error!) ? [`${path} ${number} ± ${error}`] : [];
  return Object.entries(value).flatMap(([key, each]) => swamped(each, `${path}/${key}`));
}

const pick = createPicker(7);

function faults(integrand: Integrand, points: number): readonly string[] {
  return Array.from({ length: points }, () => {
    const [mu, sigma] = [(pick() - 0.5) * 6, 0.1 + 2 * pick()];
    return swamped(exactMoments(integrand, mu, sigma), `${integrand.formula} (${mu}, ${sigma})`);
  }).flat();
}

it('no number of the catalogue is swamped by its error', () => {
  const entries = catalogue.map(({ formula, parameters }) => compileIntegrand(formula, parameters));
  expect(entries.flatMap((integrand) => faults(integrand, effort(2, 4)))).toEqual([]);
});

it('nor one of a random formula with jumps', () => {
  const found = Array.from({ length: effort(15, 40) }, () => {
    const jump = `floor(${randomFormula(pick, 2)})`;
    return faults(
      compileIntegrand(`${jump} + ${randomFormula(pick, 2)}*step(z - ${pick().toFixed(2)})`, {}),
      1,
    );
  });
  expect(found.flat()).toEqual([]);
});
