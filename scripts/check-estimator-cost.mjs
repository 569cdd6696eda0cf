// What measuring all estimators at once costs, against the sum of each measured alone with pathwise: the share must be at most 1.
// Whole runs of configs/estimators.yaml, interleaved, one worker, no journal.
// usage: scripts/check-estimator-cost.mjs [ROUNDS=3] [TRIALS=20000]      needs `npm run build` first
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [rounds = '3', trials = '20000'] = process.argv.slice(2);
const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const { estimators } = await import('../dist/src/estimators/registry.js');
const { loadPlan } = await import('../dist/src/config/load.js');
const names = loadPlan(path('configs/estimators.yaml')).estimators;
const [pathwise, others] = [names.at(-1), names.slice(0, -1)];
if (estimators.some(({ name }) => !names.includes(name)))
  throw new Error('configs/estimators.yaml lacks an estimator');
const scratch = mkdtempSync(join(tmpdir(), 'gradvar-estimator-cost-'));

function run(chosen) {
  const out = join(scratch, 'run');
  const set = [`trials=${trials}`, `estimators=[${chosen.join(',')}]`].flatMap((each) => ['--set', each]);
  const started = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      path('dist/src/cli.js'),
      'run',
      path('configs/estimators.yaml'),
      '--quiet',
      '--workers',
      '1',
      '--journal',
      'off',
      '--out',
      out,
      ...set,
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`ended with ${status}: ${stderr}`);
  rmSync(out, { recursive: true });
  return (performance.now() - started) / 1000;
}

try {
  const shares = [];
  for (let round = 0; round < Number(rounds); round += 1) {
    const alone = others.map((name) => run([name, pathwise]));
    const all = run(names);
    const sum = alone.reduce((total, seconds) => total + seconds, 0);
    shares.push(all / sum);
    console.log(
      `all ${all.toFixed(1)} s; alone ${others.map((name, i) => `${name} ${alone[i].toFixed(1)}`).join(', ')}`,
    );
  }
  const share = shares.toSorted((a, b) => a - b)[shares.length >> 1];
  console.log(
    `${share <= 1 ? 'ok' : 'FAILED'}: all at once take ${share.toFixed(2)} of the sum (median of ${rounds} rounds; at most 1)`,
  );
  process.exitCode = share <= 1 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true });
}
