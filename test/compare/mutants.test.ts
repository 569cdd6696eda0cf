import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadPlan } from '../../src/config/load.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { compareResults } from '../../src/compare/compare.ts';
import type { ResultSource } from '../../src/compare/result-source.ts';
import { verdict } from '../../src/compare/verdict.ts';
import { MUTANTS, UNCHANGED } from './mutants.ts';
import { simulate, simulated, withSeed } from './simulate.ts';

/*
 * Faults in the estimators, on configs/ci.yaml. Against a baseline of the same seed every one must fail: noise is
 * impossible there. Against another seed noise hides what is smaller than it; which are still found is told here, so that
 * docs/compare.md claims no more.
 */

/** `npm run check:compare-mutants` takes the whole config; without m = 100 it is a tenth of the time. */
const FULL = process.env['GRADVAR_COMPARE_FULL'] === '1';

let plan: Plan;
let base: ResultSource;

beforeAll(async () => {
  const whole = loadPlan('configs/ci.yaml', { set: [] });
  plan = FULL ? whole : { ...whole, m: [1, 7] };
  base = await simulated(plan);
});

test('the reference kernel without a fault gives the bits of the baseline', async () => {
  const same = await simulated(plan, UNCHANGED);
  expect(readFileSync(same.summary).equals(readFileSync(base.summary))).toBe(true);
  const found = verdict(await compareResults(base, same));
  expect(found).toMatchObject({ word: 'identical', exitCode: 0 });
});

test('another seed without a fault does not fail', async () => {
  const other = await simulated(withSeed(plan, 'other'));
  expect(verdict(await compareResults(base, other)).exitCode).toBe(0);
});

describe.each(Object.entries(MUTANTS))('%s', (name, fault) => {
  test('fails against the baseline of the same seed, in every row that it touches', async () => {
    const found = await compareResults(base, await simulated(plan, fault));
    expect(verdict(found)).toMatchObject({ word: 'failed', exitCode: 20 });
    console.info(`${name}, same seed: ${verdict(found).sentence}`);
  });

  test('against another seed: found exactly where it is larger than the noise', async () => {
    const found = await compareResults(base, await simulated(withSeed(plan, 'other'), fault));
    console.info(`${name}, other seed: ${verdict(found).sentence}`);
    expect(verdict(found).exitCode).toBe(HIDDEN.has(name) ? 0 : 20);
  });
});

/** Unpaired draws leave every variance as it is: they only cost precision. 1/2000 is far below the noise of 2000 trials. */
const HIDDEN: ReadonlySet<string> = new Set(['population variance', 'unpaired draws']);

test('population against sample variance at 20 trials fails against the baseline of the same seed', async () => {
  const small = { ...plan, trials: 20 };
  const mutant = MUTANTS['population variance'] ?? {};
  const found = await compareResults(await simulated(small), await simulated(small, mutant));
  expect(verdict(found).exitCode).toBe(20);
  const measured = simulate(small).filter(
    ({ variance_1, variance_2 }) => variance_1 !== 0 || variance_2 !== 0,
  );
  expect(found.counts.changed).toBe(measured.length);
});
