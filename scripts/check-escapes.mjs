#!/usr/bin/env node
// Plants escapes in every field that can carry a text (folders, tables, journals, locks, configs, samples, arguments,
// variables, names on the disk), runs every command that reads it in every format, and looks at all that comes out.
// `npm run check:escapes [-- one|all [PATTERN]]`: one text that holds all payloads (some 20 minutes), or each by itself; only
// fields whose name matches.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gradvar, inFolder, inParallel, verdict, writeConfig } from '../test/fixtures/runs.mjs';
import { configFields, folderFields, SAMPLE_FIELDS, withPlanted } from './check-escapes/fields.mjs';
import { PAYLOADS, wrongIn } from './check-escapes/tame.mjs';

// A line of its own first: the rest of a text that begins so is hidden behind nothing.
const TEXTS = process.argv[2] === 'all' ? PAYLOADS : [`::error::${PAYLOADS.join('\n')}`];
const WANTED = new RegExp(process.argv[3] ?? '');
const EVEN = {
  integrands: ['square', { name: 'own', formula: 'sin(w*z)', params: { w: [1, 2] } }],
  mu: 0,
  sigma: [1, 2],
};
const OPTIONS = { ...EVEN, m: [1, 4], trials: 200, components: ['mu', { phi: { mu: 1, sigma: 1 } }] };
const FORMATS = {
  json: 'json',
  markdown: 'markdown',
  junit: 'xml',
  github: 'github',
  csv: 'csv',
  table: 'text',
};
const KINDS = {
  md: 'markdown',
  xml: 'xml',
  svg: 'xml',
  json: 'json',
  csv: 'csv',
  txt: 'text',
  html: 'html',
  github: 'github',
};

const { expect, end } = verdict();
const seen = new Map();
let commands = 0;
let outputs = 0;

/** Runs a command and looks at what it printed and at the files in `made`, which it alone writes to. */
async function look(field, args, { kind = 'text', made, env } = {}) {
  if (!WANTED.test(field)) return;
  const { code, stdout, stderr } = await gradvar(args, { env });
  commands += 1;
  const files = made === undefined ? [] : readdirSync(made).filter((name) => name.split('.').at(-1) in KINDS);
  const found = [
    ['stderr', 'text', stderr],
    // A command that failed prints nothing but talk.
    ['stdout', stdout === '' ? 'text' : kind, stdout],
    ...files.map((name) => [name, KINDS[name.split('.').at(-1)], readFileSync(join(made, name), 'utf8')]),
  ];
  for (const [where, of, text] of found) {
    if (text === '') continue;
    outputs += 1;
    if (/u001b|u202e|u003a:error|evil|octocat/.test(text)) seen.set(field, (seen.get(field) ?? 0) + 1);
    const wrong = wrongIn(of, text);
    expect(wrong === undefined, `${field}: gradvar ${args[0]} (exit ${code}), ${where} as ${of}: ${wrong}`);
  }
}

/** Every command that reads a folder, in every format. */
async function lookAtFolder(field, folder, { sound, shards, config, cell, turn }, scratch) {
  const out = (name) => {
    const path = join(scratch, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const both = out('compare');
  const outputOf = (name) => ['--output', join(both, name)];
  const every = ['a.json', 'a.md', 'a.xml', 'a.csv', 'a.txt'].flatMap(outputOf);
  const github = ['--output', `github=${join(both, 'a.github')}`];
  // Of what prints the same in several formats one, another one for the next field.
  const one = (...choices) => choices[turn % choices.length];
  const [format, kind] = one(...Object.entries(FORMATS));
  const page = out('page');
  const figures = out('figures');
  await look(field, ['compare', sound, folder, ...every, ...github], { made: both });
  await look(field, ['compare', folder, sound, '--format', format], { kind });
  await look(field, ['status', folder, ...one([], ['--json'])], { kind: one('text', 'json') });
  await look(field, ['replay', folder, cell, ...one([], ['--json'], ['--draws'])], {
    kind: one('text', 'json', 'csv'),
  });
  await look(field, ['report', folder, '--out', join(page, 'a.html')], { made: page });
  await look(field, ['report', folder, '--format', 'svg', '--out', figures], { made: figures });
  await look(field, ['report', folder, '--format', 'markdown', '--out', '-'], { kind: 'markdown' });
  await look(field, ['merge', folder, shards, '--out', join(scratch, 'merged')]);
  await look(field, ['merge', folder, '--out', join(scratch, 'alone'), ...one(['--json'], [])], {
    kind: one('json', 'text'),
  });
  await look(field, ['verify', folder, '--recompute', '1', ...one([], ['--json'])], {
    kind: one('text', 'json'),
  });
  await look(field, ['compare', join(scratch, 'baseline'), folder, '--update-baseline']);
  await look(field, ['verify', folder, '--repair', ...one(['--json'], [])], { kind: one('json', 'text') });
  await look(field, ['run', config, '--out', folder, ...one([], ['--json'])], { kind: one('text', 'json') });
}

async function folderTasks(root) {
  const config = writeConfig(root, OPTIONS);
  const [sound, shards] = [join(root, 'sound'), join(root, 'shard')];
  await gradvar(['run', config, '--out', sound]);
  await gradvar(['run', config, '--out', shards, '--shard', '2/2']);
  const summary = readFileSync(join(sound, 'summary.csv'), 'utf8');
  const around = { sound, shards, config, cell: summary.split('\n')[1].split(',')[0] };
  const fields = folderFields(sound).filter(({ name }) => WANTED.test(name));
  return fields.flatMap((field, k) =>
    TEXTS.map((text, i) => async () => {
      const scratch = join(root, `${field.name.replace(/\W/g, '_').slice(0, 80)}-${i}`);
      mkdirSync(scratch);
      const folder = withPlanted(sound, join(scratch, 'planted'), field, text);
      await lookAtFolder(field.name, folder, { ...around, turn: k + i }, scratch);
      rmSync(scratch, { recursive: true, force: true });
    }),
  );
}

/** Arguments with a text in them; `@` stands for it. An argument cannot hold NUL. */
const ARGUMENTS = [
  'run @', 'plan @', 'status @', 'verify @', 'merge @ --out @', 'replay @ @', 'compare @ @', 'report @', 'work @',
  'check @ --formula z', 'exact @', 'exact z --mu @', 'exact z --param @', 'exact z --param @=1', 'exact z --m @', 'exact @ --dimension 2',
  'exact z --dimension @', 'cross @ --vary k --from 1 --to 2', 'cross z*k --vary @ --from 1 --to 2', 'schema @', '--get-yargs-completions @', 'bench --suite @', '@', '--@',
  'run CONFIG --@', 'run CONFIG --out @/x --shard @', 'run CONFIG --workers @', 'run CONFIG --max-time @', 'run CONFIG --resume @',
  'run CONFIG --serve @', 'run CONFIG --set @', 'run CONFIG --set @=1', 'run CONFIG --set mu=@', 'plan CONFIG --seed @', 'plan CONFIG --json --seed @',
  'compare SOUND SOUND --format @', 'compare SOUND SOUND --output @', 'compare SOUND SOUND --q @', 'compare SOUND SOUND --allow @',
  'compare SOUND @ --format github', 'report SOUND --format @', 'report SOUND --width @', 'replay SOUND @', 'verify SOUND --recompute @',
]; // prettier-ignore

const VARIABLES = ['SLURM_ARRAY_TASK_ID', 'SLURM_ARRAY_TASK_COUNT', 'SLURM_ARRAY_TASK_MIN', 'SLURM_ARRAY_TASK_MAX', 'JOB_COMPLETION_INDEX', 'JOB_COMPLETIONS', 'TERM', 'COLUMNS']; // prettier-ignore

function otherTasks(root) {
  const config = join(root, 'plan.yaml');
  const file = (name, content) => {
    const path = join(root, name);
    writeFileSync(path, content);
    return path;
  };
  return TEXTS.flatMap((text, i) => {
    const word = text.replaceAll('\0', '').toWellFormed();
    const filled = (part) =>
      part === 'CONFIG' ? config : part === 'SOUND' ? join(root, 'sound') : part.replaceAll('@', word);
    return [
      ...ARGUMENTS.map((line) => () => {
        const kind = line.includes('--json') ? 'json' : line.includes('github') ? 'github' : 'text';
        return look(`arguments ${line}`, line.split(' ').map(filled), { kind });
      }),
      ...VARIABLES.map((name) => () => {
        const out = join(root, `variable-${name}-${i}`);
        const from = name.startsWith('JOB') ? 'k8s' : 'slurm';
        const env = {
          SLURM_ARRAY_TASK_ID: '1',
          SLURM_ARRAY_TASK_COUNT: '2',
          JOB_COMPLETIONS: '2',
          [name]: word,
        };
        return look(`variable ${name}`, ['run', config, '--shard-from', from, '--out', out], { env });
      }),
      ...configFields(JSON.parse(readFileSync(config, 'utf8'))).flatMap(({ name, text: written }, k) => {
        const path = file(`config-${i}-${k}.yaml`, written(text));
        return [
          () => look(name, ['plan', path]),
          () => look(name, ['plan', path, '--json'], { kind: 'json' }),
        ];
      }),
      ...SAMPLE_FIELDS.flatMap(({ name, ending, content }, k) => {
        const path = file(`samples-${i}-${k}.${ending}`, content(text));
        const args = [
          'check',
          path,
          '--formula',
          'z^2',
          '--mu',
          '0',
          '--sigma',
          '1',
          '--estimator',
          'score',
          '--component',
          'mu',
        ];
        return [
          () => look(name, args),
          () => look(name, [...args, '--json'], { kind: 'json' }),
          () => look(name, [...args, '--column', word]),
        ];
      }),
    ];
  });
}

await inFolder('escapes', async (root) => {
  // A name that is taken for a path must not end up among the files of the project.
  process.chdir(root);
  const tasks = await folderTasks(root);
  const fields = tasks.length / TEXTS.length;
  await inParallel(2, [...tasks, ...otherTasks(root)]);
  const carried = [...seen.values()].reduce((sum, count) => sum + count, 0);
  // An output without foreign text proves nothing.
  expect(
    seen.size > (process.argv[3] === undefined ? 80 : 0),
    `only ${seen.size} fields were seen in an output`,
  );
  end(
    `${fields} fields of a folder and all others, ${commands} commands, ${outputs} outputs; ${carried} hold a planted text, of ${seen.size} fields`,
  );
});
