import type { Argv } from 'yargs';
import type { FolderRunOptions } from '../../run/run-options.ts';
import { GradvarError, usage } from '../../errors.ts';
import type { Shard } from '../../plan/shard.ts';
import { parseWorkers } from './config-arguments.ts';
import { parseDuration } from './duration.ts';
import { once, onceOrEmpty } from './once.ts';
import { parsePort } from './port.ts';
import { shardOf } from './shard-arguments.ts';

/** Options of `gradvar run` beside those of the config. */
export interface RunArguments {
  readonly out: string | undefined;
  readonly workers: string;
  readonly shard: string | undefined;
  readonly shardFrom: string | undefined;
  readonly resume: 'auto' | 'never' | 'only';
  readonly restart: boolean;
  readonly journal: 'group' | 'record' | 'off';
  readonly maxTime: string | undefined;
  readonly grace: string;
  readonly batchTimeout: string | undefined;
  readonly serve: string | undefined;
  readonly saveConfig: string | undefined;
  readonly quiet: boolean;
  readonly json: boolean;
}

export function runArguments<T>(yargs: Argv<T>): Argv<T & RunArguments> {
  const text = (name: string, describe: string) =>
    ({ coerce: once(name), type: 'string', requiresArg: true, describe }) as const;
  const flag = (describe: string) => ({ type: 'boolean', default: false, describe }) as const;
  const choice = <Choice extends string>(choices: readonly Choice[], describe: string) =>
    ({ choices, default: choices[0]!, requiresArg: true, describe }) as const;
  return yargs
    .option('out', text('out', 'Results folder; default output/NAME'))
    .option('workers', { ...text('workers', 'Worker threads: a number or auto'), default: 'auto' })
    .option('shard', text('shard', 'Do the k-th of n shares of the work, as 2/4; `gradvar merge` joins them'))
    .option('shard-from', {
      choices: ['slurm', 'k8s'],
      requiresArg: true,
      describe: 'Take k/n from the variables of an array job or an Indexed Job',
    })
    .option('resume', choice(['auto', 'never', 'only'] as const, 'Go on with what the folder holds'))
    .option('restart', flag('Move what the folder holds aside and start afresh'))
    .option(
      'journal',
      choice(['group', 'record', 'off'] as const, 'How soon finished blocks are safe on disk'),
    )
    .option('max-time', text('max-time', 'Stop in time, with exit code 75, as 55m; the same command goes on'))
    .option('grace', { ...text('grace', 'Time that blocks under way get once stopped'), default: '5s' })
    .option('batch-timeout', text('batch-timeout', 'Give up on a batch that takes longer, as 60s'))
    .option('serve', {
      coerce: onceOrEmpty('serve'),
      type: 'string',
      describe: 'Show the report on this machine while the run goes on, at a port or a free one',
    })
    .option('save-config', text('save-config', 'Write the config of this run, with what each key means'))
    .option('quiet', flag('Print nothing but the path and errors'))
    .option('json', flag('Print a JSON document instead of the path')) as unknown as Argv<T & RunArguments>;
}

export interface ResolvedRunArguments {
  readonly shard: Shard | null;
  readonly maxMilliseconds: number;
  readonly graceMilliseconds: number;
  /** Where to serve the page, 0 for a free port; null for nowhere. */
  readonly port: number | null;
  readonly options: FolderRunOptions;
}

/** @throws GradvarError USAGE (2) */
export function resolveRunArguments(args: RunArguments): ResolvedRunArguments {
  const workers = parseWorkers(args.workers);
  const shard = shardOf(args, process.env);
  if (args.restart && args.resume !== 'auto') throw both(`--restart and --resume ${args.resume}`);
  if (shard !== null && args.journal === 'off') throw both('--shard and --journal off');
  const port = args.serve === undefined ? null : parsePort('serve', args.serve);
  if (shard !== null && port !== null) {
    throw both(
      '--serve and a shard',
      'a shard has no rows to show: watch it with `gradvar status`, and make the page with `gradvar report` after `gradvar merge`',
    );
  }
  const graceMilliseconds = parseDuration('grace', args.grace);
  return {
    shard,
    port,
    graceMilliseconds,
    maxMilliseconds: args.maxTime === undefined ? Infinity : parseDuration('max-time', args.maxTime),
    options: {
      graceMilliseconds,
      resume: args.resume,
      restart: args.restart,
      journal: args.journal,
      ...(workers === undefined ? {} : { workers }),
      ...(args.batchTimeout === undefined
        ? {}
        : { batchTimeoutMilliseconds: parseDuration('batch-timeout', args.batchTimeout) }),
    },
  };
}

function both(options: string, hint = ''): GradvarError {
  return usage(`found both ${options}, expected one of them`, hint);
}
