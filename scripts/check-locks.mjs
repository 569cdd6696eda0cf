#!/usr/bin/env node
// N times two runs started at the same moment into one folder: does exactly one work, does the other exit 40 at once, and
// is the result whole? Every second time the folder holds the lock of a run that was killed.
// `npm run check:locks [-- N]`; 50 take about 3 minutes.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  blocksOf,
  fixture,
  gradvar,
  inFolder,
  pause,
  sha256,
  start,
  verdict,
  writeConfig,
} from '../test/fixtures/runs.mjs';

const rounds = Number(process.argv[2] ?? 50);
const { expect, end } = verdict();

await inFolder('locks', async (folder) => {
  const config = writeConfig(folder, {
    integrands: ['sin10', 'relu'],
    mu: [0, 1],
    sigma: 1,
    m: [1, 100],
    trials: 400_000,
    components: ['mu'],
  });
  const runInto = (out) => ['run', config, '--out', out, '--workers', '1'];
  const whole = join(folder, 'whole');
  const { milliseconds: alone } = await gradvar(runInto(whole));
  const bytes = sha256(join(whole, 'summary.csv'));
  let longestRefusal = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const out = join(folder, 'out');
    if (round % 2 === 0) {
      const { child, ended } = start(runInto(out));
      await pause(alone * 0.6);
      child.kill('SIGKILL');
      await ended;
    }
    const together = {
      node: ['--import', fixture('wait-until.mjs')],
      env: { GRADVAR_TEST_UNTIL: String(Date.now() + 400) },
    };
    const both = await Promise.all([gradvar(runInto(out), together), gradvar(runInto(out), together)]);
    const [winner, loser] = both.sort((a, b) => a.code - b.code);
    expect(
      winner.code === 0 && loser.code === 40,
      `round ${round}: ${winner.code} and ${loser.code}\n${loser.stderr}`,
    );
    expect(/in use by process \d+ on /.test(loser.stderr), `round ${round}: it said ${loser.stderr}`);
    longestRefusal = Math.max(longestRefusal, loser.milliseconds);
    expect(sha256(join(out, 'summary.csv')) === bytes, `round ${round}: summary.csv has other bytes`);
    expect(blocksOf(join(out, 'journal.ndjson')).twice === 0, `round ${round}: a block was computed twice`);
    if (round % 5 === 0) {
      const again = await gradvar(runInto(out));
      const isComplete = again.code === 0 && /already complete/.test(again.stderr);
      expect(isComplete, `round ${round}: afterwards ${again.stderr}`);
    }
    rmSync(out, { recursive: true, force: true });
  }
  end(
    `${rounds} times two runs at the same moment; the refusal took at most ${(longestRefusal / 1000).toFixed(1)} s`,
  );
});
