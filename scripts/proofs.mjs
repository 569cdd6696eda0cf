#!/usr/bin/env node
// The slow proofs, one after another: the random and statistical tests at full length, then the scripts. `npm run proofs
// [-- --thin] [NAME …]`: all of it takes some hours on two cores; --thin takes a slice of each that has one, some minutes.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Name, the arguments of its thin slices, and of the whole. */
const PROOFS = [
  {
    name: 'kills',
    thin: [
      ['2', '1500'],
      ['2', '70000', '1', '0.03'],
    ],
    whole: [[], ['50', '70000', '1', '0.03']],
  },
  {
    name: 'same-bytes',
    thin: [
      ['all', 'thin'],
      ['precision', 'thin'],
    ],
    whole: [[], ['precision']],
  },
  { name: 'precision', thin: [['thin']], whole: [['1']] },
  { name: 'locks', thin: [['5']], whole: [[]] },
  { name: 'disk-faults', thin: [['60', '25']], whole: [[]] },
  { name: 'repair', thin: [['19', '11']], whole: [[]] },
  { name: 'journal-origin', thin: [['40']], whole: [[]] },
  { name: 'folder-mutations', thin: [], whole: [[]] },
  { name: 'links', thin: [], whole: [[]] },
  { name: 'lock-namespaces', thin: [], whole: [[]] },
  { name: 'many-shards', thin: [], whole: [[]] },
  { name: 'journal-size', thin: [], whole: [[]] },
  { name: 'escapes', thin: [], whole: [[]] },
  { name: 'plan-time', thin: [], whole: [[]] },
  { name: 'many-rows', thin: [], whole: [[]] },
  { name: 'history', thin: [], whole: [[]] },
  { name: 'ratio', thin: [['40']], whole: [[]] },
  { name: 'suites', thin: [], whole: [[]] },
];

const given = process.argv.slice(2);
const isThin = given.includes('--thin');
const names = given.filter((each) => each !== '--thin');
const strange = names.filter((name) => name !== 'tests' && PROOFS.every((proof) => proof.name !== name));
if (strange.length > 0) {
  const known = ['tests', ...PROOFS.map(({ name }) => name)].join(', ');
  console.error(`no proof is named ${strange.join(', ')}; there are ${known}`);
  process.exit(2);
}
const isWanted = (name) => names.length === 0 || names.includes(name);

const failed = [];
function prove(name, command, args, env = {}) {
  console.log(`\n${name} ${args.slice(1).join(' ')}`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) failed.push(name);
}

if (isWanted('tests') && !isThin) prove('tests', 'npx', ['vitest', 'run'], { GRADVAR_PROOFS: '1' });
for (const { name, thin, whole } of PROOFS.filter((proof) => isWanted(proof.name)))
  for (const args of isThin ? thin : whole)
    prove(name, process.execPath, [`scripts/check-${name}.mjs`, ...args]);

if (failed.length > 0) {
  console.error(`\nfailed: ${failed.join(', ')}`);
  process.exit(1);
}
console.log('\nok: all that was wanted is proven');
