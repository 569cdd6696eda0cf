// One run of check-start-up.sh, on the Node that runs it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const rounds = Number(process.argv[2] ?? 21);
const MOST_RATIO = 2.5;
const MOST_MILLISECONDS = 150;
const folder = mkdtempSync(join(tmpdir(), 'gradvar-start-up-'));
const empty = join(folder, 'empty.js');
writeFileSync(empty, '');

/** Wall and CPU milliseconds of a process; the CPU time, that of all its threads, is what the shell says of its children. */
function timed(args) {
  const from = performance.now();
  const command = ['-c', '"$@" >/dev/null; times', 'sh', process.execPath, ...args];
  const { stdout } = spawnSync('/bin/sh', command, { encoding: 'utf8' });
  const wall = performance.now() - from;
  const [, ofChildren] = stdout.trim().split('\n');
  const parts = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, seconds]) => 60 * minutes + Number(seconds),
  );
  return { wall, cpu: 1000 * (parts[0] + parts[1]) };
}

const COMMANDS = {
  bare: [empty],
  help: ['dist/src/cli.js', '--help'],
  exact: ['dist/src/cli.js', 'exact', 'sin(10*z)'],
};
const found = { bare: [], help: [], exact: [] };
for (let round = 0; round < rounds; round += 1)
  for (const [name, args] of Object.entries(COMMANDS)) found[name].push(timed(args));
rmSync(folder, { recursive: true });

const median = (name) => found[name].map(({ wall }) => wall).sort((a, b) => a - b)[rounds >> 1];
const least = (name) => Math.min(...found[name].map(({ cpu }) => cpu));
const ratio = median('help') / median('bare');
const beyond = least('exact') - least('bare');
const help = `gradvar --help ${median('help').toFixed(0)} ms, an empty script ${median('bare').toFixed(0)} ms`;
const exact = `gradvar exact ${least('exact').toFixed(0)} ms of CPU, an empty script ${least('bare').toFixed(0)} ms`;
console.log(`${process.version}: ${help}, ratio ${ratio.toFixed(2)} (at most ${MOST_RATIO})`);
console.log(`${process.version}: ${exact}, ${beyond.toFixed(0)} ms beyond (at most ${MOST_MILLISECONDS})`);
process.exitCode = ratio > MOST_RATIO || beyond > MOST_MILLISECONDS ? 1 : 0;
