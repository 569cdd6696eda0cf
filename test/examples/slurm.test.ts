import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { EXIT } from '../../src/errors.ts';
import { lockFolder } from '../../src/folder/folder-lock.ts';
import { emptyFolder, ROOT } from '../integration/gradvar.ts';
import { program } from './experiment.ts';

/* The batch scripts with stand-ins for Slurm and gradvar; scripts/check-slurm.sh runs them in a real Slurm. */

const examples = join(ROOT, 'examples/slurm');
const scripts = readdirSync(examples);
let folder: string;
let environment: Record<string, string>;

beforeEach(() => {
  folder = emptyFolder();
  mkdirSync(join(folder, 'bin'));
  for (const name of ['sbatch', 'scontrol']) {
    program(join(folder, 'bin', name), `echo "${name} $*" >>"${folder}/asked"; echo "17;cluster"`);
  }
  environment = {
    PATH: `${folder}/bin:${process.env['PATH'] ?? ''}`,
    GRADVAR: join(folder, 'bin/gradvar'),
    SLURM_JOB_ID: '42',
    SLURM_ARRAY_JOB_ID: '40',
    SLURM_ARRAY_TASK_ID: '3',
    SLURM_RESTART_COUNT: '',
  };
  gradvarDoes('exit 0');
});

/** What stands in for gradvar writes down its arguments first. */
const gradvarDoes = (body: string): void =>
  program(join(folder, 'bin/gradvar'), `echo "gradvar $*" >>"${folder}/asked"; ${body}`);
const asked = (): string =>
  existsSync(join(folder, 'asked')) ? readFileSync(join(folder, 'asked'), 'utf8') : '';
const script = (name: string, ...args: string[]) =>
  spawnSync(join(examples, name), args, {
    cwd: folder,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
const shard = () => script('shard.sh', 'c.yaml', 'out', '8');

test.each(scripts)('%s is well-formed and executable', (name) => {
  expect(spawnSync('bash', ['-n', join(examples, name)]).status).toBe(0);
  expect(() => chmodSync(join(examples, name), 0o755)).not.toThrow();
});

describe('submit.sh', () => {
  test('queues an array and a merge that waits for it and does not wait for ever', () => {
    const { stdout, status } = script('submit.sh', 'c.yaml', 'out', '8', '--partition=short');
    expect({ stdout, status }).toEqual({ stdout: '17\n', status: 0 });
    const [plan, array, merge] = asked().split('\n');
    expect(plan).toBe('gradvar plan c.yaml');
    expect(array).toMatch(/^sbatch --parsable --array=1-8 .*--partition=short .*shard\.sh c\.yaml out 8$/);
    expect(merge).toMatch(/--dependency=afterok:17 --kill-on-invalid-dep=yes .*merge\.sh out 8$/);
  });

  test('queues nothing for a config that gradvar refuses', () => {
    gradvarDoes('exit 2');
    expect(script('submit.sh', 'c.yaml', 'out', '8').status).toBe(EXIT.usage);
    expect(asked()).toBe('gradvar plan c.yaml\n');
  });

  test('says how it is used', () => {
    const { stderr, status } = script('submit.sh', 'c.yaml');
    expect({ stderr, status }).toEqual({
      stderr: 'usage: submit.sh CONFIG OUT SHARDS [sbatch options of the shards]\n',
      status: 2,
    });
  });
});

describe('shard.sh', () => {
  test('does the shard of its element, of all that were asked for', () => {
    expect(shard().status).toBe(0);
    expect(asked()).toBe('gradvar run c.yaml --shard 3/8 --out out/shard-3-of-8 --grace 20s\n');
  });

  test.each([EXIT.internal, EXIT.usage, EXIT.cellsFailed, EXIT.refused, EXIT.io, EXIT.terminated])(
    'ends as gradvar does with %i and asks for nothing',
    (code) => {
      gradvarDoes(`exit ${code}`);
      expect(shard().status).toBe(code);
      expect(asked()).not.toContain('scontrol');
    },
  );

  test.each([
    ['', '', true],
    ['4', '5', true],
    ['5', '5', false],
    ['0', '0', false],
  ])('stopped in attempt %s of at most %s: requeued %s', (count, most, requeued) => {
    gradvarDoes(`exit ${EXIT.stopped}`);
    environment = { ...environment, SLURM_RESTART_COUNT: count, GRADVAR_REQUEUES: most };
    expect(shard().status).toBe(requeued ? EXIT.ok : EXIT.stopped);
    expect(asked().includes('scontrol requeue 40_3')).toBe(requeued);
  });

  test('stopped and refused by Slurm: a failure', () => {
    gradvarDoes(`exit ${EXIT.stopped}`);
    program(join(folder, 'bin/scontrol'), 'exit 1');
    expect(shard().status).toBe(EXIT.stopped);
  });

  /** Signals the shell, or all its processes as scancel does, once gradvar is under way. */
  async function signalled(signal: NodeJS.Signals, all: boolean): Promise<number | null> {
    const handlers = `process.on('SIGUSR2', () => setTimeout(process.exit, 300, ${EXIT.stopped}));
      let terms = 0;
      process.on('SIGTERM', () => { terms += 1; setTimeout(() => process.exit(terms === 1 ? 33 : 1), 300); });
      setInterval(() => 0, 1000); require('node:fs').writeFileSync('${folder}/ready', '');`;
    writeFileSync(join(folder, 'child.cjs'), handlers);
    gradvarDoes(`exec "${process.execPath}" "${folder}/child.cjs"`);
    const child = spawn(join(examples, 'shard.sh'), ['c.yaml', 'out', '8'], {
      cwd: folder,
      env: { ...process.env, ...environment },
      detached: true,
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    while (!existsSync(join(folder, 'ready'))) await new Promise((resolve) => setTimeout(resolve, 20));
    process.kill(all ? -child.pid! : child.pid!, signal);
    return ended;
  }

  test('hands SIGUSR2 on, waits for gradvar to stop, and requeues', async () => {
    expect(await signalled('SIGUSR2', false)).toBe(EXIT.ok);
    expect(asked()).toContain('scontrol requeue 40_3');
  });

  test('outlives a SIGTERM that reaches every process, and gives it once', async () => {
    // Not 143: that is also what a shell that does not wait any longer ends with.
    expect(await signalled('SIGTERM', true)).toBe(33);
    expect(asked()).not.toContain('scontrol');
  });

  describe('a lock in the folder', () => {
    const inOut = () => readdirSync(join(folder, 'out/shard-3-of-8'));
    /** As the script of that job left it. */
    const attempt = (job: number, pid: number) =>
      writeFileSync(join(folder, `out/shard-3-of-8.attempt-${job}`), `"host":"${hostname()}","pid":${pid},`);
    const running = (...lines: string[]) => program(join(folder, 'bin/squeue'), lines.join('; '));
    beforeEach(async () => {
      mkdirSync(join(folder, 'out/shard-3-of-8'), { recursive: true });
      await lockFolder(join(folder, 'out/shard-3-of-8'));
      running('echo 42', 'echo 421');
    });

    test.each([
      ['of an earlier attempt of this job', 42],
      ['of a job that runs no longer', 21],
      ['of a job whose number begins one that runs', 4],
    ])('%s is removed', (_, job) => {
      attempt(job, process.pid);
      shard();
      expect(inOut()).toEqual([]);
    });

    test.each([
      ['of a job that runs', 421, process.pid],
      ['of another process than that of the ended job', 21, process.pid + 1],
    ])('%s stays', (_, job, pid) => {
      attempt(job, pid);
      shard();
      expect(inOut()).toEqual(['.lock']);
    });

    test('stays if Slurm does not answer', () => {
      attempt(21, process.pid);
      running('exit 1');
      shard();
      expect(inOut()).toEqual(['.lock']);
    });

    test('stays where no attempt is on record', () => {
      shard();
      expect(inOut()).toEqual(['.lock']);
    });

    test.each([
      [EXIT.ok, false],
      [EXIT.stopped, false],
      [137, true],
    ])('after exit %i a record of the attempt is kept: %s', (code, kept) => {
      gradvarDoes(`exit ${code}`);
      shard();
      expect(existsSync(join(folder, 'out/shard-3-of-8.attempt-42'))).toBe(kept);
    });
  });
});
