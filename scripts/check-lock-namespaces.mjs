#!/usr/bin/env node
// A run in another PID namespace of the same host name, as two containers have it: N rounds, in turn the first or the
// second run or both in one of their own, with and without a /proc of its own. The second must exit 40 at once, the first
// must end with the bytes of a single run. Every fifth first run is killed: then the second is told what to remove, and
// goes on once that is done.
// `npm run check:lock-namespaces [-- N]`; 20 take some minutes. Needs unshare (util-linux), as root or with user namespaces.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  blocksOf,
  gradvar,
  inFolder,
  pause,
  sha256,
  start,
  verdict,
  writeConfig,
} from '../test/fixtures/runs.mjs';

const rounds = Number(process.argv[2] ?? 20);
const { expect, end } = verdict();

const UNSHARE = ['unshare', '--fork', '--kill-child', '--pid'];
const isRoot = spawnSync(UNSHARE[0], [...UNSHARE.slice(1), 'true']).status === 0;
const container = isRoot ? UNSHARE : [...UNSHARE, '--user', '--map-root-user'];
const HERE = { name: 'here', within: [] };
const OWN_PROC = { name: 'a namespace of its own', within: [...container, '--mount-proc'] };
const OUR_PROC = { name: 'a namespace of its own with the /proc of this one', within: container };
const PAIRS = [
  [OWN_PROC, HERE],
  [HERE, OWN_PROC],
  [OWN_PROC, OWN_PROC],
  [OUR_PROC, HERE],
  [OWN_PROC, OUR_PROC],
];
/** Without two of their own: the second could be given the number of the first, which then is gone for certain. */
const KILLED = [PAIRS[0], PAIRS[1], PAIRS[3]];

/** Until a journal has some bytes: the run is in the middle of its work. */
async function underWay(journal, ended) {
  let isOver = false;
  void ended.then(() => (isOver = true));
  while (!isOver && !(existsSync(journal) && statSync(journal).size > 2000)) await pause(5);
}

await inFolder('namespaces', async (folder) => {
  const probe = spawnSync(OWN_PROC.within[0], [...OWN_PROC.within.slice(1), 'true']);
  expect(probe.status === 0, `no namespaces here: ${probe.stderr}`);
  if (probe.status !== 0) return end('nothing was checked');
  const config = writeConfig(folder, {
    integrands: ['sin10', 'relu'],
    mu: [0, 1],
    sigma: 1,
    m: [1, 100],
    trials: 2_000_000,
    components: ['mu'],
  });
  const runInto = (out) => ['run', config, '--out', out, '--workers', '1'];
  const whole = join(folder, 'whole');
  await gradvar(runInto(whole));
  const bytes = sha256(join(whole, 'summary.csv'));
  for (let round = 1; round <= rounds; round += 1) {
    const out = join(folder, 'out');
    const journal = join(out, 'journal.ndjson');
    const isKilled = round % 5 === 0;
    const pairs = isKilled ? KILLED : PAIRS;
    const [first, second] = pairs[(isKilled ? round / 5 : round) % pairs.length];
    const what = `round ${round}, first in ${first.name}, second in ${second.name}`;
    const running = start(runInto(out), { within: first.within });
    await underWay(journal, running.ended);
    if (isKilled) {
      // What dies is unshare; the first process of the namespace, gradvar, dies with it.
      running.child.kill('SIGKILL');
      await running.ended;
      await pause(200);
    }
    const refused = await gradvar(runInto(out), { within: second.within });
    expect(refused.code === 40, `${what}: the second exits ${refused.code}, ${refused.stderr}`);
    const isTold = /if that run is gone for certain, remove \S+\.lock /.test(refused.stderr);
    expect(isTold, `${what}: it said ${refused.stderr}`);
    if (isKilled) {
      rmSync(join(out, '.lock'), { recursive: true });
      const again = await gradvar(runInto(out), { within: second.within });
      expect(again.code === 0, `${what}: afterwards ${again.code}, ${again.stderr}`);
    } else {
      const { code, stderr } = await running.ended;
      expect(code === 0, `${what}: the first exits ${code}, ${stderr}`);
    }
    const isSame = existsSync(join(out, 'summary.csv')) && sha256(join(out, 'summary.csv')) === bytes;
    expect(isSame, `${what}: summary.csv has other bytes`);
    expect(blocksOf(journal).twice === 0, `${what}: a block was computed twice`);
    const checked = await gradvar(['verify', out]);
    expect(checked.code === 0, `${what}: verify ${checked.code}, ${checked.stdout}`);
    rmSync(out, { recursive: true, force: true });
  }
  end(`${rounds} rounds of two runs in different PID namespaces`);
});
