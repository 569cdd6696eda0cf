#!/usr/bin/env node
// Reading a journal takes time in its size, whatever is in it, and memory that does not grow with it: 50, 100 and 200 MB of
// zeros, of empty lines, of long lines and of a journal over and over, each after its header. Then a run that reads 200 MB
// hears Ctrl-C within a second, and a process that may open 256 files merges 1,100 shards. `npm run check:journal-size`, about
// 3 minutes.
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  CLI,
  gradvar,
  inFolder,
  pause,
  sha256,
  start,
  verdict,
  writeConfig,
} from '../test/fixtures/runs.mjs';

const { expect, end } = verdict();
const MEGABYTES = [50, 100, 200];
/** Says at the end what the process took. */
const HOOK = `data:text/javascript,process.on('exit',()=>process.stderr.write('took '+JSON.stringify([process.cpuUsage(),process.resourceUsage().maxRSS])+'\\n'))`;

await inFolder('journal-size', async (folder) => {
  const config = writeConfig(folder, {
    ...{ integrands: ['sin10'], mu: [0, 1], sigma: 1, m: [1, 10], trials: 2500, components: ['mu'] },
  });
  const whole = join(folder, 'whole');
  await gradvar(['run', config, '--out', whole, '--quiet']);
  const own = readFileSync(join(whole, 'journal.ndjson'));
  const header = own.subarray(0, own.indexOf('\n') + 1);
  const long = Buffer.alloc(1 << 20, 'x');
  long[long.length - 1] = 10;
  const fillings = {
    zeros: Buffer.alloc(1 << 20),
    'empty lines': Buffer.alloc(1 << 20, '\n'),
    'long lines': long,
    itself: own,
  };

  function fill(out, filling, megabytes) {
    const file = openSync(join(out, 'journal.ndjson'), 'w');
    writeSync(file, header);
    for (let bytes = 0; bytes < megabytes * 1e6;) bytes += writeSync(file, filling);
    closeSync(file);
  }

  console.log('journal of    MB   CPU s   MB of memory');
  for (const [name, filling] of Object.entries(fillings)) {
    const took = [];
    for (const megabytes of MEGABYTES) {
      const out = join(folder, 'out');
      cpSync(whole, out, { recursive: true });
      fill(out, filling, megabytes);
      const { code, stderr } = await gradvar(['verify', out], { node: ['--import', HOOK] });
      const [{ user, system }, kilobytes] = JSON.parse(/^took (.*)$/m.exec(stderr)[1]);
      const [seconds, memory] = [(user + system) / 1e6, kilobytes / 1e3];
      took.push({ seconds, memory });
      expect(
        code === (name === 'itself' ? 0 : 31),
        `${megabytes} MB of ${name}: exit code ${code}, ${stderr}`,
      );
      console.log(
        `${name.padEnd(12)} ${String(megabytes).padStart(4)} ${seconds.toFixed(1).padStart(7)} ${memory.toFixed(0).padStart(10)}`,
      );
      rmSync(out, { recursive: true });
    }
    const [least, , most] = took;
    expect(
      most.seconds < 6 * least.seconds,
      `${name}: 4 times the bytes took ${most.seconds / least.seconds} times the CPU`,
    );
    const more = name === 'itself' ? 60 : 20;
    expect(
      most.memory - least.memory < more,
      `${name}: memory grew from ${least.memory} to ${most.memory} MB`,
    );
  }

  const stopped = await isHeard();
  const merged = await mergeMany(1100);
  end(`Ctrl-C heard after ${stopped.toFixed(0)} ms; ${merged}`);

  async function isHeard() {
    const out = join(folder, 'stopped');
    cpSync(whole, out, { recursive: true });
    fill(out, fillings['empty lines'], 200);
    rmSync(join(out, '.lock'), { recursive: true });
    const run = start(['run', config, '--out', out, '--quiet']);
    while (!existsSync(join(out, '.lock'))) await pause(20);
    await pause(500);
    const sent = performance.now();
    run.child.kill('SIGINT');
    const { code, stderr } = await run.ended;
    const waited = performance.now() - sent;
    expect(code === 130 && /^gradvar: stopped by SIGINT/m.test(stderr), `Ctrl-C: ${code}, ${stderr}`);
    expect(waited < 1000, `Ctrl-C: heard after ${waited} ms`);
    return waited;
  }

  /** The lines of one journal in the folders of as many shards, merged by a process that may open 256 files. */
  async function mergeMany(count) {
    mkdirSync(join(folder, 'many'));
    const axes = { mu: Array.from({ length: 400 }, (_, i) => i / 100), sigma: 1, m: [1, 2], trials: 100 };
    const many = writeConfig(join(folder, 'many'), { integrands: ['square'], ...axes, components: ['mu'] });
    const single = join(folder, 'single');
    await gradvar(['run', many, '--out', single, '--quiet']);
    const [first, ...lines] = readFileSync(join(single, 'journal.ndjson'), 'utf8').trimEnd().split('\n');
    const shards = Array.from({ length: count }, (_, i) => join(folder, `shard-${i}`));
    for (const [i, shard] of shards.entries()) {
      mkdirSync(shard);
      cpSync(join(single, 'plan.json'), join(shard, 'plan.json'));
      writeFileSync(join(shard, 'shard.json'), `{"shard":"${i + 1}/${count}"}\n`);
      const own = lines.filter((_, j) => j % count === i);
      writeFileSync(join(shard, 'journal.ndjson'), [first, ...own].map((line) => `${line}\n`).join(''));
    }
    const out = join(folder, 'merged');
    const limited = ['-c', 'ulimit -n 256; exec "$@"', 'sh', process.execPath, CLI];
    const { status, stderr } = spawnSync('sh', [...limited, 'merge', ...shards, '--out', out, '--quiet']);
    expect(status === 0, `${count} shards: exit code ${status}, ${stderr}`);
    const isSame = sha256(join(out, 'summary.csv')) === sha256(join(single, 'summary.csv'));
    expect(isSame, `${count} shards: summary.csv has other bytes`);
    return `${count} shards merged with at most 256 open files`;
  }
});
