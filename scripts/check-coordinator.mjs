#!/usr/bin/env node
// What does the main thread do while the workers work? Runs `gradvar run` on plans of 10^4 and 10^5 small cells and on the
// default config: once for its CPU time, once under a profiler for the shares of its phases. What a run of one cell takes is
// its start. `npm run check:coordinator [-- MOST_CELLS]`. Linux.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manyCells } from './many-cells.mjs';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const MOST_MICROSECONDS = 12;
const MOST_SHARE = 0.02;
const folder = mkdtempSync(join(tmpdir(), 'gradvar-coordinator-'));

/** By where the innermost frame of ours stands; what none of ours called is Node's. */
const PHASES = [
  ['keys and plan', /\/src\/(plan|streams|run)\//],
  ['merge, intervals, rows', /\/src\/(statistics|estimators|tables|certificate|truth)\//],
  ['CSV text', /\/src\/(tables\/csv|text)|csv-stringify/],
  ['journal', /\/src\/folder\/journal\//],
  ['files', /\/src\/(files|folder)\//],
  ['messages', /piscina|node:internal\/(worker|per_context\/message)/],
  ['start', /\/src\/(config|formula|integrands|elementary|index)|\/(yaml|zod)\/|node:internal\/modules/],
];
const ORDER = [...new Set([...PHASES.map(([name]) => name), 'garbage', 'Node'])];

const phaseOfUrl = (url) => {
  const found = PHASES.filter(([, place]) => place.test(url)).map(([name]) => name);
  return found.includes('CSV text') ? 'CSV text' : found.includes('journal') ? 'journal' : found[0];
};

/** Milliseconds of the main thread by phase; what waits is no work. */
function phasesOf({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const known = new Map();
  const phaseOf = (id) => {
    if (known.has(id)) return known.get(id);
    const { functionName, url } = byId.get(id).callFrame;
    const above = parents.get(id);
    const phase =
      functionName === '(idle)'
        ? 'idle'
        : functionName === '(garbage collector)'
          ? 'garbage'
          : (phaseOfUrl(url) ?? (above === undefined ? 'Node' : phaseOf(above)));
    known.set(id, phase);
    return phase;
  };
  const found = new Map();
  samples.forEach((id, i) => found.set(phaseOf(id), (found.get(phaseOf(id)) ?? 0) + timeDeltas[i] / 1000));
  found.delete('idle');
  return found;
}

/** Loaded before the program: at its end it writes the CPU time of the main thread and of all, in milliseconds. */
const PRELOAD = `
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
if (isMainThread)
  process.on('exit', () => {
    const stat = readFileSync('/proc/self/task/' + process.pid + '/stat', 'utf8').split(') ')[1].split(' ');
    const { user, system } = process.cpuUsage();
    const main = 10 * (Number(stat[11]) + Number(stat[12]));
    writeFileSync(process.env.CPU_RESULT, JSON.stringify({ main, total: (user + system) / 1000 }));
  });
`;
const preload = join(folder, 'preload.mjs');
writeFileSync(preload, PRELOAD);

function run(config) {
  const [out, result] = [join(folder, 'out'), join(folder, 'result.json')];
  const args = ['--import', preload, path('../dist/src/cli.js'), 'run', config, '--out', out, '--quiet'];
  const env = { ...process.env, CPU_RESULT: result };
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`the run ended with ${status}: ${stderr}`);
  const { cells } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')).core;
  rmSync(out, { recursive: true });
  return { ...JSON.parse(readFileSync(result, 'utf8')), cells };
}

/** What the command line does, by the files that are not bundled: their places say what they are for. */
const CHILD = `
import { loadPlan, writeExperiment } from ${JSON.stringify(new URL('../dist/src/index.js', import.meta.url).href)};
await writeExperiment(loadPlan(process.argv[2]), process.argv[3], {}, () => undefined);
`;
writeFileSync(join(folder, 'child.mjs'), CHILD);

/** Shares of the phases of another run. */
function profiled(config) {
  const profiles = mkdtempSync(join(folder, 'profiles-'));
  const flags = ['--cpu-prof', '--cpu-prof-dir', profiles, '--cpu-prof-interval', '500'];
  const out = join(profiles, 'out');
  const { status, stderr } = spawnSync(process.execPath, [...flags, join(folder, 'child.mjs'), config, out], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the run ended with ${status}: ${stderr}`);
  rmSync(out, { recursive: true });
  const [name] = readdirSync(profiles).filter((each) => each.split('.').at(-3) === '0');
  return phasesOf(JSON.parse(readFileSync(join(profiles, name), 'utf8')));
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

let failed = false;
try {
  const plans = [['default', path('../configs/default.yaml')]];
  for (let cells = 1e4; cells <= Number(process.argv[2] ?? 1e5); cells *= 10) {
    const file = join(folder, `${cells}.yaml`);
    writeFileSync(file, manyCells({ cells, sizes: 100, trials: 100 }));
    plans.push([`${cells} cells`, file]);
  }
  const one = join(folder, 'one.yaml');
  writeFileSync(one, manyCells({ cells: 1, sizes: 1, trials: 100 }));
  const start = median(Array.from({ length: 5 }, () => run(one).main));
  console.log(`main thread, ms of CPU | ${ORDER.join(' | ')} | whole | all threads | us a cell`);
  for (const [name, config] of plans) {
    const phases = profiled(config);
    const { main, total, cells } = run(config);
    const each = (1000 * main) / cells;
    // A profile counts the time in which others had the processor: what matters is its shares.
    const sampled = [...phases.values()].reduce((sum, each) => sum + each, 0);
    const shares = ORDER.map((phase) => ((phases.get(phase) ?? 0) * main) / sampled);
    const numbers = [...shares, main, total].map((x) => x.toFixed(0));
    console.log(`${name} | ${numbers.join(' | ')} | ${each.toFixed(1)}`);
    console.log(
      `  without its start of ${start} ms: ${((100 * (main - start)) / total).toFixed(1)} % of all`,
    );
    if (cells >= 1e5) failed ||= each > MOST_MICROSECONDS;
    if (name === 'default') failed ||= (main - start) / total > MOST_SHARE;
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(
  `${failed ? 'FAILED' : 'ok'}: at most ${MOST_MICROSECONDS} us a cell at 10^5, ${100 * MOST_SHARE} % of the default config`,
);
process.exitCode = failed ? 1 : 0;
