#!/usr/bin/env node
// Results folders that somebody changed: mutated plan.json, shard.json, seal.json and journal records, and what is no plain
// file in their place, each given to every command that reads a folder. Nothing may end with exit 1, a stack trace or after
// more than 5 s. `npm run check:folder-mutations [-- MOST [SEED [LANES]]]`: at least MOST mutations, 300 if nothing is said.
import { execFileSync, fork } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { fixture, gradvar, inFolder, uniforms, verdict, writeConfig } from '../test/fixtures/runs.mjs';

const [least, seed, lanes] = [300, 1, 2].map((usual, i) => Number(process.argv[2 + i] ?? usual));
/** Of processor time, so that it says the same on a busy machine; what waits for ever takes none, and is ended. */
const SECONDS = 5;
const HANGS = 60;
const uniform = uniforms(seed);
const any = (list) => list[Math.floor(uniform() * list.length)];
const { expect, end } = verdict();

const OTHERS = [
  null,
  {},
  [],
  '',
  'x',
  true,
  -1,
  0,
  0.5,
  2,
  1e9,
  1e12,
  1e308,
  '0/2',
  '3/2',
  '1/0',
  '1/1000000000',
  '../../etc/passwd',
  '/etc/passwd',
  '.',
  'a\u0000b',
  '\u001b[31m',
  '::error::x',
  'gradvar-1',
  'z +',
  'no_such(z)',
  'x'.repeat(3000),
  [1],
  [[1]],
  { x: 1 },
  ['score', 'guess'],
  [0],
  [-1],
  [1, 1],
  [1e308],
  Array.from({ length: 20_000 }, (_, i) => i + 1),
];

function placesOf(data, place = []) {
  if (data === null || typeof data !== 'object') return [place];
  return [place, ...Object.entries(data).flatMap(([key, value]) => placesOf(value, [...place, key]))];
}

/** The data with the value at a place taken away (undefined) or replaced; a list keeps no hole. */
function changed(data, [key, ...rest], value) {
  if (key === undefined) return value;
  const entries = Object.entries(data).map(([name, old]) => [
    name,
    name === key ? changed(old, rest, value) : old,
  ]);
  const left = entries.filter(([, each]) => each !== undefined);
  return Array.isArray(data) ? left.map(([, each]) => each) : Object.fromEntries(left);
}

/** Keys sorted, as plan.json has them: or every mutation would be found by that alone. */
function canonical(data) {
  if (data === null || typeof data !== 'object') return JSON.stringify(data);
  if (Array.isArray(data)) return `[${data.map(canonical).join(',')}]`;
  const members = Object.keys(data)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(data[key])}`);
  return `{${members.join(',')}}`;
}

const textOf = (data, name) =>
  name === 'plan.json' ? canonical(data) : `${JSON.stringify(data, null, 2)}\n`;
const put = (text) => (path) => {
  rmSync(path, { recursive: true, force: true });
  writeFileSync(path, text);
};

/** Texts in the place of any file. */
const TEXTS = [
  '',
  'null',
  '{}',
  '[]',
  '0',
  '"x"',
  'true',
  '{',
  '\ufeff{}',
  '\u0000'.repeat(100),
  '['.repeat(1_000_000),
  '{"__proto__":{"shard":null}}',
  '{"a":'.repeat(100_000),
  `[${'0,'.repeat(3_000_000)}0]`,
  '\r\n{}\r\n',
  '{"kind":"journal"}\n',
];

/** What is no plain file, and what has no end. */
const THINGS = {
  'a pipe': (path) => execFileSync('mkfifo', [path]),
  'a folder': (path) => mkdirSync(path),
  'a link to a device': (path) => symlinkSync('/dev/zero', path),
  'a link to itself': (path) => symlinkSync(path, path),
  'a link to a file elsewhere': (path) => symlinkSync('/etc/passwd', path),
  'a link to nowhere': (path) => symlinkSync('/nowhere/at/all', path),
  '1 GB of zeros': (path) => (writeFileSync(path, ''), truncateSync(path, 2 ** 30)),
};

/** A mutation of one file: what it is, and how it is made at a path. */
function* mutations(name, folder) {
  const original = readFileSync(join(folder, name));
  for (const [what, make] of Object.entries(THINGS))
    yield { what, make: (path) => (rmSync(path, { force: true }), make(path)) };
  for (const text of TEXTS) yield { what: `the text ${JSON.stringify(text.slice(0, 20))}`, make: put(text) };
  yield { what: 'no such file', make: (path) => rmSync(path) };
  yield { what: 'its first half', make: put(original.subarray(0, original.length >> 1)) };
  yield { what: 'CR LF', make: put(original.toString('latin1').replaceAll('\n', '\r\n')) };
  yield { what: 'twice', make: put(Buffer.concat([original, original])) };
  const change = name === 'journal.ndjson' ? journalMutation : jsonMutation;
  for (;;) yield change(name, original);
}

function jsonMutation(name, original) {
  const data = JSON.parse(original.toString());
  const place = any(placesOf(data));
  const value = uniform() < 0.25 && place.length > 0 ? undefined : any(OTHERS);
  if (uniform() < 0.1) {
    const more = textOf({ ...data, extra: any(OTHERS) }, name);
    return { what: 'a key more', make: put(more) };
  }
  const text = textOf(changed(data, place, value), name);
  return { what: `${place.join('.')} = ${String(JSON.stringify(value)).slice(0, 30)}`, make: put(text) };
}

/** A record with another value, a checksum that fits, and sums of another length at times. */
function journalMutation(_, original) {
  const lines = original.toString('latin1').split('\n').slice(0, -1);
  const at = Math.floor(uniform() * lines.length);
  const record = JSON.parse(`${lines[at].slice(0, lines[at].lastIndexOf(',"crc"'))}}`);
  const place = any(placesOf(record));
  const isSums = record.sums !== undefined && uniform() < 0.3;
  const value = isSums
    ? any([
        '',
        'AAAA',
        record.sums.slice(0, 8),
        record.sums + record.sums,
        '!!!!',
        Buffer.alloc(8 * 64).toString('base64'),
      ])
    : uniform() < 0.25 && place.length > 0
      ? undefined
      : any(OTHERS);
  const body = JSON.stringify(changed(record, isSums ? ['sums'] : place, value)) ?? '{}';
  const open = Buffer.from(body.slice(0, -1));
  lines[at] = `${open.toString('latin1')},"crc":"${crc32(open).toString(16).padStart(8, '0')}"}`;
  const where = isSums ? 'sums' : place.join('.');
  const what = `line ${at + 1} ${where} = ${String(JSON.stringify(value)).slice(0, 30)}`;
  return { what, make: put(Buffer.from(`${lines.join('\n')}\n`, 'latin1')) };
}

/** Every command that reads a folder; `sound` is a folder beside it that nobody changed. */
function commandsFor({ folder, config, cell, sound, isShard, out }) {
  return {
    status: ['status', folder],
    verify: ['verify', folder],
    'verify --repair': ['verify', folder, '--repair'],
    'verify --recompute': ['verify', folder, '--recompute', '3'],
    replay: ['replay', folder, cell],
    merge: ['merge', folder, sound, '--out', out],
    report: ['report', folder],
    'report markdown': ['report', folder, '--format', 'markdown', '--out', '-'],
    compare: ['compare', sound, folder],
    'update-baseline': ['compare', out, folder, '--update-baseline'],
    'update-baseline onto': ['compare', folder, sound, '--update-baseline'],
    work: ['work', folder],
    run: [
      'run',
      config,
      '--out',
      folder,
      '--workers',
      '1',
      '--quiet',
      ...(isShard ? ['--shard', '1/2'] : []),
    ],
  };
}

/** Runs commands in a process that is kept, and replaced once one of them does not end. */
function lane() {
  let child;
  const fresh = () => fork(fixture('command-server.mjs'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    async run(args) {
      const server = (child ??= fresh());
      const ended = new Promise((resolve) => {
        server.once('message', resolve);
        server.once('exit', (code, signal) => resolve({ code: signal ?? code, stderr: '', milliseconds: 0 }));
      });
      const timer = setTimeout(() => server.kill('SIGKILL'), HANGS * 1000);
      server.send({ args });
      const found = await ended;
      clearTimeout(timer);
      server.removeAllListeners();
      if (server.exitCode !== null || server.signalCode !== null || found.code === 'SIGKILL')
        child = undefined;
      return found;
    },
    end: () => child?.kill(),
  };
}

await inFolder('mutations', async (base) => {
  const config = writeConfig(base, {
    integrands: ['sin10', { name: 'own', formula: 'k*z', params: { k: [1, 2] } }],
    mu: [0],
    sigma: [1],
    m: [1, 10],
    trials: 600,
    components: ['mu', { phi: { mu: 1, sigma: 1 } }],
  });
  const into = (out, ...more) =>
    gradvar(['run', config, '--out', join(base, out), '--workers', '1', '--quiet', ...more]);
  for (const [out, ...more] of [['whole'], ['s1', '--shard', '1/2'], ['s2', '--shard', '2/2']]) {
    const { code, stderr } = await into(out, ...more);
    if (code !== 0) throw new Error(`the sound folder ${out} ended with ${code}: ${stderr}`);
  }
  const cell = readFileSync(join(base, 'whole/summary.csv'), 'utf8').split('\n')[1].split(',')[0];
  const files = [
    ['plan.json', 'whole'],
    ['seal.json', 'whole'],
    ['journal.ndjson', 'whole'],
    ['shard.json', 's1'],
    ['seal.json', 's1'],
  ];
  const each = Math.ceil(least / files.length);
  const all = files.flatMap(([name, from]) =>
    [...take(each, mutations(name, join(base, from)))].map((mutation) => ({ ...mutation, name, from })),
  );

  const table = new Map();
  let slowest = 0;
  const task = async (run, { what, make, name, from }, number) => {
    const isShard = from === 's1';
    const sound = join(base, isShard ? 's2' : 'whole');
    const commands = commandsFor({ folder: '', config, cell, sound, isShard, out: '' });
    for (const command of Object.keys(commands)) {
      const place = join(base, `m${number}`);
      mkdirSync(place);
      const folder = join(place, 'folder');
      cpSync(join(base, from), folder, { recursive: true });
      make(join(folder, name));
      const args = commandsFor({ folder, config, cell, sound, isShard, out: join(place, 'out') })[command];
      const { code, stderr, milliseconds } = await run(args);
      const where = `${command}, ${from}/${name}: ${what}`;
      slowest = Math.max(slowest, milliseconds);
      expect(code !== 'SIGKILL', `${where}: not ended after ${HANGS} s`);
      expect(milliseconds <= SECONDS * 1000, `${where}: ${milliseconds / 1000} s`);
      expect(code !== 1, `${where}: exit 1, ${stderr.slice(0, 300)}`);
      expect(!/\n\s+at .*[:(]/.test(stderr), `${where}: a stack trace, ${stderr.slice(0, 300)}`);
      const counts = table.get(command) ?? new Map();
      table.set(command, counts.set(code, (counts.get(code) ?? 0) + 1));
      rmSync(place, { recursive: true, force: true });
    }
  };
  const waiting = all.map((mutation, number) => [mutation, number]);
  const work = async () => {
    const { run, end: endLane } = lane();
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await task(run, ...next);
    endLane();
  };
  await Promise.all(Array.from({ length: lanes }, work));
  expect(existsSync('/etc/passwd'), 'a file outside of the folders is gone');
  const codes = [...new Set([...table.values()].flatMap((counts) => [...counts.keys()]))].sort();
  console.log(['command', ...codes.map((code) => `exit ${code}`)].join('\t'));
  for (const [command, counts] of table)
    console.log([command, ...codes.map((code) => counts.get(code) ?? 0)].join('\t'));
  end(
    `${all.length} mutations × ${table.size} commands, seed ${seed}, the slowest took ${(slowest / 1000).toFixed(1)} s of processor time`,
  );
});

function* take(count, from) {
  let left = count;
  for (const each of from) {
    if (left <= 0) return;
    left -= 1;
    yield each;
  }
}
