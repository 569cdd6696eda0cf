#!/usr/bin/env node
// The recipes of examples/parallel and examples/snakemake, by the engines themselves: the bytes of a single run; a share whose
// process is killed is started again and heals; and the same command again does nothing and ends well. `npm run check:engines`
// needs both on the PATH (Debian: apt-get install parallel snakemake) and says which is missing (exit 77). Some minutes.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CLI,
  gradvar,
  inFolder,
  pause,
  recordsOf,
  sha256,
  verdict,
  writeConfig,
} from '../test/fixtures/runs.mjs';

const SHARDS = 4;
const { expect, end } = verdict();
const example = (name) => fileURLToPath(new URL(`../examples/${name}`, import.meta.url));
const missing = ['parallel', 'snakemake'].filter((name) => spawnSync(name, ['--version']).status !== 0);
if (missing.length > 0) {
  console.error(
    `check-engines: not run, missing: ${missing.join(', ')} (Debian: apt-get install parallel snakemake)`,
  );
  process.exit(77);
}
const program = `${process.execPath} ${CLI}`;

/** The command of each engine, in a folder with plan.yaml; its result is in results/. */
const ENGINES = {
  'GNU parallel': {
    words: [example('parallel/shards.sh'), 'plan.yaml', 'results', String(SHARDS), '--jobs', '2'],
    prepare: () => undefined,
  },
  Snakemake: {
    words: [
      'snakemake',
      '--cores',
      '2',
      '--config',
      'experiment=plan.yaml',
      `shards=${SHARDS}`,
      `gradvar=${program}`,
    ],
    prepare: (folder) => copyFileSync(example('snakemake/Snakefile'), join(folder, 'Snakefile')),
  },
};

function run(words, cwd) {
  const [command, ...args] = words;
  const child = spawn(command, args, { cwd, env: { ...process.env, GRADVAR: program } });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (told += chunk));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, told })));
}

/** Process ids of gradvar whose command line holds all of the words and whose folder is `cwd`. */
function processes(cwd, words) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        const isHere = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`PWD=${cwd}\0`);
        return line[1] === CLI && isHere && words.every((word) => line.includes(word));
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Kills shard 2 once it has written some blocks; how many they were. */
async function killOne(cwd, isOver) {
  const journal = join(cwd, `results/shard-2-of-${SHARDS}/journal.ndjson`);
  while (!isOver()) {
    const [pid] = processes(cwd, ['--shard', `2/${SHARDS}`]);
    const blocks = recordsOf(journal).length;
    if (pid !== undefined && blocks > 3) {
      process.kill(pid, 'SIGKILL');
      return recordsOf(journal).length;
    }
    await pause(20);
  }
  return 0;
}

await inFolder('engines', async (base) => {
  const config = writeConfig(base, {
    integrands: ['sin10', 'square', 'tanh10'],
    mu: [0, 0.5, 1, 2],
    sigma: [0.5, 1],
    m: [1, 10],
    trials: 150_000,
    components: ['mu', 'sigma'],
  });
  const single = join(base, 'single');
  await gradvar(['run', config, '--out', single, '--quiet']);
  const bytes = sha256(join(single, 'summary.csv'));
  for (const [name, { words, prepare }] of Object.entries(ENGINES)) {
    await inFolder('engine', async (folder) => {
      writeFileSync(join(folder, 'plan.yaml'), readFileSync(config));
      prepare(folder);
      let isOver = false;
      const ending = run(words, folder).finally(() => (isOver = true));
      const kept = await killOne(folder, () => isOver);
      const { code, told } = await ending;
      expect(kept > 0, `${name}: no share was killed`);
      expect(code === 0, `${name}: ended with ${code}: ${told.slice(-2000)}`);
      const summary = join(folder, 'results/summary.csv');
      expect(existsSync(summary) && sha256(summary) === bytes, `${name}: other bytes than a single run`);
      const again = await run(words, folder);
      expect(again.code === 0, `${name}: the same command again ended with ${again.code}: ${again.told}`);
      expect(sha256(summary) === bytes, `${name}: other bytes after the same command again`);
      console.log(`${name}: the bytes of a single run, shard 2 killed after ${kept} records`);
      rmSync(summary);
    });
  }
});

end(`${Object.keys(ENGINES).join(' and ')}: ${SHARDS} shards, one killed`);
