#!/usr/bin/env node
// The slow proofs, one after another: the random and statistical tests at full length, then the scripts. `npm run proofs
// [-- --thin] [NAME …]`: all of it takes some hours on two cores; --thin takes a slice of each that has one, some minutes.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** How a proof is started: as `npm run check:NAME` starts it, but for the build, which is there. */
const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const commandOf = (name) => scripts[`check:${name}`]?.replace('npm run --silent build && ', '');

/** What runs where no name is given: these need Node alone. The arguments of their thin slices, and of the whole. */
const PROOFS = {
  kills: { thin: ['2 1500', '2 70000 1 0.03'], whole: ['', '50 70000 1 0.03'] },
  'same-bytes': { thin: ['all thin', 'precision thin'], whole: ['', 'precision'] },
  precision: { thin: ['thin'], whole: ['1'] },
  locks: { thin: ['5'] },
  'disk-faults': { thin: ['60 25'] },
  repair: { thin: ['19 11'] },
  'journal-origin': { thin: ['40'] },
  'folder-mutations': {},
  links: {},
  'lock-namespaces': {},
  'many-shards': {},
  'journal-size': {},
  escapes: {},
  'plan-time': {},
  'many-rows': {},
  history: {},
  ratio: { thin: ['40'] },
  suites: {},
};
const isWithScript = (name) => name === 'tests' || commandOf(name) !== undefined;

const given = process.argv.slice(2);
const isThin = given.includes('--thin');
const asked = given.filter((each) => each !== '--thin');
const names = asked.length > 0 ? asked : ['tests', ...Object.keys(PROOFS)];
const strange = names.filter((name) => !isWithScript(name));
if (strange.length > 0) {
  const checks = Object.keys(scripts).filter((script) => script.startsWith('check:'));
  const known = ['tests', ...checks.map((script) => script.slice('check:'.length))].join(', ');
  console.error(`no proof is named ${strange.join(', ')}; there are ${known}`);
  process.exit(2);
}

const failed = [];
function prove(name, command, env = {}) {
  console.log(`\n${name}: ${command}`);
  const { status } = spawnSync(command, {
    cwd: root,
    shell: true,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) failed.push(name);
}

for (const name of names) {
  if (name === 'tests') {
    if (!isThin) prove(name, 'npx vitest run', { GRADVAR_PROOFS: '1' });
    continue;
  }
  const { thin = [], whole = [''] } = PROOFS[name] ?? {};
  for (const args of isThin ? thin : whole) prove(name, `${commandOf(name)} ${args}`.trim());
}

if (failed.length > 0) {
  console.error(`\nfailed: ${failed.join(', ')}`);
  process.exit(1);
}
console.log('\nok: all that was wanted is proven');
