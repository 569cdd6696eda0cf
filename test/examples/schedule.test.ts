import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from '../integration/gradvar.ts';
import { program } from './experiment.ts';

const example = (name: string): string => join(ROOT, 'examples', name);
const textOf = (name: string): string => readFileSync(example(name), 'utf8');
const Workflow = z.object({
  on: z.object({ schedule: z.array(z.object({ cron: z.string() })) }),
  jobs: z.object({
    nightly: z.object({
      env: z.record(z.string(), z.string()),
      steps: z.array(
        z.object({
          uses: z.string().optional(),
          run: z.string().optional(),
          if: z.string().optional(),
          with: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
  }),
});
const GitLab = z.object({
  nightly: z.object({
    variables: z.record(z.string(), z.string()),
    cache: z.object({ paths: z.array(z.string()), when: z.literal('always') }),
    script: z.array(z.string()),
    artifacts: z.object({ paths: z.array(z.string()) }),
  }),
});
const workflow = Workflow.parse(parse(textOf('github-actions/nightly.yml')));
const { env, steps } = workflow.jobs.nightly;
const gitlab = GitLab.parse(parse(textOf('gitlab/nightly.yml'))).nightly;
const crontab = textOf('schedule/crontab').trim().split('\n').at(-1)!;

/** Where the recipes expect to be: /srv/gradvar, or the checkout of a CI job. */
const place = mkdtempSync(join(tmpdir(), 'gradvar-schedule-'));
const history = join(place, 'history/history.ndjson');
const lines = (): readonly string[] => readFileSync(history, 'utf8').trim().split('\n');

/** Runs a line of a recipe on some day; its exit code and what it printed. */
function onDay(day: string, line: string, variables: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', line.replaceAll('/srv/gradvar', place)], {
    cwd: place,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${join(place, 'bin')}:${process.env['PATH'] ?? ''}`,
      HISTORY: history,
      GRADVAR: 'gradvar',
      GITHUB_STEP_SUMMARY: join(place, 'step-summary.md'),
      TODAY: day,
      ...variables,
    },
  });
  return { code: status, stdout, stderr };
}

beforeAll(() => {
  mkdirSync(join(place, 'bin'));
  program(join(place, 'bin/gradvar'), `exec "${process.execPath}" "${join(ROOT, 'dist/src/cli.js')}" "$@"`);
  program(join(place, 'bin/date'), 'echo "$TODAY"');
  copyFileSync(example('schedule/nightly.sh'), join(place, 'nightly.sh'));
  writeFileSync(
    join(place, 'experiment.yaml'),
    'version: 1\nname: nightly\nseed: fixed\nintegrands: [cosine]\nmu: [0.5]\nsigma: [1]\nm: [1]\ntrials: 4000\n',
  );
});

test('nights of every recipe go into one history, and nothing moves', () => {
  for (const { run } of steps)
    if (run !== undefined && run !== 'npm ci')
      expect(onDay('2026-03-01', run, { ...env, HISTORY: history })).toMatchObject({ code: 0 });
  expect(readFileSync(join(place, 'step-summary.md'), 'utf8')).toContain('nothing moved');
  // What GitLab and systemd run is what ran here.
  expect(gitlab.script.slice(1)).toEqual(['mkdir -p history output', './nightly.sh experiment.yaml']);
  expect(textOf('schedule/gradvar-nightly.service')).toMatch(
    /^ExecStart=\/srv\/gradvar\/nightly.sh experiment.yaml$/m,
  );
  const [, command = ''] = /^(?:\S+\s+){5}(.*)$/.exec(crontab) ?? [];
  expect(onDay('2026-03-02', command)).toEqual({ code: 0, stdout: '', stderr: '' });
  const seeds = lines().map((line) => (JSON.parse(line) as { seed: string }).seed);
  expect(seeds.filter((seed) => seed === 'fixed')).toHaveLength(2);
  expect(seeds.filter((seed) => seed !== 'fixed')).toEqual(['2026-03-01', '2026-03-02']);
});

test('a night in which something moved fails, is mailed by cron and stands in the summary', () => {
  const moved = lines().map((line) =>
    line.replace(/"summary.csv":"[0-9a-f]{64}"/, `"summary.csv":"${'0'.repeat(64)}"`),
  );
  writeFileSync(history, `${moved.join('\n')}\n`);
  const [, command = ''] = /^(?:\S+\s+){5}(.*)$/.exec(crontab) ?? [];
  // No process of the night before may still have the lock.
  expect(onDay('2026-03-05', 'flock .nightly.lock true')).toMatchObject({ code: 0 });
  expect(onDay('2026-03-05', `${command}; test -f output/2026-03-05/history.xml`)).toEqual({
    code: 0,
    stdout: expect.stringMatching(/rejected +bytes of nightly, seed fixed/) as unknown,
    stderr: '',
  });
});

test('all start at the same time, and keep the folder that the history is in', () => {
  expect(workflow.on.schedule[0]?.cron).toBe('17 3 * * *');
  expect(crontab).toMatch(/^17 3 \* \* \* /);
  expect(textOf('schedule/gradvar-nightly.timer')).toContain('OnCalendar=*-*-* 03:17:00');
  const caches = steps.filter(({ uses }) => uses?.startsWith('actions/cache/') === true);
  expect(caches.map((step) => step.with?.['path'])).toEqual(['history', 'history']);
  expect(caches[1]?.if).toBe('${{ !cancelled() }}');
  const saved = String(caches[1]?.with?.['key']);
  expect(saved.startsWith(String(caches[0]?.with?.['restore-keys']))).toBe(true);
  expect(env['HISTORY']).toBe('history/history.ndjson');
  expect(gitlab.variables['HISTORY']).toBe('history/history.ndjson');
  expect(gitlab.cache.paths).toEqual(['history/']);
});

test.skipIf(spawnSync('systemd-analyze', ['--version']).status !== 0)('systemd takes the units', () => {
  const units = mkdtempSync(join(tmpdir(), 'gradvar-units-'));
  for (const name of ['gradvar-nightly.service', 'gradvar-nightly.timer'])
    writeFileSync(join(units, name), textOf(`schedule/${name}`).replaceAll('/srv/gradvar', place));
  for (const name of ['gradvar-nightly.timer', 'gradvar-nightly.service'])
    execFileSync('systemd-analyze', ['verify', join(units, name)], { stdio: 'pipe' });
});
