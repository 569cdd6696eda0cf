#!/usr/bin/env node
// Does the cost of a run grow as its cells grow? Runs plans of 10^4, 10^5 and 10^6 small cells (a point has 100 sample
// sizes, a cell 100 trials) and prints time and memory for each. `npm run check:many-cells [-- MOST_CELLS]`; 10^6 take
// some minutes and 3 GB of disk.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manyCells } from './many-cells.mjs';

const CLI = fileURLToPath(new URL('../dist/src/cli.js', import.meta.url));
const MOST_MEGABYTES = 400;
const MOST_MICROSECONDS = 100;
const cores = availableParallelism();
const folder = mkdtempSync(join(tmpdir(), 'gradvar-many-cells-'));

async function residentMegabytes(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1024;
}

/** Runs a plan; the peak resident memory is that of the coordinator and its worker threads together. */
function run(path, out) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [CLI, 'run', path, '--out', out, '--quiet'], { stdio: 'ignore' });
    let megabytes = 0;
    const watch = setInterval(() => {
      residentMegabytes(child.pid).then(
        (now) => {
          if (now > megabytes) megabytes = now;
        },
        () => undefined,
      );
    }, 100);
    child.on('exit', (code) => {
      clearInterval(watch);
      if (code !== 0) reject(new Error(`gradvar run ended with ${code}`));
      else resolve({ seconds: (performance.now() - started) / 1000, megabytes });
    });
  });
}

/** Time of all batches in the workers, from timings.csv. */
function workerSeconds(out) {
  const [, ...rows] = readFileSync(join(out, 'timings.csv'), 'utf8').trim().split('\n');
  return rows.reduce((sum, row) => sum + Number(row.split(',').at(-1)), 0) / 1000;
}

let failed = false;
console.log('cells     seconds  us/cell  in the workers, us/cell  beyond, us/cell  MB');
try {
  const most = Number(process.argv[2] ?? 1e6);
  for (let cells = 1e4; cells <= most; cells *= 10) {
    const path = join(folder, 'plan.yaml');
    const out = join(folder, 'out');
    writeFileSync(path, manyCells({ cells, sizes: 100, trials: 100 }));
    const { seconds, megabytes } = await run(path, out);
    const each = (seconds / cells) * 1e6;
    const work = (workerSeconds(out) / cores / cells) * 1e6;
    const beyond = each - work;
    rmSync(out, { recursive: true });
    console.log(
      [
        String(cells).padEnd(9),
        seconds.toFixed(1).padStart(7),
        each.toFixed(0).padStart(8),
        work.toFixed(0).padStart(24),
        beyond.toFixed(0).padStart(16),
        megabytes.toFixed(0).padStart(5),
      ].join(' '),
    );
    // At 10^4 cells the start of the process and the warming-up of the code weigh.
    if (cells >= 1e5) failed ||= beyond > MOST_MICROSECONDS || megabytes > MOST_MEGABYTES;
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(
  `${failed ? 'FAILED' : 'ok'}: at most ${MOST_MICROSECONDS} us a cell beyond, ${MOST_MEGABYTES} MB; ${cores} cores`,
);
process.exitCode = failed ? 1 : 0;
