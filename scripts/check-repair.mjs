#!/usr/bin/env node
// Makes the n-th operation on a file of `gradvar verify --repair` fail, for n = 1, 2, 3, … until a repair completes untouched:
// no space from then on, a device that fails once, a short write, and a SIGKILL in its place. Each repair must end with exit
// code 50 and a sentence (or as one without a failure); a seal never stands beside a new journal; the same run ends the repair
// and goes on to the same bytes (where no repair was begun, it refuses the damaged journal); and every line of the old journal
// is still there. Then folders and links in the place of files. `npm run check:repair [-- EVERY [FIRST]]` with every EVERY-th n; all of it
// takes about 10 minutes.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import {
  blocksOf,
  fixture,
  gradvar,
  inFolder,
  inParallel,
  isSentence,
  sha256,
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
/** The error that a command ends with; before it may stand what a repair did. */
const lastError = (stderr) => stderr.slice(Math.max(0, stderr.lastIndexOf('gradvar: ')));
/** More operations than any repair of the folder has. */
const MOST = 300;

await inFolder('repair', async (folder) => {
  const plan = {
    ...{ integrands: ['sin10', 'relu'], mu: [0, 1], sigma: 1, m: [1, 100], trials: 3000 },
    components: ['mu', 'sigma'],
  };
  const config = writeConfig(folder, plan);
  const whole = join(folder, 'whole');
  const runInto = (out) => gradvar(['run', config, '--out', out, '--workers', '1', '--quiet']);
  const repair = (out, options) => gradvar(['verify', out, '--repair'], options);
  await runInto(whole);
  const bytes = sha256(join(whole, 'summary.csv'));
  const all = blocksOf(join(whole, 'journal.ndjson')).blocks;

  // Sealed, with a journal that has a bad line, lacks one, and holds those of another seed.
  const damaged = join(folder, 'damaged');
  const other = join(folder, 'other');
  mkdirSync(join(folder, 'other-config'));
  const otherConfig = writeConfig(join(folder, 'other-config'), { ...plan, seed: 'other' });
  await gradvar(['run', otherConfig, '--out', other, '--workers', '1', '--quiet']);
  cpSync(whole, damaged, { recursive: true });
  const lines = readFileSync(join(whole, 'journal.ndjson'), 'latin1').split('\n');
  lines.splice(2, 1);
  lines[3] = `!${lines[3]}`;
  const old = lines.join('\n') + readFileSync(join(other, 'journal.ndjson'), 'latin1');
  writeFileSync(join(damaged, 'journal.ndjson'), old, 'latin1');

  const journalsIn = (out) =>
    readdirSync(out)
      .filter((name) => name.startsWith('journal.ndjson'))
      .map((name) => readFileSync(join(out, name), 'latin1'));

  /** What must be true of a folder whatever stopped the repair. */
  async function heals(out, what) {
    const journal = join(out, 'journal.ndjson');
    const isOld = existsSync(journal) && readFileSync(journal, 'latin1') === old;
    expect(isOld || !existsSync(join(out, 'seal.json')), `${what}: a seal beside a new journal`);
    expect(journalsIn(out).includes(old), `${what}: the old journal is gone`);
    const isBegun = existsSync(join(out, 'journal.ndjson.repair')) || !isOld;
    if (!isBegun) tally.unbegun += 1;
    const run = await runInto(out);
    expect(isBegun ? run.code === 0 : isSentence(run.stderr), `${what}: run ${run.code}, ${run.stderr}`);
    if (!isBegun) {
      const again = await repair(out);
      expect(again.code === 31, `${what}: repaired again with exit code ${again.code}, ${again.stderr}`);
      const run = await runInto(out);
      expect(run.code === 0, `${what}: after it run ${run.code}, ${run.stderr}`);
    }
    const summary = join(out, 'summary.csv');
    expect(existsSync(summary) && sha256(summary) === bytes, `${what}: summary.csv has other bytes`);
    const { blocks, twice } = blocksOf(journal);
    expect(blocks === all && twice === 0, `${what}: the journal holds ${blocks} blocks, ${twice} twice`);
    const verified = await gradvar(['verify', out, '--recompute', '5']);
    expect(verified.code === 0, `${what}: verify ${verified.code}, ${verified.stdout}`);
  }

  const tally = { faults: 0, told: 0, ignored: 0, killed: 0, unbegun: 0 };

  /** One fault and what comes after it; false once a repair completes without having met it. */
  async function faultAt(at, { how, lasting }) {
    const out = join(folder, `${how}-${at}`);
    const report = join(folder, `${how}-${at}.report`);
    cpSync(damaged, out, { recursive: true });
    const fault = JSON.stringify({ at, how, lasting, below: out, report });
    const ended = await repair(out, {
      node: ['--import', fixture('failing-files.mjs')],
      env: { GRADVAR_TEST_FAULT: fault },
    });
    const isMet = existsSync(report);
    const what = `${how} at operation ${at} (${isMet ? readFileSync(report, 'utf8') : 'nothing'})`;
    if (isMet) {
      tally.faults += 1;
      if (ended.signal === 'SIGKILL') tally.killed += 1;
      else if (ended.code === 31) tally.ignored += 1;
      else {
        tally.told += 1;
        const isLock = /^read\S* \/\.lock/.test(readFileSync(report, 'utf8'));
        expect(ended.code === 50 || (isLock && ended.code === 40), `${what}: exit code ${ended.code}`);
        // What fails after the repair stands in the table of what was checked.
        const isTabled = ended.stderr.includes('records were kept') && /\bdamaged\b/.test(ended.stdout);
        expect(isTabled || isSentence(lastError(ended.stderr)), `${what}: it said ${ended.stderr}`);
      }
    } else expect(ended.code === 31, `${what}: exit code ${ended.code}`);
    await heals(out, what);
    rmSync(out, { recursive: true, force: true });
    return isMet;
  }

  for (const fault of HOWS) {
    let isOver = false;
    const numbers = Array.from({ length: MOST }, (_, i) => first + i * every);
    const tasks = numbers.map((at) => async () => {
      if (!isOver && !(await faultAt(at, fault))) isOver = true;
    });
    const before = tally.faults;
    await inParallel(availableParallelism(), tasks);
    expect(isOver, `${fault.how}: no repair completed`);
    console.log(`${fault.how}: ${tally.faults - before} operations`);
  }

  // What is in the way is no plain file.
  const elsewhere = join(folder, 'elsewhere');
  writeFileSync(elsewhere, 'not ours');
  const inTheWay = [
    ['seal.json', (path) => mkdirSync(path), [50]],
    ['journal.ndjson', (path) => mkdirSync(path), [50]],
    ['journal.ndjson', (path) => symlinkSync(elsewhere, path), [50]],
    ['journal.ndjson.damaged-1', (path) => mkdirSync(path), [31]],
    ['journal.ndjson.damaged-1', (path) => symlinkSync(elsewhere, path), [31]],
    ['.lock', (path) => writeFileSync(path, ''), [50]],
  ];
  for (const [i, [name, put, codes]] of inTheWay.entries()) {
    const out = join(folder, `way-${i}`);
    cpSync(damaged, out, { recursive: true });
    rmSync(join(out, name), { recursive: true, force: true });
    put(join(out, name));
    const ended = await repair(out);
    const said = lastError(ended.stderr);
    expect(codes.includes(ended.code), `${name} in the way: exit code ${ended.code}, ${ended.stderr}`);
    expect(ended.code === 31 || isSentence(said), `${name} in the way: it said ${ended.stderr}`);
    expect(readFileSync(elsewhere, 'utf8') === 'not ours', `${name} in the way: a file elsewhere changed`);
  }
  const { faults, told, ignored, killed, unbegun } = tally;
  end(
    `${faults} faults: ${told} told, ${ignored} ignored, ${killed} killed, ${unbegun} before the repair was begun; one SHA-256`,
  );
});
