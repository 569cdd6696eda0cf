import { expect, test } from 'vitest';
import { compareResults } from '../../src/compare/compare.ts';
import type { CompareOptions } from '../../src/compare/compare-options.ts';
import { verdict } from '../../src/compare/verdict.ts';
import { grownVariance } from './mutants.ts';
import { planWith, simulated, withSeed } from './simulate.ts';
import { effort } from '../fixtures/effort.ts';

/*
 * Unchanged code under other draws must hardly ever alarm. GRADVAR_COMPARE_PAIRS=200 is the proof of
 * `npm run check:compare-null`; fewer pairs keep the test-suite quick.
 */
const PAIRS = Number(process.env['GRADVAR_COMPARE_PAIRS'] ?? effort(1, 3));

/** 300 cells, 600 rows, light-tailed enough for 4000 trials but for a few. */
const WIDE = planWith({
  seed: 'null',
  integrands: [
    { name: 'cosine', params: { k: [1, 2, 3] } },
    'sin10',
    'tanh10',
    'relu',
    'square',
    { name: 'soft', formula: 'sigmoid(3*z)' },
    { name: 'wobble', formula: 'sin(w*z) + 0.1*z^2', params: { w: [3, 10] } },
  ],
  mu: [0, 0.25, 0.5, 0.75, 1],
  sigma: [0.5, 1],
  m: [8, 16, 32],
  trials: 4000,
});

/** Most alarms that a rate of 1.5·q lets expect in n pairs, plus three standard deviations of so few pairs. */
const mostAlarms = (q: number, n: number): number =>
  n >= 200 ? 1.5 * q * n : 1.5 * q * n + 3 * Math.sqrt(1.5 * q * n);

const SETTINGS: readonly (readonly [string, CompareOptions & { readonly q: number }])[] = [
  ['the defaults', { q: 0.01 }],
  ['the defaults at q = 0.05', { q: 0.05 }],
  ['no minimum effect', { effect: 0, q: 0.05 }],
  ['no minimum effect, by', { effect: 0, q: 0.05, correction: 'by' }],
  ['no minimum effect, holm', { effect: 0, q: 0.05, correction: 'holm' }],
];

const RELATIONS: readonly (readonly [string, (pair: number) => readonly [typeof WIDE, typeof WIDE]])[] = [
  ['other seeds', (pair) => [withSeed(WIDE, `a${pair}`), withSeed(WIDE, `b${pair}`)]],
  [
    'one seed, the shorter run the beginning of the longer',
    (pair) => [withSeed(WIDE, `c${pair}`), { ...withSeed(WIDE, `c${pair}`), trials: 7000 }],
  ],
];

test.each(RELATIONS)(
  'unchanged code, %s: no more alarms than stated',
  async (name, plansOf) => {
    const alarms = new Map<string, number>();
    const [tests, rejected] = [new Map<string, number>(), new Map<string, number>()];
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const [base, next] = await Promise.all(plansOf(pair).map((plan) => simulated(plan)));
      for (const [setting, options] of SETTINGS) {
        const found = await compareResults(base!, next!, options);
        expect(found.counts.inconclusive + found.counts.equivalent).toBeGreaterThanOrEqual(500);
        if (verdict(found).exitCode !== 0) alarms.set(setting, (alarms.get(setting) ?? 0) + 1);
        for (const row of found.rows) {
          if (row.kind === 'settled' || options.effect !== 0 || options.correction !== undefined) continue;
          tests.set(setting, (tests.get(setting) ?? 0) + 1);
          if (row.p <= 0.01) rejected.set(setting, (rejected.get(setting) ?? 0) + 1);
        }
      }
    }
    const told = SETTINGS.map(([setting]) => `${setting}: ${alarms.get(setting) ?? 0}`).join('; ');
    console.info(`${name}: alarms in ${PAIRS} pairs: ${told}`);
    for (const [setting, count] of tests)
      console.info(
        `${setting}: ${count} row tests, ${((rejected.get(setting) ?? 0) / count).toFixed(5)} with p <= 0.01`,
      );
    for (const [setting, { q }] of SETTINGS) {
      expect(alarms.get(setting) ?? 0, setting).toBeLessThanOrEqual(mostAlarms(q, PAIRS));
    }
  },
  3_600_000,
);

test('a variance that grew by 3 % in every row is found by the global test, 10 % in single rows as well', async () => {
  for (const shift of [0.03, 0.05, 0.1]) {
    const base = await simulated(withSeed(WIDE, `power-a${shift}`));
    const next = await simulated(withSeed(WIDE, `power-b${shift}`), grownVariance(shift));
    const found = await compareResults(base, next);
    const alarm = found.shifts.find(({ quantity }) => quantity === 'variance_2');
    console.info(
      `${shift}: shift ${alarm?.change.toFixed(4) ?? ''}, p ${alarm?.p.toExponential(1) ?? ''}, worse ${found.counts.worse}`,
    );
    expect(verdict(found).exitCode).toBe(20);
    expect(alarm?.alarm).toBe(true);
    expect(alarm?.change).toBeGreaterThan(shift / 2);
    expect(alarm?.change).toBeLessThan(2 * shift);
  }
}, 600_000);
