import { expect, test } from 'vitest';
import { classOf } from '../../src/compare/comparison.ts';
import { compareResults } from '../../src/compare/compare.ts';
import { trialsNeeded } from '../../src/compare/trials-needed.ts';
import { grownVariance } from './mutants.ts';
import { planWith, simulated, withSeed } from './simulate.ts';

const SMALL = planWith({
  seed: 'power',
  integrands: [
    { name: 'cosine', params: { k: [1, 2] } },
    'tanh10',
    { name: 'soft', formula: 'sigmoid(3*z)' },
  ],
  mu: [0.3, 1],
  m: [4, 8],
  trials: 4000,
});

/** The minimum effect that a shift of this size is twice of, on the scale of logs: see trials-needed.ts. */
const effectFor = (shift: number): number => Math.sqrt(1 + shift) - 1;

/** Of n rows each decided with probability 0.9 or more, fewer are in 1 of 700 cases. */
const leastDecided = (n: number): number => Math.floor(0.9 * n - 3 * Math.sqrt(0.09 * n));

/** `npm run check:compare-mutants` does all; the smaller the shift the longer it takes to find it. */
const FULL = process.env['GRADVAR_COMPARE_FULL'] === '1';
const SHIFTS = FULL ? [0.03, 0.05, 0.1] : [0.1];

test.each(SHIFTS)(
  'a shift of %d is found, or inconclusive with a number of trials that then suffices, for it and for no shift',
  async (shift) => {
    const effect = effectFor(shift);
    const few = await compareResults(
      await simulated(withSeed(SMALL, `few-a${shift}`)),
      await simulated(withSeed(SMALL, `few-b${shift}`), grownVariance(shift)),
      { effect },
    );
    expect(few.counts.equivalent).toBe(0);
    expect(few.counts.better).toBe(0);
    const undecided = [...few.rows].filter((row) => classOf(few, row) === 'inconclusive');
    const needed = undecided.map((row) => trialsNeeded(row, few.precision) ?? NaN);
    expect(needed.every(Number.isFinite)).toBe(true);
    const trials = Math.max(...needed);
    const longer = { ...SMALL, trials };
    const base = await simulated(withSeed(longer, `many-a${shift}`));
    const changed = await simulated(withSeed(longer, `many-b${shift}`), grownVariance(shift));
    const unchanged = await simulated(withSeed(longer, `many-c${shift}`));
    const found = (await compareResults(base, changed, { effect })).counts;
    const quiet = (await compareResults(base, unchanged, { effect })).counts;
    console.info(
      `shift ${shift}: ${few.counts.worse} worse and ${undecided.length} inconclusive of ${few.rows.length} at 4000 trials; ` +
        `at ${trials}: ${found.worse} worse; unchanged: ${quiet.equivalent} equivalent`,
    );
    expect(found.worse).toBeGreaterThanOrEqual(leastDecided(few.rows.length));
    expect(found.equivalent + found.better).toBe(0);
    expect(quiet.equivalent).toBeGreaterThanOrEqual(leastDecided(few.rows.length));
    expect(quiet.worse + quiet.better + quiet.changed).toBe(0);
  },
  FULL ? 1_800_000 : 120_000,
);
