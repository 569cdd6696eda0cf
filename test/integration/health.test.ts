import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { planExperiment, runExperiment, type ExperimentOptions, type SummaryRow } from 'gradvar';
import { ROOT } from './gradvar.ts';

/*
 * Measured against exact over the whole catalogue: if kernel, statistics and oracle are all right, z scores are standard
 * normal and 95 % intervals cover in 95 % of cases. GRADVAR_HEALTH_SEED runs it with another seed.
 */

const catalogue = parse(readFileSync(join(ROOT, 'configs/default.yaml'), 'utf8')) as ExperimentOptions;
const seed = process.env['GRADVAR_HEALTH_SEED'] ?? 'health';

test('z scores are standard normal and intervals of quality ok cover in 93 to 97 % of at least 2,000 rows', async () => {
  const plan = planExperiment({ ...catalogue, seed, mu: [0, 0.5, 1], m: [16, 32], trials: 2048 });
  const scores: number[] = [];
  let intervals = 0;
  let covering = 0;
  for await (const row of runExperiment(plan)) {
    if (row.status !== 'ok' || row.ci_quality !== 'ok' || row.z_score === null) continue;
    expect(2048).toBeGreaterThanOrEqual(400 * Math.max(row.kurtosis_1!, row.kurtosis_2!));
    scores.push(row.z_score);
    intervals += 1;
    if (covers(row)) covering += 1;
  }
  const mean = scores.reduce((sum, z) => sum + z, 0) / scores.length;
  const variance = scores.reduce((sum, z) => sum + (z - mean) * (z - mean), 0) / (scores.length - 1);
  const largest = Math.max(...scores.map(Math.abs));
  const share = covering / intervals;
  console.log({ seed, rows: scores.length, mean, variance, largest, share });
  expect(scores.length).toBeGreaterThanOrEqual(2000);
  expect(Math.abs(mean)).toBeLessThan(0.08);
  expect(variance).toBeGreaterThan(0.9);
  expect(variance).toBeLessThan(1.1);
  expect(largest).toBeLessThan(5);
  expect(share).toBeGreaterThan(0.93);
  expect(share).toBeLessThan(0.97);
});

test('600 intervals cover in 93 to 97 % where blocks have grown: 49 runs of 16 pairs, 32 and one block', async () => {
  const axis = (from: number, to: number, count: number) => ({ linear: { from, to, count } });
  const plan = planExperiment({
    ...catalogue,
    seed,
    integrands: [{ name: 'wave', formula: 'sin(w*z)', params: { w: axis(3, 10, 20) } }],
    mu: axis(0, 1, 30),
    sigma: 1,
    m: 1,
    trials: 100_000,
    components: ['mu'],
  });
  const counts = { rows: 0, covering: 0 };
  for await (const row of runExperiment(plan)) {
    expect(row.ci_quality).toBe('ok');
    counts.rows += 1;
    if (covers(row)) counts.covering += 1;
  }
  const excess = (p: number) => (counts.covering - 600 * p) / Math.sqrt(600 * p * (1 - p));
  console.log({ seed, ...counts });
  expect(counts.rows).toBe(600);
  expect(excess(0.93)).toBeGreaterThan(-3);
  expect(excess(0.97)).toBeLessThan(3);
});

function covers({
  variance_ratio_low: low,
  variance_ratio_exact: exact,
  variance_ratio_high: high,
}: SummaryRow): boolean {
  return low! <= exact! && exact! <= high!;
}
