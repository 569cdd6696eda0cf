#!/usr/bin/env node
// Makes the n-th operation on a file fail, for n = 1, 2, 3, … until a run completes untouched: no space from then on, a
// device that fails once, a short write, and a SIGKILL in its place. Each run must end with exit code 50 and a sentence (or
// 0 where the failure may be ignored), and the same command again must give the same bytes. Then a small file system that
// is really full. `npm run check:disk-faults [-- EVERY]` with every EVERY-th n and
// without the file system; all of it takes about 10 minutes.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import {
  blocksOf,
  fixture,
  gradvar,
  inFolder,
  inParallel,
  isSentence,
  pause,
  sha256,
  start,
  verdict,
  writeConfig,
} from '../test/fixtures/runs.mjs';

const every = Number(process.argv[2] ?? 1);
const first = Number(process.argv[3] ?? every);
const { expect, end } = verdict();
const HOWS = [
  { how: 'ENOSPC', lasting: true },
  { how: 'EIO', lasting: false },
  { how: 'short', lasting: false },
  { how: 'kill', lasting: false },
];
/** More operations than any run of the plan has. */
const MOST = 500;

await inFolder('disk-faults', async (folder) => {
  const small = writeConfig(folder, {
    integrands: ['sin10', 'relu'],
    mu: [0, 1],
    sigma: 1,
    m: [1, 100],
    trials: 3000,
    components: ['mu', 'sigma'],
  });
  const runInto = (out) => ['run', small, '--out', out, '--workers', '1', '--quiet'];
  const whole = join(folder, 'whole');
  await gradvar(runInto(whole));
  const bytes = sha256(join(whole, 'summary.csv'));
  const all = blocksOf(join(whole, 'journal.ndjson')).blocks;
  const tally = { runs: 0, refused: 0, ignored: 0, killed: 0 };

  /** One fault and what comes after it; false once the run completes without having met it. */
  async function faultAt(at, { how, lasting }) {
    const out = join(folder, `${how}-${at}`);
    const report = join(folder, `${how}-${at}.report`);
    const fault = JSON.stringify({ at, how, lasting, below: out, report });
    const ended = await gradvar(runInto(out), {
      node: ['--import', fixture('failing-files.mjs')],
      env: { GRADVAR_TEST_FAULT: fault },
    });
    const isMet = existsSync(report);
    const met = isMet ? readFileSync(report, 'utf8') : 'nothing';
    const what = `${how} at operation ${at} (${met})`;
    if (isMet) {
      tally.runs += 1;
      const isReadOfLock = /^read\S* \/\.lock/.test(met);
      if (ended.signal === 'SIGKILL') tally.killed += 1;
      else if (ended.code === 0) tally.ignored += 1;
      else {
        tally.refused += 1;
        expect(ended.code === 50 || (isReadOfLock && ended.code === 40), `${what}: exit code ${ended.code}`);
        expect(isSentence(ended.stderr), `${what}: it said\n${ended.stderr}`);
      }
      if (ended.code !== 0) {
        const again = await gradvar(runInto(out));
        expect(again.code === 0, `${what}: afterwards exit code ${again.code}, ${again.stderr}`);
      }
    }
    const summary = join(out, 'summary.csv');
    expect(existsSync(summary) && sha256(summary) === bytes, `${what}: summary.csv has other bytes`);
    const { blocks, twice } = blocksOf(join(out, 'journal.ndjson'));
    expect(blocks === all && twice === 0, `${what}: the journal holds ${blocks} blocks, ${twice} twice`);
    rmSync(out, { recursive: true, force: true });
    return isMet;
  }

  for (const fault of HOWS) {
    let isOver = false;
    const numbers = Array.from({ length: MOST }, (_, i) => first + i * every);
    const tasks = numbers.map((at) => async () => {
      if (!isOver && !(await faultAt(at, fault))) isOver = true;
    });
    const before = tally.runs;
    await inParallel(availableParallelism(), tasks);
    expect(isOver, `${fault.how}: no run completed`);
    console.log(`${fault.how}: ${tally.runs - before} operations`);
  }
  if (every === 1) console.log(await fullFileSystem(folder));
  const { runs, refused, ignored, killed } = tally;
  end(
    `${runs} faults: ${refused} told, ${ignored} ignored with the same bytes, ${killed} killed; one SHA-256`,
  );
});

/** A run whose disk fills on its way, and one that finds it full. */
async function fullFileSystem(folder) {
  const mounted = join(folder, 'small');
  mkdirSync(mounted);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', mounted], { stdio: 'ignore' });
  } catch {
    return 'skipped the full file system: mounting is not permitted here';
  }
  try {
    const config = writeConfig(folder, {
      integrands: ['sin10', 'relu'],
      mu: [0, 1],
      sigma: 1,
      m: [1, 100, 700],
      trials: 60_000,
      components: ['mu'],
    });
    const runInto = (out) => ['run', config, '--out', out, '--workers', '1', '--quiet'];
    const whole = join(folder, 'whole-2');
    await gradvar(runInto(whole));
    const out = join(mounted, 'out');
    const journal = join(out, 'journal.ndjson');
    const filler = join(mounted, 'filler');
    const { ended } = start(runInto(out));
    while (!existsSync(journal) || statSync(journal).size < 20_000) await pause(5);
    fill(filler);
    const full = await ended;
    expect(full.code === 50 && /no space is left/.test(full.stderr), `full: ${full.code}, ${full.stderr}`);
    expect(isSentence(full.stderr), `full: it said ${full.stderr}`);
    const kept = blocksOf(journal).blocks;
    const still = await gradvar(runInto(out));
    expect(still.code === 50 && isSentence(still.stderr), `still full: ${still.code}, ${still.stderr}`);
    const other = await gradvar(runInto(join(mounted, 'other')));
    expect(other.code === 50 && isSentence(other.stderr), `full before: ${other.code}, ${other.stderr}`);
    expect(other.milliseconds < 10_000, 'full before: it took its time');
    rmSync(filler);
    const again = await gradvar(runInto(out));
    expect(again.code === 0, `freed: ${again.code}, ${again.stderr}`);
    const isSame = sha256(join(out, 'summary.csv')) === sha256(join(whole, 'summary.csv'));
    expect(isSame, 'freed: summary.csv has other bytes');
    expect(blocksOf(journal).twice === 0, 'freed: blocks were computed twice');
    return `a full file system: ${kept} blocks kept, exit code ${full.code}, went on after space was freed`;
  } finally {
    execFileSync('umount', [mounted]);
  }
}

/** Takes all the space that is left. */
function fill(path) {
  for (let size = 1 << 20; size >= 1; size >>= 1) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch {
      // Smaller pieces may still fit.
    }
  }
}
