#!/usr/bin/env node
// Links planted in every place that gradvar writes: the files of a results folder, the temporary names of former versions,
// the lock and what is in it, the figures, reports, baselines and other outputs; to a file outside, to a folder outside, and
// to nothing. Whatever a command ends with, nothing outside the folder changes or appears, and no stack trace is printed.
// `npm run check:links`; some minutes.
import {
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { gradvar, inFolder, inParallel, verdict, writeConfig } from '../test/fixtures/runs.mjs';

const { expect, end } = verdict();

const RESULTS = [
  'plan.json',
  'datapackage.json',
  'journal.ndjson',
  'timings.csv',
  'manifest.json',
  'seal.json',
];
const TABLES = ['summary.csv', 'why.csv'];
const LOCK = ['.lock', '.lock/1', '.lock/2'];
const withTemporary = (names) => names.flatMap((name) => [name, `${dirname(name)}/.${name}.partial`]);

/** Everything below a folder: links with their targets, files with their bytes. */
function contents(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return `${path} ${entry.isFile() ? readFileSync(path, 'latin1') : lstatSync(path).mode}`;
    })
    .sort()
    .join('\n');
}

await inFolder('links', async (folder) => {
  const config = writeConfig(folder, {
    integrands: ['sin10'],
    mu: [0, 1],
    sigma: 1,
    m: [1, 10],
    trials: 2000,
    components: ['mu'],
  });
  const run = (out, ...more) => ['run', config, '--out', out, '--workers', '1', ...more];
  const made = (name) => join(folder, name);
  for (const args of [
    run(made('whole')),
    run(made('shard-1'), '--shard', '1/2'),
    run(made('shard-2'), '--shard', '2/2'),
  ])
    expect((await gradvar(args)).code === 0, `preparing ${args.join(' ')}`);

  /** What writes, where; `from` is what the folder holds before. */
  const commands = [
    { name: 'run', places: withTemporary([...RESULTS, ...TABLES]).concat(LOCK), args: (to) => run(to) },
    {
      name: 'run, complete',
      from: 'whole',
      places: withTemporary([...RESULTS, ...TABLES]).concat(LOCK),
      args: (to) => run(to),
    },
    {
      name: 'run --restart',
      from: 'whole',
      places: [...RESULTS, ...TABLES, ...LOCK],
      args: (to) => run(to, '--restart'),
    },
    {
      name: 'run --shard',
      places: withTemporary([...RESULTS, 'shard.json']).concat(LOCK),
      args: (to) => run(to, '--shard', '1/2'),
    },
    {
      name: 'merge',
      places: withTemporary([...RESULTS, ...TABLES]).concat(LOCK),
      args: (to) => ['merge', made('shard-1'), made('shard-2'), '--out', to],
    },
    {
      name: 'verify --repair',
      from: 'broken',
      places: [...withTemporary(['journal.ndjson', 'seal.json']), 'journal.ndjson.damaged-1', ...LOCK],
      args: (to) => ['verify', to, '--repair'],
    },
    {
      name: 'work',
      from: 'whole',
      places: withTemporary(['work.csv']),
      args: (to) => ['work', to],
    },
    ...['html', 'markdown', 'svg'].map((format) => ({
      name: `report --format ${format}`,
      from: 'whole',
      places: [...withTemporary(['report.html', 'report.md']), 'figures'],
      args: (to) => ['report', to, '--format', format],
    })),
    {
      name: 'report --out',
      from: 'whole',
      places: withTemporary(['own.html']),
      args: (to) => ['report', to, '--out', join(to, 'own.html')],
    },
    {
      name: 'compare --output',
      places: withTemporary(['found.md', 'found.json']),
      args: (to) => {
        const outputs = ['found.md', 'found.json'].flatMap((name) => ['--output', join(to, name)]);
        return ['compare', made('whole'), made('whole'), ...outputs];
      },
    },
    {
      name: 'compare --update-baseline',
      places: withTemporary(['plan.json', 'datapackage.json', 'seal.json', ...TABLES]),
      args: (to) => ['compare', to, made('whole'), '--update-baseline'],
    },
    {
      name: 'bench',
      places: withTemporary(['bench.csv']),
      args: (to) => ['bench', '--suite', 'oracle', '--seconds', '0.001', '--out', join(to, 'bench.csv')],
    },
  ];

  cpSync(made('whole'), made('broken'), { recursive: true });
  const journal = join(made('broken'), 'journal.ndjson');
  const bytes = readFileSync(journal);
  bytes[bytes.length >> 1] ^= 4;
  writeFileSync(journal, bytes);

  let tried = 0;
  const codes = new Map();
  const tasks = commands.flatMap(({ name, from, places, args }) =>
    places.flatMap((place) =>
      ['a file', 'a folder', 'nothing'].map((target) => async () => {
        const base = made(`${name} ${place} ${target}`.replace(/[^\w.-]+/g, '_'));
        const [to, outside] = [join(base, 'to'), join(base, 'outside')];
        mkdirSync(join(outside, 'folder'), { recursive: true });
        writeFileSync(join(outside, 'folder', '1'), 'not ours');
        // A file of the same kind, so that whoever follows the link goes on as with its own.
        const own = from === undefined ? undefined : join(made(from), place);
        const isFile = own !== undefined && lstatSync(own, { throwIfNoEntry: false })?.isFile();
        writeFileSync(join(outside, 'file'), isFile ? readFileSync(own) : 'not ours');
        if (from !== undefined) cpSync(made(from), to, { recursive: true });
        mkdirSync(dirname(join(to, place)), { recursive: true });
        rmSync(join(to, place), { recursive: true, force: true });
        const ends = { 'a file': 'file', 'a folder': 'folder', nothing: 'nothing' };
        symlinkSync(join(outside, ends[target]), join(to, place));
        const before = contents(outside);
        const { code, signal, stderr } = await gradvar(args(to));
        const what = `${name}: ${place} is a link to ${target}: ${code ?? signal}`;
        expect(contents(outside) === before, `${what}, and something outside changed`);
        expect(code !== 1 && code !== null && !/\n {4}at /.test(stderr), `${what}, ${stderr}`);
        tried += 1;
        codes.set(code, (codes.get(code) ?? 0) + 1);
        rmSync(base, { recursive: true, force: true });
      }),
    ),
  );
  await inParallel(availableParallelism(), tasks);
  const tally = [...codes].sort(([a], [b]) => a - b).map(([code, count]) => `${count} times exit ${code}`);
  end(`${tried} planted links, nothing outside changed; ${tally.join(', ')}`);
});
