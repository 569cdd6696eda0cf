#!/usr/bin/env node
// SIGKILL at N random moments of a run, each time resumed: are the bytes the same, and is no block computed twice that was
// in the journal at the kill? `npm run check:kills [-- N [TRIALS [SEED [RATIO]]]]`; 200 of them take about 15 minutes. With
// RATIO the cells end by a precision, after TRIALS at most.
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  blocksComputed,
  blocksOf,
  gradvar,
  inFolder,
  pause,
  sha256,
  start,
  uniforms,
  verdict,
  writeConfig,
} from '../test/fixtures/runs.mjs';

const [rounds, trials, seed] = [200, 60_000, 1].map((usual, i) => Number(process.argv[2 + i] ?? usual));
const ratio = process.argv[5];
const uniform = uniforms(seed);
const { expect, end } = verdict();

await inFolder('kills', async (folder) => {
  const config = writeConfig(folder, {
    integrands: ['sin10', 'relu', { name: 'cosine', params: { k: [1, 3] } }],
    mu: [0, 1],
    sigma: [0.5, 1],
    m: [1, 7, 100],
    ...(ratio === undefined ? { trials } : { precision: { ratio: Number(ratio), max_trials: trials } }),
    components: ['mu', 'sigma'],
  });
  const runInto = (out) => ['run', config, '--out', out, '--workers', '2'];
  const whole = join(folder, 'whole');
  const first = start(runInto(whole));
  const started = await untilJournal(whole, first);
  const { code, milliseconds } = await first.ended;
  if (code !== 0) throw new Error(`the run without a kill ended with ${code}`);
  const bytes = sha256(join(whole, 'summary.csv'));
  const all = blocksOf(join(whole, 'journal.ndjson')).blocks;
  console.log(`a run takes ${(milliseconds / 1000).toFixed(1)} s and has ${all} blocks; seed ${seed}`);

  const tally = { kills: 0, before: 0, within: 0, after: 0 };
  // How long it computes: other work on the machine comes and goes.
  let usual = milliseconds - started;
  for (let round = 1; tally.before + tally.within + tally.after < rounds; round += 1) {
    const out = join(folder, 'out');
    const journal = join(out, 'journal.ndjson');
    const killsBefore = tally.kills;
    // Every fourth run is killed again while it goes on.
    for (let kill = 0; kill < (round % 4 === 0 ? 2 : 1); kill += 1) {
      const run = start(runInto(out));
      // Every fifth at any moment since its start, the others while it computes.
      const waited = round % 5 === 0 ? 0 : await untilJournal(out, run);
      await pause(uniform() * (round % 5 === 0 ? started + usual : usual));
      run.child.kill('SIGKILL');
      const { signal, milliseconds: taken } = await run.ended;
      if (signal === 'SIGKILL') tally.kills += 1;
      else if (waited > 0) usual = taken - waited;
    }
    if (tally.kills === killsBefore) {
      rmSync(out, { recursive: true, force: true });
      continue;
    }
    const { blocks } = blocksOf(journal);
    const wasSealed = existsSync(join(out, 'seal.json'));
    tally[wasSealed ? 'after' : blocks === 0 ? 'before' : 'within'] += 1;
    const resumed = await gradvar(runInto(out));
    const where = `round ${round}, ${blocks} blocks in the journal at the kill`;
    expect(resumed.code === 0, `${where}: exit code ${resumed.code}, ${resumed.stderr}`);
    expect(sha256(join(out, 'summary.csv')) === bytes, `${where}: summary.csv has other bytes`);
    if (!wasSealed) {
      const said = Number(/going on: (\d+) blocks/.exec(resumed.stderr)?.[1] ?? 0);
      expect(said === blocks, `${where}: it says that it goes on with ${said}`);
      const computed = blocksComputed(out);
      expect(computed + blocks === all, `${where}: ${computed} computed by the last attempt, of ${all}`);
    }
    const now = blocksOf(journal);
    expect(now.blocks === all && now.twice === 0, `${where}: ${now.blocks} blocks, ${now.twice} twice`);
    rmSync(out, { recursive: true, force: true });
    if (round % 20 === 0) console.log(tally);
  }
  const { kills, before, within, after } = tally;
  end(
    `${rounds} runs with ${kills} kills, one SHA-256; killed before the first block ${before}, within ${within}, after the seal ${after}`,
  );
});

/** Waits until a run opens its journal, or ends; gives the milliseconds. */
async function untilJournal(out, { ended }) {
  const began = performance.now();
  let isOver = false;
  void ended.then(() => (isOver = true));
  // A folder that is gone on with has a journal already: plan.json is written anew each time, just before.
  const plan = join(out, 'plan.json');
  const before = existsSync(plan) ? statSync(plan).mtimeMs : 0;
  while (!isOver && !(existsSync(plan) && statSync(plan).mtimeMs > before)) await pause(2);
  return performance.now() - began;
}
