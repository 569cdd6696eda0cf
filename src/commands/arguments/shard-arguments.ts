import { wholeNumberOf } from '../../environment.ts';
import { usage } from '../../errors.ts';
import { MOST_SHARDS, shardAt, type Shard } from '../../plan/shard.ts';

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
  const [, k, n] = /^(\d{1,15})\/(\d{1,15})$/.exec(text) ?? [];
  const shard = shardAt(Number(k), Number(n));
  if (shard !== undefined) return shard;
  throw usage(
    `--shard: found '${text.slice(0, 80)}', expected k/n with 1 <= k <= n <= ${MOST_SHARDS}, as 2/4 for the second of four`,
  );
}

/**
 * Task ids of an array job, in steps of 1 from 0 or 1. One that starts higher is a part of an array submitted
 * again, and says nothing of the whole.
 */
function slurmShard(environment: NodeJS.ProcessEnv): Shard {
  const read = (name: string) => wholeNumber(environment, name, 'slurm', 'start it with sbatch --array=1-N');
  const [id, first, last, count] = [
    read('SLURM_ARRAY_TASK_ID'),
    read('SLURM_ARRAY_TASK_MIN'),
    read('SLURM_ARRAY_TASK_MAX'),
    read('SLURM_ARRAY_TASK_COUNT'),
  ];
  const isWhole = first <= 1 && last - first + 1 === count;
  const shard = isWhole ? shardAt(id - first + 1, count) : undefined;
  if (shard !== undefined) return shard;
  throw usage(
    `--shard-from slurm: found task ${id} of ${count} task ids from ${first} to ${last}, expected ids from 1 without gaps`,
    'use --array=1-N; to run some of them again, give each its --shard k/n',
  );
}

/** Indexed Jobs number their pods from 0; the manifest hands on how many there are. */
function kubernetesShard(environment: NodeJS.ProcessEnv): Shard {
  const hint = 'use an Indexed Job, and set JOB_COMPLETIONS to its completions';
  const index = wholeNumber(environment, 'JOB_COMPLETION_INDEX', 'k8s', hint) + 1;
  const count = wholeNumber(environment, 'JOB_COMPLETIONS', 'k8s', hint);
  const shard = shardAt(index, count);
  if (shard !== undefined) return shard;
  throw usage(
    `--shard-from k8s: found JOB_COMPLETION_INDEX ${index - 1} of ${count} JOB_COMPLETIONS, expected one below`,
    hint,
  );
}

function wholeNumber(environment: NodeJS.ProcessEnv, name: string, from: string, hint: string): number {
  const found = wholeNumberOf(environment, name, MOST_SHARDS);
  if (found.kind === 'number') return found.value;
  const said = found.kind === 'unset' ? 'is not set' : `is '${found.text}'`;
  throw usage(
    `--shard-from ${from}: the variable ${name} ${said}, expected a whole number up to ${MOST_SHARDS}`,
    hint,
  );
}
