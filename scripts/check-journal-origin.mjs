#!/usr/bin/env node
// Journals that are not, or not only, what a run of this plan wrote: other grids, doubled and forged headers, other formats,
// CR LF, forged records, torn ends, lines that are gone, and no plain files. Each, in a sealed folder and in one that was not
// finished, meets run, verify, merge, status and replay: the exit code that it must have, in a sentence, and not one byte of the
// journal may be lost. Then `verify --repair` and `run` must give the bytes of the plan. `npm run check:journal-origin [--
// EVERY]` with every EVERY-th of them; all of it takes about 10 minutes.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import {
  blocksOf,
  gradvar,
  inFolder,
  inParallel,
  isSentence,
  recordsOf,
  sha256,
  verdict,
  writeConfig,
} from '../test/fixtures/runs.mjs';

const every = Number(process.argv[2] ?? 1);
const { expect, end } = verdict();
const MOST_MILLISECONDS = 30_000;

/** A record with the checksum that its line has. */
function lineOf(record) {
  const body = JSON.stringify(record).slice(0, -1);
  return `${body},"crc":"${crc32(Buffer.from(body)).toString(16).padStart(8, '0')}"}`;
}

const recordOf = (line) => JSON.parse(line.replace(/,"crc":"[0-9a-f]{8}"\}$/, '}'));
const change = (line, fields) => lineOf({ ...recordOf(line), ...fields });
const text = (lines) => lines.map((line) => `${line}\n`).join('');

/** The same with one bit of its first double the other way. */
function otherSums(line) {
  const bytes = Buffer.from(recordOf(line).sums, 'base64');
  bytes[0] ^= 1;
  return change(line, { sums: bytes.toString('base64') });
}

function otherPoint(line) {
  const { result } = recordOf(line);
  return change(line, {
    result: { ...result, exact: { ...result.exact, expectation: { kind: 'infinite' } } },
  });
}

/**
 * What a journal may be, from the lines of a whole one and of others: its bytes, the exit codes of those that go on with it
 * or merge it (`code`; `then` those of verify, where it is not the same), and whether repair must leave it alone.
 */
function journals(ours, others) {
  const [header, ...records] = ours;
  const block = records.find((line) => recordOf(line).kind === 'blocks');
  const point = records.find((line) => recordOf(line).kind === 'point');
  const middle = records.length >> 1;
  const grid = recordOf(header).grid;
  const untagged = records.map((line) => {
    const record = recordOf(line);
    delete record.grid;
    return lineOf(record);
  });
  const old = [lineOf({ kind: 'journal', version: 1, grid }), ...untagged];
  const later = lineOf({ kind: 'journal', version: 3, grid, more: true });
  const insert = (...lines) =>
    text([header, ...records.slice(0, middle), ...lines, ...records.slice(middle)]);
  const cases = [];
  const add = (name, content, code, more = {}) => cases.push({ name, content, code, ...more });
  for (const [name, lines] of Object.entries(others)) {
    add(`the journal of ${name}`, text(lines), 41);
    add(`${name} appended`, text([...ours, ...lines]), 41);
    add(`the header of ${name} appended`, text([...ours, lines[0]]), 41);
    add(`the header of ${name} in the middle`, insert(lines[0]), 41);
    add(`records of ${name} appended`, text([...ours, ...lines.slice(1)]), 41);
    add(`a record of ${name} in the middle`, insert(lines.at(-1)), 41);
    add(`our header over records of ${name}`, text([header, ...lines.slice(1)]), 41);
    add(`our header over ${name}`, text([header, ...lines]), 41);
    add(`the header of ${name} over our records`, text([lines[0], ...records]), 41);
  }
  add('itself appended', text([...ours, ...ours]), 0);
  add('its header doubled', insert(header, header), 0);
  add('its records in another order', text([header, ...records.toReversed()]), 0);
  add('a block doubled with other sums', text([...ours, otherSums(block)]), 41);
  add('a point doubled with other values', insert(otherPoint(point)), 41);
  add('a block changed before a doubled journal', text([header, otherSums(block), ...ours]), 41);
  const left = { leftAlone: true };
  add('format 1', text(old), 41, left);
  add('format 1 appended', text([...ours, ...old]), 41, left);
  add('format 3', text([later, ...records]), 41, left);
  add('format 3, sealed in another way', text([later, ...records].map((line) => `${line}~`)), 41, left);
  add('a header of format 3 appended', text([...ours, later]), 41, left);
  add('no header', text(records), 50);
  add('a byte order mark', `\uFEFF${text(ours)}`, 50);
  add('an empty line first', `\n${text(ours)}`, 50);
  add('CR LF', text(ours).replaceAll('\n', '\r\n'), 0);
  add('CR LF in a part', text(ours.slice(0, middle)).replaceAll('\n', '\r\n') + text(ours.slice(middle)), 0);
  add('CR LF without some records', text(ours.slice(0, middle)).replaceAll('\n', '\r\n'), 0, { then: 31 });
  add('a record gone', text([header, ...records.slice(1)]), 0, { then: 31 });
  add('a point gone', text(ours.filter((line) => line !== point)), 0, { then: 31 });
  add('nothing', '', 0, { then: 31 });
  add('notes of somebody', 'dear diary\nit rained\n', 50);
  add('a note without an end', 'dear diary', 50);
  add('zeros', '\0'.repeat(100_000), 50);
  add('lines at its end that are none', `${text(ours)}it rained\nall day`, 0, { then: 31 });
  add('zeros at its end', text(ours) + '\0'.repeat(9_000_000), 0, { then: 31 });
  add('a line that was begun', text(ours).slice(0, -9), 0, { then: 31, mayCut: true });
  const of = (name, line, fields) => add(`forged: ${name}`, insert(change(line, fields)), 50);
  of('cell', block, { cell: 1e6 });
  of('cell below 0', block, { cell: -1 });
  of('cell as text', block, { cell: '0' });
  of('first', block, { first: 1e12 });
  of('count', block, { count: 7 });
  of('no count', block, { count: 0 });
  of('trials', block, { trials: [3, 4] });
  of('trials of nothing', block, { trials: null });
  of('short sums', block, { sums: 'AAAA' });
  of('sums that are none', block, { sums: 7 });
  of('sums with a space', block, { sums: ` ${recordOf(block).sums.slice(1)}` });
  of('kind', block, { kind: 'hearsay' });
  of('failure without a reason', block, { kind: 'failed', reason: null });
  of('no result', point, { result: null });
  of('point', point, { result: { ...recordOf(point).result, point: 1e6 } });
  of('exact values', point, { result: { ...recordOf(point).result, exact: {} } });
  of('laws', point, { result: { ...recordOf(point).result, laws: {} } });
  of('a value', point, {
    result: { ...recordOf(point).result, exact: { ...recordOf(point).result.exact, expectation: null } },
  });
  add('JSON that is no object', insert(lineOf([1]).replace(/^\[1/, '[1')), 50);
  return cases;
}

await inFolder('origin', async (folder) => {
  const plan = {
    ...{ seed: '8', integrands: ['sin10', 'relu'], mu: [0, 1], sigma: 1, m: [1, 10], trials: 2500 },
    components: ['mu', 'sigma'],
  };
  const runWith = (config, out) => gradvar(['run', config, '--out', out, '--workers', '1']);
  const configOf = (name, changes) => {
    mkdirSync(join(folder, `${name}-config`));
    return writeConfig(join(folder, `${name}-config`), { ...plan, ...changes });
  };
  const linesOf = (out) => readFileSync(join(out, 'journal.ndjson'), 'utf8').trimEnd().split('\n');
  const config = configOf('own', {});
  const runInto = (out) => runWith(config, out);
  const whole = join(folder, 'whole');
  await runInto(whole);
  const bytes = sha256(join(whole, 'summary.csv'));
  const all = blocksOf(join(whole, 'journal.ndjson')).blocks;
  const grid = recordsOf(join(whole, 'journal.ndjson'))[0].grid;
  const others = {};
  for (const [name, changes] of [
    ['another seed', { seed: '7' }],
    ['another sigma', { sigma: 2 }],
    ['more estimators', { estimators: ['score', 'price', 'pathwise'] }],
  ]) {
    const out = join(folder, name);
    await runWith(configOf(name, changes), out);
    others[name] = linesOf(out);
  }

  /** Every byte of the journal is still in the folder. */
  function keepsBytes(out, content, what) {
    const kept = readdirSync(out)
      .filter((name) => name.startsWith('journal.ndjson'))
      .map((name) => readFileSync(join(out, name)));
    const [now] = kept;
    const isWhole = kept.some((other) => other.subarray(0, content.length).equals(content));
    const isApart = kept.some(
      (other) => content.indexOf(other) > 0 && content.indexOf(other) + other.length === content.length,
    );
    expect(isWhole || (isApart && now.length > 0), `${what}: bytes of the journal are lost`);
  }

  async function ends(args, codes, what, stdoutToo = false) {
    const ended = await gradvar(args);
    const { code, stdout, stderr, milliseconds } = ended;
    const said = `${what}: ${args[0]}`;
    expect(codes.includes(code), `${said} exit code ${code}, expected ${codes.join(' or ')}; ${stderr}`);
    const isTold = [0, 30, 31].includes(code) || isSentence(stderr) || (stdoutToo && stdout !== '');
    expect(isTold, `${said} said ${stderr}`);
    expect(milliseconds < MOST_MILLISECONDS, `${said} took ${milliseconds} ms`);
    return ended;
  }

  /** One journal in a folder: who refuses it, and how it heals. */
  async function meet({ name, content, code, then = code, leftAlone = false, mayCut = false }, isSealed, i) {
    const what = `${name}, ${isSealed ? 'sealed' : 'not sealed'}`;
    const out = join(folder, `case-${i}-${isSealed}`);
    cpSync(whole, out, { recursive: true });
    if (!isSealed) for (const file of ['seal.json', 'summary.csv']) rmSync(join(out, file));
    const journal = join(out, 'journal.ndjson');
    const written = Buffer.from(content);
    writeFileSync(journal, written);
    const orRefused = (codes) => (code === 0 ? codes : [code]);
    await ends(['verify', out], code === 0 ? [0, 31] : [code], what);
    await ends(['status', out], orRefused([0, 31]), what);
    await ends(['merge', out, '--out', `${out}-merged`], orRefused(then === 31 ? [0, 31] : [0]), what);
    expect(readFileSync(journal).equals(written), `${what}: reading changed the journal`);
    await ends(['run', config, '--out', out, '--workers', '1', '--quiet'], [code], what);
    if (code !== 0) {
      expect(readFileSync(journal).equals(written), `${what}: run changed the journal`);
      await ends(['verify', out, '--repair'], leftAlone ? [41] : [0, 31], what, true);
      if (!mayCut) keepsBytes(out, written, what);
      if (leftAlone) {
        expect(readFileSync(journal).equals(written), `${what}: repair changed the journal`);
        expect(existsSync(join(out, 'seal.json')) === isSealed, `${what}: repair took the seal`);
        await ends(['run', config, '--out', out, '--restart', '--quiet'], [0], what);
      } else await ends(['run', config, '--out', out, '--workers', '1', '--quiet'], [0], what);
    } else if (!mayCut) keepsBytes(out, written, what);
    const summary = join(out, 'summary.csv');
    expect(existsSync(summary) && sha256(summary) === bytes, `${what}: summary.csv has other bytes`);
    const verified = await gradvar(['verify', out, '--recompute', '3']);
    expect(verified.code === 0, `${what}: at the end verify ${verified.code}, ${verified.stdout}`);
    expect(blocksOf(journal).blocks === all || content.includes('\r'), `${what}: blocks are missing`);
    for (const record of recordsOf(journal)) {
      expect(grid.startsWith(record.grid), `${what}: a record of another grid is left`);
    }
    rmSync(out, { recursive: true, force: true });
    rmSync(`${out}-merged`, { recursive: true, force: true });
  }

  /** Something that is no plain file under the name of the journal. */
  async function inTheWay(name, put, i) {
    const out = join(folder, `way-${i}`);
    cpSync(whole, out, { recursive: true });
    const journal = join(out, 'journal.ndjson');
    rmSync(journal);
    put(journal);
    for (const isSealed of [true, false]) {
      if (!isSealed) rmSync(join(out, 'seal.json'));
      await ends(['run', config, '--out', out, '--quiet'], [50], name);
      await ends(['verify', out], [50], name);
      await ends(['verify', out, '--repair'], [50], name);
      await ends(['status', out], [50], name);
      await ends(['merge', out, '--out', `${out}-merged`], [50], name);
      expect(!lstatSync(journal).isFile(), `${name}: it was replaced`);
    }
  }

  const elsewhere = join(folder, 'elsewhere');
  writeFileSync(elsewhere, text(linesOf(whole)));
  const cases = journals(linesOf(whole), others);
  const tasks = cases.flatMap((each, i) =>
    (i % 2 === 0 ? [true, false] : [false, true]).map((isSealed) => () => meet(each, isSealed, i)),
  );
  const ways = [
    ['a link', (path) => symlinkSync(elsewhere, path)],
    ['a link to nothing', (path) => symlinkSync(join(folder, 'nowhere'), path)],
    ['a device', (path) => symlinkSync('/dev/zero', path)],
    ['a folder', (path) => mkdirSync(path)],
    ['a pipe', (path) => execFileSync('mkfifo', [path])],
  ];
  tasks.push(
    ...ways.map(
      ([name, put], i) =>
        () =>
          inTheWay(name, put, i),
    ),
  );
  const chosen = tasks.filter((_, i) => i % every === 0);
  await inParallel(availableParallelism(), chosen);
  expect(!existsSync(join(folder, 'nowhere')), 'a link was followed');
  expect(readFileSync(elsewhere, 'utf8') === text(linesOf(whole)), 'a file elsewhere changed');
  end(`${chosen.length} folders, ${cases.length} journals, sealed and not; one SHA-256`);
});
