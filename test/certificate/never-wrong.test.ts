import { expect, it } from 'vitest';
import { certifyByIntervals } from '../../src/certificate/by-intervals.ts';
import { certifyPolynomials } from '../../src/certificate/by-polynomials.ts';
import { certify } from '../../src/certificate/certify.ts';
import { catalogue } from '../../src/integrands/catalogue.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import type { Integrand } from '../../src/integrands/integrand.ts';
import { exactOracle } from '../../src/truth/line/exact-moments.ts';
import type { ExactPoint } from '../../src/truth/exact/exact.ts';
import { createPicker } from '../truth/line/random-formula.ts';
import { negativePlace } from './negative-place.ts';
import { kinkyFormula } from './random-formula.ts';
import { effort } from '../fixtures/effort.ts';

/** Components in which the oracle says that pathwise is the noisier, beyond both error bounds. */
function against(point: ExactPoint): readonly string[] {
  return (['mu', 'sigma'] as const).filter((name) => {
    const {
      score: { variance: variance1 },
      pathwise: { variance: variance2 },
    } = point[name];
    if (variance1.kind !== 'finite') return false;
    if (variance2.kind === 'infinite') return true;
    return (
      variance2.kind === 'finite' && variance2.value - variance2.error > variance1.value + variance1.error
    );
  });
}

function compiled(formula: string): Integrand | null {
  try {
    return compileIntegrand(formula, {});
  } catch {
    return null;
  }
}

const FORMULAS = effort(300, 1500);

it('no certificate of random formulas is contradicted by brute force, by the oracle, or by the other proof', () => {
  const pick = createPicker(7);
  const faults: string[] = [];
  const tally = { proven: 0, refuted: 0, unproven: 0, both: 0, judged: 0 };
  for (let n = 0; n < FORMULAS; n++) {
    const formula = kinkyFormula(pick);
    const integrand = compiled(formula);
    if (integrand === null) continue;
    const { kind } = certify(integrand);
    tally[kind] += 1;
    const [exact, bounded] = [certifyPolynomials(integrand.value), certifyByIntervals(integrand.value)];
    if (exact !== null && bounded.kind !== 'unproven') {
      tally.both += 1;
      if (exact.kind !== bounded.kind) faults.push(`${formula}: ${exact.kind} against ${bounded.kind}`);
    }
    if (kind !== 'proven') continue;
    const place = negativePlace(integrand, pick, 200);
    if (place !== null) faults.push(`${formula}: negative at ${place}`);
    if (n % 4 !== 0) continue;
    tally.judged += 1;
    const [mu, sigma] = [4 * (pick() - 0.5), Math.exp(4 * (pick() - 0.6))];
    for (const name of against(exactOracle(integrand)(mu, sigma)))
      faults.push(`${formula}: pathwise is the noisier for ${name} at (${mu}, ${sigma})`);
  }
  expect(faults).toEqual([]);
  // The test would say nothing if hardly any were proven, refuted, or proven twice.
  expect(tally.proven).toBeGreaterThan(FORMULAS / 3);
  expect(tally.refuted).toBeGreaterThan(FORMULAS / 5);
  expect(tally.both).toBeGreaterThan(FORMULAS / 5);
  expect(tally.judged).toBeGreaterThan(FORMULAS / 20);
});

it('every certificate of the catalogue holds at random mu and sigma', () => {
  const pick = createPicker(8);
  const faults: string[] = [];
  let judged = 0;
  for (const { name, formula, parameters } of catalogue) {
    const integrand = compileIntegrand(formula, parameters);
    if (certify(integrand).kind !== 'proven') continue;
    const oracle = exactOracle(integrand);
    for (let i = 0; i < 20; i++) {
      const [mu, sigma] = [8 * (pick() - 0.5), Math.exp(6 * (pick() - 0.7))];
      judged += 1;
      for (const component of against(oracle(mu, sigma)))
        faults.push(`${name}, ${component} at (${mu}, ${sigma})`);
    }
    if (negativePlace(integrand, pick, 2000) !== null) faults.push(`${name}: r*r'' < 0`);
  }
  expect(faults).toEqual([]);
  expect(judged).toBeGreaterThan(300);
});

it('where the catalogue has a refuted function, brute force or a jump confirms it', () => {
  const pick = createPicker(9);
  const unseen = catalogue.filter(({ formula, parameters }) => {
    const integrand = compileIntegrand(formula, parameters);
    const certificate = certify(integrand);
    if (certificate.kind !== 'refuted' || certificate.reason.includes('jumps')) return false;
    return negativePlace(integrand, pick, 20_000) === null;
  });
  expect(unseen.map(({ name }) => name)).toEqual([]);
});
