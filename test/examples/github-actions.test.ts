import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT, sha256 } from '../integration/gradvar.ts';
import { runCommand, workplace, type Workplace } from './experiment.ts';

const Step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  if: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const Workflow = z.object({
  env: z.object({ SHARDS: z.string() }),
  jobs: z.object({
    shard: z.object({
      'timeout-minutes': z.number(),
      strategy: z.object({ matrix: z.object({ shard: z.array(z.number()) }) }),
      steps: z.array(Step),
    }),
    merge: z.object({ needs: z.literal('shard'), steps: z.array(Step) }),
  }),
});
const text = readFileSync(join(ROOT, 'examples/github-actions/shards.yml'), 'utf8');
const { env, jobs } = Workflow.parse(parse(text));
const shards = jobs.shard.strategy.matrix.shard;
const using = (job: 'shard' | 'merge', action: string) =>
  jobs[job].steps
    .filter(({ uses }) => uses?.startsWith(`actions/${action}@`) === true)
    .map((step) => step.with ?? {});
const commands = (job: 'shard' | 'merge') =>
  jobs[job].steps.flatMap(({ run }) => (run === undefined || run.startsWith('npm ') ? [] : [run]));

test('the matrix is 1 to SHARDS', () => {
  expect(shards).toEqual(Array.from({ length: Number(env.SHARDS) }, (_, i) => i + 1));
});

test('gradvar stands in the place of the shell, which alone is told of a cancellation', () => {
  for (const command of [...commands('shard'), ...commands('merge')])
    expect(command).toMatch(/^exec node_modules\/\.bin\/gradvar /);
});

test('gradvar stops well before its job is killed, so that the journal can be uploaded', () => {
  const minutes = /--max-time ([0-9]+)m/.exec(commands('shard').join())?.[1];
  expect(Number(minutes)).toBeLessThanOrEqual(jobs.shard['timeout-minutes'] - 10);
  expect(jobs.shard['timeout-minutes']).toBeLessThan(360);
});

test('an artifact is what one shard wrote, is uploaded whatever happened, and comes back to the same folder', () => {
  const [upload] = using('shard', 'upload-artifact');
  const [before] = using('shard', 'download-artifact');
  const [all] = using('merge', 'download-artifact');
  expect(upload?.['name']).toBe('shard-${{ matrix.shard }}');
  expect(upload?.['path']).toBe(`results/${String(upload?.['name'])}`);
  expect(before).toEqual({ name: upload?.['name'], path: upload?.['path'] });
  expect(all).toEqual({ pattern: 'shard-*', path: 'results' });
  expect(jobs.shard.steps.find(({ uses }) => uses?.includes('upload-artifact') === true)?.if).toBe(
    'always()',
  );
});

describe('the steps', () => {
  let place: Workplace;
  beforeAll(async () => {
    place = await workplace('matrix');
    mkdirSync(join(place.folder, 'node_modules/.bin'), { recursive: true });
    symlinkSync(join(place.folder, 'bin/gradvar'), join(place.folder, 'node_modules/.bin/gradvar'));
  });

  test('of all shards and the merge give the bytes of a single run', () => {
    const run = (command: string, shard: number) =>
      runCommand(['bash', '-e', '-c', command], place.folder, {
        ...env,
        CONFIG: place.config,
        SHARD: String(shard),
      });
    for (const shard of shards) {
      for (const command of commands('shard')) run(command, shard);
      // What the upload leaves out: hidden files.
      rmSync(join(place.folder, `results/shard-${shard}/.lock`), { recursive: true, force: true });
    }
    for (const command of commands('merge')) run(command, 0);
    expect(sha256(join(place.folder, 'results/merged/summary.csv'))).toBe(place.expected);
  });
});
