#!/usr/bin/env node
// {1, 2, 7 workers} x {1, 3, 16, more shards than there is work} x {fresh, killed and resumed}: one SHA-256?
// `npm run check:same-bytes [-- precision|all [thin]]`; all of it takes about 10 minutes. With `precision` cells end by one.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  blocksOf,
  gradvar,
  inFolder,
  inParallel,
  pause,
  recordsOf,
  sha256,
  start,
  uniforms,
  verdict,
  writeConfig,
} from '../test/fixtures/runs.mjs';

const isPrecise = process.argv[2] === 'precision';
const isThin = process.argv[3] === 'thin';
const uniform = uniforms(2);
const { expect, end } = verdict();

await inFolder('same-bytes', async (folder) => {
  const config = writeConfig(folder, {
    integrands: ['sin10', 'relu'],
    mu: [0, 1],
    sigma: 1,
    ...(isPrecise
      ? { m: [1, 30], precision: { ratio: 0.02, max_trials: isThin ? 100_000 : 400_000 } }
      : { m: [1, 400_000], trials: isThin ? 20 : 40 }),
    components: ['mu', 'sigma'],
  });
  const whole = join(folder, 'whole');
  const { code } = await gradvar(['run', config, '--out', whole, '--workers', '2']);
  if (code !== 0) throw new Error(`the first run ended with ${code}`);
  const bytes = sha256(join(whole, 'summary.csv'));
  const records = recordsOf(join(whole, 'journal.ndjson'));
  const { blocks } = blocksOf(join(whole, 'journal.ndjson'));
  const pieces = blocks + records.filter(({ kind }) => kind === 'point').length;
  console.log(`${blocks} blocks and ${pieces - blocks} points`);

  let killed = 0;
  /** Runs, and if asked kills it once on its way. */
  async function complete(args, isKilled, what) {
    if (isKilled) {
      const { child, ended } = start(args);
      await pause(150 + uniform() * 600);
      child.kill('SIGKILL');
      if ((await ended).signal === 'SIGKILL') killed += 1;
    }
    const { code: found, stderr } = await gradvar(args);
    expect(found === 0, `${what}: exit code ${found}, ${stderr}`);
  }

  let combinations = 0;
  for (const workers of isThin ? [2] : [1, 2, 7]) {
    for (const shards of isThin ? [3] : [1, 3, 16, pieces + 3]) {
      for (const isKilled of [false, true]) {
        const what = `${workers} workers, ${shards} shards, ${isKilled ? 'killed and resumed' : 'fresh'}`;
        const base = join(folder, 'runs');
        const out = join(base, 'out');
        const run = ['run', config, '--workers', String(workers)];
        await complete([...run, '--out', out], isKilled, what);
        expect(sha256(join(out, 'summary.csv')) === bytes, `${what}, not sharded: other bytes`);
        const folders = Array.from({ length: shards }, (_, i) => join(base, `shard-${i + 1}`));
        const tasks = folders.map((shard, i) => () => {
          return complete([...run, '--shard', `${i + 1}/${shards}`, '--out', shard], isKilled, what);
        });
        await inParallel(2, tasks);
        const merged = join(base, 'merged');
        const { code: found, stderr } = await gradvar(['merge', ...folders.reverse(), '--out', merged]);
        expect(found === 0, `${what}: merge ended with ${found}, ${stderr}`);
        if (found === 0) expect(sha256(join(merged, 'summary.csv')) === bytes, `${what}: other bytes`);
        rmSync(base, { recursive: true, force: true });
        combinations += 1;
        if (!isThin) console.log(what);
      }
    }
  }
  end(`${combinations} combinations, ${killed} kills on the way, one SHA-256`);
});
