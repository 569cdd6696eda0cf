#!/usr/bin/env node
// Many shards: 1,100 of a small plan merge under `ulimit -n 256` to the bytes of a single run, and `status` of a plan of
// 20,000 cells in 256 shards takes at most twice the CPU time of the same plan in 8.
// `npm run check:many-shards`; some minutes.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { loadPlan } from '../dist/src/config/load.js';
import { writeShard } from '../dist/src/run/write-shard.js';
import { CLI, gradvar, inFolder, sha256, verdict, writeConfig } from '../test/fixtures/runs.mjs';

const { expect, end } = verdict();

/** Runs all shards of a plan in this process; the names of their folders. */
async function shardsOf(folder, plan, count) {
  const names = Array.from({ length: count }, (_, i) => join(folder, `${count}-${i + 1}`));
  for (const [i, out] of names.entries())
    await writeShard(plan, { index: i + 1, count }, out, { workers: 1 });
  return names;
}

/** A command with few open files; its exit code, and the seconds of CPU time that it took. */
function limited(args) {
  const words = [process.execPath, CLI, ...args].map((word) => `'${word}'`).join(' ');
  const script = `ulimit -n 256; ${words} >/dev/null; code=$?; times | tail -n 1; echo $code`;
  const [times, code] = execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split('\n');
  const seconds = [...times.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + 60 * m + +s, 0);
  return { code: Number(code), seconds };
}

await inFolder('many-shards', async (folder) => {
  const small = writeConfig(folder, {
    integrands: ['sin10', 'relu'],
    mu: { linear: { from: -3, to: 3, count: 300 } },
    sigma: [0.5, 1],
    m: 1,
    trials: 200,
    components: ['mu'],
  });
  const whole = join(folder, 'whole');
  await gradvar(['run', small, '--out', whole, '--quiet']);
  const many = await shardsOf(folder, loadPlan(small), 1100);
  const merged = join(folder, 'merged');
  const { code } = limited(['merge', ...many, '--out', merged, '--quiet']);
  expect(code === 0, `merge of 1,100 shards: ${code}`);
  const isSame = code === 0 && sha256(join(merged, 'summary.csv')) === sha256(join(whole, 'summary.csv'));
  expect(isSame, 'the merged summary.csv has other bytes');
  expect(limited(['status', ...many]).code === 0, 'status of 1,100 shards');

  const large = writeConfig(folder, {
    integrands: ['sin10'],
    mu: { linear: { from: -3, to: 3, count: 200 } },
    sigma: { linear: { from: 0.5, to: 2, count: 20 } },
    m: [1, 2, 3, 4, 5],
    trials: 16,
    components: ['mu'],
  });
  const seconds = [];
  for (const count of [8, 256]) {
    const folders = await shardsOf(folder, loadPlan(large), count);
    const runs = Array.from({ length: 5 }, () => limited(['status', ...folders]));
    expect(
      runs.every((run) => run.code === 0),
      `status of ${count} shards: ${runs[0].code}`,
    );
    seconds.push(runs.map((run) => run.seconds).sort((a, b) => a - b)[2]);
  }
  const [few, more] = seconds;
  expect(more <= 2 * few, `status: ${few} s of CPU time for 8 shards, ${more} s for 256`);
  end(
    `1,100 shards merged with 256 files; status takes ${few} s of CPU time for 8 shards, ${more} s for 256`,
  );
});
