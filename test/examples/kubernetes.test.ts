import { mkdirSync, readdirSync, readFileSync, copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { EXIT } from '../../src/errors.ts';
import { ROOT, sha256 } from '../integration/gradvar.ts';
import { documentedExitCodes } from './exit-codes.ts';
import { runCommand, workplace, type Workplace } from './experiment.ts';

/*
 * The rules of the API server that its schema does not hold (see scripts/check-kubernetes.mjs for the schema), and the
 * commands of the containers, run as Kubernetes runs them.
 */

const Container = z.object({
  name: z.string(),
  image: z.string(),
  command: z.array(z.string()),
  args: z.array(z.string()).default([]),
  workingDir: z.string(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })),
});
const Rule = z.object({
  action: z.enum(['Ignore', 'Count', 'FailIndex', 'FailJob']),
  onExitCodes: z
    .object({ containerName: z.string(), operator: z.literal('In'), values: z.array(z.number()) })
    .optional(),
});
const Job = z.object({
  kind: z.literal('Job'),
  spec: z.object({
    completionMode: z.string().optional(),
    completions: z.number().default(1),
    parallelism: z.number().default(1),
    backoffLimitPerIndex: z.number().optional(),
    podFailurePolicy: z.object({ rules: z.array(Rule) }),
    template: z.object({
      spec: z.object({
        restartPolicy: z.string(),
        terminationGracePeriodSeconds: z.number().default(30),
        containers: z.tuple([Container]),
        volumes: z.array(z.object({ name: z.string() })),
      }),
    }),
  }),
});

const manifest = (name: string): unknown =>
  parse(readFileSync(join(ROOT, 'examples/kubernetes', name), 'utf8')) as unknown;
const jobs = { shards: Job.parse(manifest('shards.yaml')), merge: Job.parse(manifest('merge.yaml')) };
const { spec } = jobs.shards;
const [container] = spec.template.spec.containers;

const codesOf = (job: z.infer<typeof Job>, action: string): readonly number[] =>
  job.spec.podFailurePolicy.rules
    .filter((rule) => rule.action === action)
    .flatMap(({ onExitCodes }) => onExitCodes?.values ?? []);

test('every manifest is one of those looked at here', () => {
  const names = readdirSync(join(ROOT, 'examples/kubernetes')).filter((name) => name.endsWith('.yaml'));
  expect(names.sort()).toEqual(['merge.yaml', 'shards.yaml', 'volume.yaml']);
});

describe.each(Object.entries(jobs))('%s', (_, job) => {
  const { template, podFailurePolicy } = job.spec;
  test('names each volume that it mounts, and its container in each rule', () => {
    const [{ name, volumeMounts }] = template.spec.containers;
    expect(volumeMounts.map((mount) => mount.name).sort()).toEqual(
      template.spec.volumes.map((v) => v.name).sort(),
    );
    for (const { onExitCodes } of podFailurePolicy.rules)
      expect(onExitCodes?.containerName ?? name).toBe(name);
  });

  test('has a pod failure policy that the API server takes: Never, ordered codes, no 0', () => {
    expect(template.spec.restartPolicy).toBe('Never');
    for (const { onExitCodes } of podFailurePolicy.rules) {
      const codes = onExitCodes?.values ?? [];
      expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b));
      expect(codes).not.toContain(0);
    }
  });

  test('speaks only of exit codes that gradvar has and documents, each once', () => {
    const codes = podFailurePolicy.rules.flatMap(({ onExitCodes }) => onExitCodes?.values ?? []);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) {
      expect(Object.values(EXIT)).toContain(code);
      expect([...documentedExitCodes().keys()]).toContain(code);
    }
  });
});

test('does what docs/exit-codes.md says to running it again', () => {
  const documented = documentedExitCodes();
  for (const code of codesOf(jobs.shards, 'Ignore')) expect(documented.get(code)).toBe('yes');
  for (const code of codesOf(jobs.shards, 'FailJob')) expect(documented.get(code)).toBe('no');
});

describe('shards', () => {
  test('tries again what can be resumed and gives up where again would be the same', () => {
    expect(codesOf(jobs.shards, 'Ignore')).toEqual([EXIT.stopped, EXIT.terminated]);
    expect(codesOf(jobs.shards, 'FailJob')).toEqual([EXIT.usage]);
    expect(codesOf(jobs.shards, 'FailIndex')).toEqual([EXIT.cellsFailed]);
    expect(codesOf(jobs.merge, 'FailJob')).toEqual([
      EXIT.usage,
      EXIT.cellsFailed,
      EXIT.incomplete,
      EXIT.foreign,
    ]);
  });

  test('FailIndex and backoffLimitPerIndex come with an Indexed job', () => {
    expect(spec.completionMode).toBe('Indexed');
    expect(spec.backoffLimitPerIndex).toBeGreaterThan(0);
  });

  test('a terminated pod has longer than the grace time of gradvar', () => {
    const grace = /^([0-9]+)s$/.exec(container.args[container.args.indexOf('--grace') + 1] ?? '')?.[1];
    expect(Number(grace)).toBeLessThan(spec.template.spec.terminationGracePeriodSeconds);
  });

  test('the number of shards is the same everywhere', () => {
    expect(container.env).toContainEqual({ name: 'JOB_COMPLETIONS', value: String(spec.completions) });
    const [{ command }] = jobs.merge.spec.template.spec.containers;
    expect(command.join(' ')).toContain(`-of-${spec.completions} `);
  });
});

describe('the commands of the containers', () => {
  let place: Workplace;
  beforeAll(async () => {
    place = await workplace('default');
    mkdirSync(join(place.folder, 'config'));
    mkdirSync(join(place.folder, 'results'));
    copyFileSync(place.config, join(place.folder, 'config/config.yaml'));
  });

  /** What the kubelet would start, with the volumes under the folder of the test. */
  function run({ command, args, workingDir, env }: z.infer<typeof Container>, index: number): void {
    const argv = [...command, ...args].map((text) => text.replace(/^\/config/, `${place.folder}/config`));
    runCommand(argv, join(place.folder, workingDir), {
      ...Object.fromEntries(env.map(({ name, value }) => [name, value])),
      JOB_COMPLETION_INDEX: String(index),
      PATH: place.path,
    });
  }

  test('of all indexes and the merge give the bytes of a single run', () => {
    // What a pod that was killed on another node leaves.
    const locks = join(place.folder, 'results/output/default', `shard-1-of-${spec.completions}`, '.lock');
    const owner = { host: 'pod', pid: 1, boot: 'x', started: '1', namespaces: '', machine: '', nonce: 'x' };
    mkdirSync(locks, { recursive: true });
    writeFileSync(join(locks, '1'), JSON.stringify({ ...owner, free: false }));
    for (let index = spec.completions - 1; index >= 0; index -= 1) run(container, index);
    run(jobs.merge.spec.template.spec.containers[0], 0);
    expect(sha256(join(place.folder, 'results/output/default/summary.csv'))).toBe(place.expected);
  });
});
