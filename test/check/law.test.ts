import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogue } from '../../src/integrands/catalogue.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { exactMoments } from '../../src/truth/line/exact-moments.ts';
import { emptyCharacteristic, FREQUENCIES, ofMeans } from '../../src/check/law/characteristic.ts';
import { exactLaw, rowCharacteristic } from '../../src/check/law/exact-law.ts';
import { averagedOf, type TestClaim } from './claims.ts';

interface Golden extends TestClaim {
  readonly t: number;
  readonly real: number;
  readonly imaginary: number;
  readonly uncertainty: number;
}

const PLACE = { center: 0, deviation: 0 };

const golden = JSON.parse(
  readFileSync(new URL('law-golden.json', import.meta.url), 'utf8'),
) as readonly Golden[];

test.each(golden)(
  '$formula by $estimator, $component, means of $m, at frequency $t: brute force by numpy',
  ({ formula, mu, sigma, estimator, component, m, t, real, imaginary, uncertainty }) => {
    const rows = averagedOf({ formula, mu, sigma, estimator, component, m });
    const { nodes } = exactLaw(rows, { center: 0, deviation: formula.includes('0.001') ? 0.05 : 0 });
    const found = rowCharacteristic(nodes, m, { first: t, center: 0 });
    const error = found.errors[0] ?? NaN;
    expect(error).toBeLessThan(2e-3);
    expect(Math.abs((found.real[0] ?? NaN) - real)).toBeLessThanOrEqual(error + 2 * uncertainty + 1e-12);
    expect(Math.abs((found.imaginary[0] ?? NaN) - imaginary)).toBeLessThanOrEqual(
      error + 2 * uncertainty + 1e-12,
    );
  },
);

test('errors are bounds at every frequency that is used: normal rows, squares of normals, and a coin', () => {
  // r = z², pathwise by mu: 2z is N(2mu, 4sigma²).
  const laws = [
    ['z^2', 'pathwise', (t: number) => normal(t, 0.8, 1)],
    // r = z, mu = 0 score by mu: eps².
    ['z - 0.4', 'score', chiSquare],
    ['abs(z - 0.4)', 'pathwise', (t: number) => [Math.cos(t), 0] as const],
  ] as const;
  for (const [formula, estimator, exact] of laws)
    for (const m of [1, 4]) {
      const claim = { formula, mu: 0.4, sigma: 0.5, estimator, component: 'mu', m };
      const { waves, characteristic } = exactLaw(averagedOf(claim), PLACE);
      for (let j = 0; j < FREQUENCIES - 1; j += 1) {
        const t = (waves.first * Math.pow(2, j)) / m;
        const [re, im] = power(exact(t), m);
        const off = Math.hypot(characteristic.real[j]! - re, characteristic.imaginary[j]! - im);
        expect(off, `${formula} ${m} ${j}`).toBeLessThanOrEqual(characteristic.errors[j]! + 1e-13 * m);
        expect(characteristic.errors[j]).toBeLessThan(1e-4);
      }
    }
});

type Complex = readonly [re: number, im: number];

function normal(t: number, mean: number, deviation: number): Complex {
  const size = Math.exp(-0.5 * t * t * deviation * deviation);
  return [size * Math.cos(t * mean), size * Math.sin(t * mean)];
}

/** (1 − 2it)^(−1/2) */
function chiSquare(t: number): Complex {
  const [size, angle] = [Math.pow(1 + 4 * t * t, -0.25), 0.5 * Math.atan(2 * t)];
  return [size * Math.cos(angle), size * Math.sin(angle)];
}

function power([re, im]: Complex, m: number): Complex {
  const [size, angle] = [Math.pow(Math.hypot(re, im), m), m * Math.atan2(im, re)];
  return [size * Math.cos(angle), size * Math.sin(angle)];
}

test('the power of a characteristic function is that of repeated multiplication, its error a bound', () => {
  const one = emptyCharacteristic();
  one.real.fill(0.6);
  one.imaginary.fill(-0.7);
  one.errors.fill(1e-6);
  for (const m of [1, 2, 3, 7, 100]) {
    const found = ofMeans(one, m);
    const [re, im] = power([0.6, -0.7], m);
    expect(found.real[0]).toBeCloseTo(re, 13);
    expect(found.imaginary[0]).toBeCloseTo(im, 13);
    const moved = power([0.6 + 0.7e-6, -0.7 - 0.7e-6], m);
    expect(Math.hypot(moved[0] - re, moved[1] - im)).toBeLessThanOrEqual(found.errors[0]!);
    expect(found.errors[0]).toBeLessThanOrEqual(m * 1e-6 + 1e-12);
  }
});

test('mean and variance of the nodes are those of the oracle where the tail is light', () => {
  const light = catalogue.filter(({ formula, parameters }) => {
    const integrand = compileIntegrand(formula, parameters);
    const {
      gradient,
      score: { variance: variance1, kurtosis: kurtosis1 },
    } = exactMoments(integrand, 0.3, 0.7).mu;
    if (gradient.kind !== 'finite' || variance1.kind !== 'finite') return false;
    if (!(kurtosis1.kind === 'finite' && kurtosis1.value < 50) || variance1.value === 0) return false;
    const { first, real, imaginary } = slowWave(formula, parameters, Math.sqrt(variance1.value));
    // E exp(itX) = 1 + i·t·EX − t²·EX²/2 + O(t³)
    const square = variance1.value + gradient.value * gradient.value;
    expect(imaginary / first, formula).toBeCloseTo(gradient.value, 3);
    expect(((1 - real) * 2) / first / first / square, formula).toBeCloseTo(1, 3);
    return true;
  });
  expect(light.length).toBeGreaterThan(25);
});

function slowWave(formula: string, parameters: Readonly<Record<string, number>>, deviation: number) {
  const first = 3e-3 / deviation;
  const claim = { formula, parameters, mu: 0.3, sigma: 0.7, estimator: 'score', component: 'mu', m: 1 };
  const { nodes } = exactLaw(averagedOf(claim), { center: 0, deviation });
  const { real, imaginary } = rowCharacteristic(nodes, 1, { first, center: 0 });
  return { first, real: real[0]!, imaginary: imaginary[0]! };
}

test('where r has no value for some draws, their probability is in the error', () => {
  const rows = (formula: string) =>
    averagedOf({ formula, mu: 0, sigma: 1, estimator: 'score', component: 'mu', m: 1 });
  const { characteristic } = exactLaw(rows('log(z)'), PLACE);
  expect(Math.min(...characteristic.errors)).toBeGreaterThan(0.4999);
  const { nodes } = exactLaw(rows('floor(1e5*z)'), PLACE);
  expect(nodes.leftOut).toBe(1);
});
