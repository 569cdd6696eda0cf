#!/usr/bin/env node
// What the oracle, the journal and the pool cost, and what a second worker brings to a job of 20 s; all interleaved. Needs an idle
// machine.
// usage: npm run check:throughput [-- ROUNDS=5]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CASES, INTEGRANDS } from '../bench/peers/cases.mjs';
import { startWorkerPool } from '../dist/src/run/pool/worker-pool.js';
import { integrandPoints } from '../dist/src/plan/points.js';
import { compileIntegrand, loadPlan } from '../dist/src/index.js';
import { exactOracle } from '../dist/src/truth/line/exact-moments.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const rounds = Number(process.argv[2] ?? 5);
const scratch = mkdtempSync(join(tmpdir(), 'gradvar-throughput-'));
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

const defaultConfig = join(root, 'configs/default.yaml');
const casesConfig = {
  version: 1,
  name: 'cases',
  seed: 'throughput',
  integrands: Object.entries(INTEGRANDS).map(([name, { formula, parameters }]) => ({
    name,
    formula,
    params: parameters,
  })),
  mu: 1,
  sigma: 1,
  m: [...new Set(CASES.map(({ m }) => m))],
  trials: 1000,
};

function run(config, ...options) {
  const out = join(scratch, 'out');
  const started = performance.now();
  const args = [join(root, 'dist/src/cli.js'), 'run', config, '--out', out, '--quiet', ...options];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`gradvar run ended with ${status}: ${stderr}`);
  const seconds = (performance.now() - started) / 1000;
  const batches = readFileSync(join(out, 'timings.csv'), 'utf8').trim().split('\n').length - 1;
  rmSync(out, { recursive: true });
  return { seconds, batches };
}

/** Time of the exact values of the default config a cell, in milliseconds; cold when it is the first that this process does. */
function oracleTime() {
  const plan = loadPlan(defaultConfig);
  const started = performance.now();
  let points = 0;
  for (const { formula, parameters } of integrandPoints(plan)) {
    const oracle = exactOracle(compileIntegrand(formula, parameters));
    for (const mu of plan.mu) for (const sigma of plan.sigma) oracle(mu, sigma);
    points += plan.mu.length * plan.sigma.length;
  }
  return (performance.now() - started) / points / plan.m.length;
}

/** Median time of an empty batch through a pool of one thread, in seconds. */
async function roundTrip() {
  const pool = startWorkerPool(1);
  const asked = { estimators: ['score', 'pathwise'], components: ['mu', 'sigma'], m: [1] };
  const rows = { asked, trials: 1, precision: null, gridTag: null };
  const empty = {
    index: 0,
    seed: '',
    ...rows,
    integrands: [],
    wholes: [],
    points: [],
    runs: [],
    nanoseconds: 0,
  };
  const times = [];
  for (let i = 0; i < 2000; i += 1) {
    const from = performance.now();
    await pool.run(empty);
    times.push(performance.now() - from);
  }
  await pool.destroy();
  return median(times.slice(500)) / 1000;
}

function report(name, value, met, limit) {
  console.log(`${met ? 'ok' : 'FAILED'}: ${name} ${value} (${limit})`);
  if (!met) process.exitCode = 1;
}

try {
  const cold = oracleTime();
  const times = `${cold.toFixed(2)} ms a cell of the default config, ${oracleTime().toFixed(2)} a second time`;
  report('the oracle takes', times, cold < 1, 'below 1 ms, compiling included');
  const journal = [];
  const workers = [];
  let whole;
  // The twelve cases of the kernel's benchmark, 20 s on two cores. Many functions cost more: V8 compiles the oracle's code in
  // every thread, which one worker leaves to the other core.
  const long = [join(scratch, 'cases.json'), '--set', 'trials=1050000'];
  writeFileSync(long[0], JSON.stringify(casesConfig));
  for (let round = 0; round < rounds; round += 1) {
    for (const order of [
      ['group', 'off'],
      ['off', 'group'],
      ['group', 'off'],
    ]) {
      const seconds = Object.fromEntries(order.map((how) => [how, run(defaultConfig, '--journal', how)]));
      whole = seconds.group;
      journal.push(seconds.group.seconds / seconds.off.seconds);
    }
    const one = run(...long, '--workers', '1').seconds;
    const two = run(...long, '--workers', '2').seconds;
    workers.push({ one, two, gain: one / two });
    console.log(
      `round ${round + 1}: with a journal ${median(journal).toFixed(3)} times the time of none; ` +
        `one worker ${one.toFixed(2)} s, two ${two.toFixed(2)} s`,
    );
  }
  const cost = median(journal) - 1;
  report(
    'the journal costs',
    `${(100 * cost).toFixed(2)} %`,
    cost <= 0.02,
    'at most 2 % of the default config',
  );
  const gain = median(workers.map((each) => each.gain));
  report(
    'two workers are',
    `${gain.toFixed(3)} times one`,
    gain >= 1.9,
    `at least 1.9 on ${availableParallelism()} cores`,
  );
  const trip = await roundTrip();
  const share = (trip * whole.batches) / availableParallelism() / whole.seconds;
  const text = `${(100 * share).toFixed(2)} %: ${whole.batches} batches of ${(1e6 * trip).toFixed(0)} us`;
  report('the pool costs', text, share <= 0.01, 'at most 1 % of the default config');
} finally {
  rmSync(scratch, { recursive: true });
}
