import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configIn, pathWithGradvar, untilThere } from '../fixtures/command-line.ts';
import { emptyFolder, gradvar, gradvarProcess, sha256, type Ended } from './gradvar.ts';

const base = emptyFolder();
// A name that a shell must not read as it stands.
const folder = join(base, "it's $HOME");
mkdirSync(folder);
afterAll(() => rmSync(base, { recursive: true }));

const path = pathWithGradvar(base);
const config = configIn(folder, {
  integrands: ['sin10'],
  mu: [0, 1],
  sigma: 1,
  m: [1, 100_000],
  trials: 1500,
});
const whole = join(folder, 'whole');
beforeAll(async () => {
  expect((await gradvar(['run', config, '--out', whole, '--quiet'])).code).toBe(0);
});

/** Starts a run and sends signals to it, the first one when its journal has grown to some bytes. */
async function interrupted(
  args: readonly string[],
  out: string,
  signals: readonly NodeJS.Signals[],
): Promise<Ended> {
  const send = async (pid: number) => {
    await untilThere(join(out, 'journal.ndjson'), 1500);
    for (const signal of signals) {
      process.kill(pid, signal);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  let sending: Promise<void> | undefined;
  const ended = await gradvarProcess([...args, '--out', out], undefined, (pid) => {
    sending = send(pid);
  });
  await sending;
  return ended;
}

describe('a run that is told to stop', () => {
  it.each([
    ['SIGINT', 130, ['--resume', 'never']],
    ['SIGTERM', 143, ['--restart']],
    ['SIGUSR2', 75, []],
  ] as const)(
    'by %s exits %i; the command that it prints goes on to the same bytes',
    async (signal, code, extra) => {
      const out = join(folder, signal);
      const ended = await interrupted(['run', config, '--workers', '1', ...extra], out, [signal]);
      expect(ended.code).toBe(code);
      expect(ended.stdout).toBe('');
      expect(ended.stderr).toMatch(
        /^stopping: blocks under way get at most 5 s \(--grace\) .* Ctrl-C again, .* ends it at once/m,
      );
      const [, command] =
        /^gradvar: stopped by SIG\w+\n {2}what is done is safe; go on with: (.*)\n$/m.exec(ended.stderr) ??
        [];
      if (command === undefined) throw new Error(ended.stderr);
      const env = { ...process.env, PATH: path };
      const said = execFileSync('sh', ['-c', `${command} 2>&1`], { env, encoding: 'utf8' });
      expect(said).toMatch(/^going on: [1-9]\d* blocks are done already$/m);
      expect(sha256(join(out, 'summary.csv'))).toBe(sha256(join(whole, 'summary.csv')));
    },
  );
});

const HEAVY = Array.from({ length: 20 }, (_, i) => `normcdf(z/${i + 1})`).join(' + ');

describe('a run of blocks that take long', () => {
  // The blocks of the last cell take minutes: the test would wait for them in vain.
  const slow = configIn(base, {
    integrands: [{ name: 'heavy', formula: HEAVY, over: 'sum' }],
    dimension: 1000,
    mu: 0,
    sigma: 1,
    m: [1, 100, 1_000_000],
    trials: 200,
  });
  const args = ['run', slow, '--workers', '1', '--set', 'name=slow'];
  const failures = (out: string) =>
    readFileSync(join(out, 'journal.ndjson'), 'utf8').includes('"kind":"failed"');

  it.each([
    ['a second signal', ['--grace', '1h'], ['SIGINT', 'SIGINT'], 130],
    ['the end of the grace time', ['--grace', '300ms'], ['SIGTERM'], 143],
  ] as const)('ends at once with %s', async (what, extra, signals, code) => {
    const out = join(folder, what);
    const ended = await interrupted([...args, ...extra], out, signals);
    expect(ended.code).toBe(code);
    expect(failures(out)).toBe(false);
  });

  it('ends in time with --max-time, with exit code 75, and says what to do', async () => {
    const out = join(folder, 'max-time');
    const { code, stderr } = await gradvar([...args, '--max-time', '1s', '--grace', '300ms', '--out', out]);
    expect(code).toBe(75);
    expect(stderr).toMatch(
      /the time of --max-time is up\n {2}what is done is safe; go on with: gradvar run /,
    );
    expect(failures(out)).toBe(false);
  });

  it('without a journal promises nothing', async () => {
    const { code, stderr } = await gradvar([
      ...args,
      '--max-time',
      '1s',
      '--grace',
      '100ms',
      '--journal',
      'off',
      '--out',
      join(folder, 'off'),
    ]);
    expect(code).toBe(75);
    expect(stderr).toContain('nothing was kept (--journal off)');
  });
});
