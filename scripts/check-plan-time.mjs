#!/usr/bin/env node
// Is the time that `gradvar plan` tells within a factor of 2 of the run? Plans of 10 to 10^5 small cells, with many sample
// sizes a point and with one, and the shipped configs. `npm run check:plan-time [-- --most 1e6] [-- --cpu] [NAME …]`;
// the last columns are what the constants in src/plan/cost.ts are set from. Linux, an idle machine; on a busy one `--cpu` takes
// CPU times instead, divided by how much slower draws are than the constants say.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadPlan } from '../dist/src/config/load.js';
import { defaultWorkers } from '../dist/src/run/pool/default-workers.js';
import { coreNanoseconds, runTime } from '../dist/src/plan/run-time.js';
import { loadKernel } from '../dist/workers/kernel/native/load-kernel.js';
import { estimatePlan, planExperiment, runExperiment } from '../dist/src/index.js';
import { manyCells } from './many-cells.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { most: { type: 'string', default: '1e5' }, cpu: { type: 'boolean', default: false } },
});
const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const CLI = path('dist/src/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'gradvar-plan-time-'));
const FACTOR = 2;

function written(name, text) {
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, text);
  return [name, file];
}

function plans() {
  const found = [];
  for (let cells = 10; cells <= Number(values.most); cells *= 10) {
    const sizes = Math.min(100, cells);
    found.push(written(`${cells} cells`, manyCells({ cells, sizes, trials: 100 })));
    if (cells <= 1e4) found.push(written(`${cells} points`, manyCells({ cells, sizes: 1, trials: 100 })));
  }
  const shipped = readdirSync(path('configs')).filter((file) => file.endsWith('.yaml'));
  return [...found, ...shipped.map((file) => [file, path(`configs/${file}`)])];
}

function gradvar(args, env = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(`gradvar ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

/** Wall and CPU seconds of a run. */
function timed(config) {
  const out = join(folder, 'out');
  const cpu = join(folder, 'cpu.json');
  const started = performance.now();
  gradvar(['run', config, '--out', out, '--quiet'], {
    NODE_OPTIONS: `--import ${new URL('cpu-at-exit.mjs', import.meta.url).href}`,
    CPU_AT_EXIT: cpu,
  });
  const wall = (performance.now() - started) / 1000;
  rmSync(out, { recursive: true });
  return { wall, ...JSON.parse(readFileSync(cpu, 'utf8')) };
}

const { bits } = loadKernel();
const planned = (plan) => {
  const estimate = estimatePlan(plan);
  return { ...estimate, ...runTime(estimate, defaultWorkers(), bits) };
};

/** How much slower than on the idle machine of the constants draws are now: 2 * 10^8 of them in one worker of this process. */
async function slowness() {
  const one = { version: 1, name: 'draws', seed: '1', integrands: ['gal_quad'], mu: 0, sigma: 1, m: 1000 };
  const plan = planExperiment({ ...one, trials: 2e5 });
  const { user, system } = process.cpuUsage();
  const rows = [];
  for await (const row of runExperiment(plan, { workers: 1 })) rows.push(row);
  const now = process.cpuUsage();
  return (1000 * (now.user + now.system - user - system)) / coreNanoseconds(estimatePlan(plan), bits);
}

const columns = [
  'plan',
  'cells',
  'plan s',
  'run s',
  'ratio',
  'slower',
  'CPU main',
  'planned',
  'CPU others',
  'planned',
];
const line = (cells) => cells.map((cell, i) => (i === 0 ? cell.padEnd(28) : cell.padStart(10))).join(' ');
console.log(line(columns));
let failed = 0;
try {
  for (const [name, config] of plans()) {
    if (positionals.length > 0 && !positionals.some((part) => name.includes(part))) continue;
    const estimate = planned(loadPlan(config));
    const slower = values.cpu ? await slowness() : 1;
    const { wall, main, total } = timed(config);
    const run = values.cpu ? Math.max(main, total / estimate.workers) / slower : wall;
    const ratio = estimate.seconds / run;
    const isOff = !(ratio >= 1 / FACTOR && ratio <= FACTOR);
    if (isOff) failed += 1;
    console.log(
      line([
        name,
        String(estimate.cells),
        estimate.seconds.toFixed(2),
        run.toFixed(2),
        `${ratio.toFixed(2)}${isOff ? ' !' : ''}`,
        slower.toFixed(2),
        (main / slower).toFixed(2),
        (estimate.coordinatorNanoseconds / 1e9).toFixed(2),
        ((total - main) / slower).toFixed(2),
        (estimate.workerNanoseconds / 1e9).toFixed(2),
      ]),
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(
  failed === 0
    ? `ok: all within a factor of ${FACTOR}`
    : `FAILED: ${failed} not within a factor of ${FACTOR}`,
);
process.exitCode = failed === 0 ? 0 : 1;
