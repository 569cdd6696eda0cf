import { EXIT, GradvarError } from '../errors.ts';
import { MOST_SHARDS, type Shard } from '../grid/shard.ts';

/**
 * The shard that `--shard k/n` or `--shard-from` names; null for the whole.
 *
 * @throws GradvarError USAGE (2)
 */
export function shardOf(
  { shard, shardFrom }: { readonly shard: string | undefined; readonly shardFrom: string | undefined },
  environment: NodeJS.ProcessEnv,
): Shard | null {
  if (shard !== undefined && shardFrom !== undefined) {
    throw usage('--shard and --shard-from: found both, expected one of them');
  }
  if (shard !== undefined) return parseShard(shard);
  if (shardFrom === 'slurm') return slurmShard(environment);
  return shardFrom === 'k8s' ? kubernetesShard(environment) : null;
}

function parseShard(text: string): Shard {
  const [, k, n] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const [index, count] = [Number(k), Number(n)];
  if (index >= 1 && index <= count && count <= MOST_SHARDS) return { index, count };
  throw usage(`--shard: found '${text}', expected k/n with 1 <= k <= n, as 2/4 for the second of four`);
}

/**
 * Task ids of an array job, in steps of 1 from 0 or 1. One that starts higher is a part of an array submitted again, and says
 * nothing of the whole.
 */
function slurmShard(environment: NodeJS.ProcessEnv): Shard {
  const read = (name: string) => wholeNumber(environment, name, 'slurm', 'start it with sbatch --array=1-N');
  const [id, first, last, count] = [
    read('SLURM_ARRAY_TASK_ID'),
    read('SLURM_ARRAY_TASK_MIN'),
    read('SLURM_ARRAY_TASK_MAX'),
    read('SLURM_ARRAY_TASK_COUNT'),
  ];
  const isWhole = first <= 1 && last - first + 1 === count && id >= first && id <= last;
  if (isWhole) return { index: id - first + 1, count };
  throw usage(
    `--shard-from slurm: found ${count} task ids from ${first} to ${last}, expected ids from 1 without gaps`,
    'use --array=1-N; to run some of them again, give each its --shard k/n',
  );
}

/** Indexed Jobs number their pods from 0; the manifest hands on how many there are. */
function kubernetesShard(environment: NodeJS.ProcessEnv): Shard {
  const hint = 'use an Indexed Job, and set JOB_COMPLETIONS to its completions';
  const index = wholeNumber(environment, 'JOB_COMPLETION_INDEX', 'k8s', hint) + 1;
  const count = wholeNumber(environment, 'JOB_COMPLETIONS', 'k8s', hint);
  if (index <= count) return { index, count };
  throw usage(`--shard-from k8s: found index ${index - 1} of ${count} completions, expected one below`, hint);
}

function wholeNumber(environment: NodeJS.ProcessEnv, name: string, from: string, hint: string): number {
  const text = environment[name];
  if (text !== undefined && /^\d+$/.test(text)) return Number(text);
  const found = text === undefined ? 'is not set' : `is '${text}'`;
  throw usage(`--shard-from ${from}: the variable ${name} ${found}, expected a whole number`, hint);
}

function usage(message: string, hint = 'see `gradvar run --help`'): GradvarError {
  return new GradvarError('USAGE', EXIT.usage, message, hint);
}
