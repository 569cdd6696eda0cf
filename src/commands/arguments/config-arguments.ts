import type { Argv } from 'yargs';
import { usage } from '../../errors.ts';
import type { Plan } from '../../plan/plan.ts';
import { once } from './once.ts';

/** Arguments of every command that takes a config. */
export interface ConfigArguments {
  readonly config: string;
  readonly seed: string | undefined;
  readonly set: readonly string[];
}

export function configArguments<T>(yargs: Argv<T>): Argv<T & ConfigArguments> {
  return yargs
    .positional('config', { type: 'string', demandOption: true, describe: 'Experiment, YAML or JSON' })
    .option('seed', {
      coerce: once('seed'),
      type: 'string',
      requiresArg: true,
      describe: 'Seed instead of the one in the config',
    })
    .option('set', {
      type: 'string',
      array: true,
      nargs: 1,
      default: [] as readonly string[],
      describe: 'Change a value of the config: --set trials=1000 --set sigma="[1, 2]"',
    });
}

/** Reads, changes, validates and resolves the config. */
export async function planOf({ config, seed, set }: ConfigArguments): Promise<Plan> {
  const { loadPlan } = await import('../../config/load.ts');
  return loadPlan(config, { set, ...(seed === undefined ? {} : { seed }) });
}

/** `--workers`: a whole number from 1 to 1024, or auto. */
export function parseWorkers(text: string): number | undefined {
  if (text === 'auto') return undefined;
  if (/^[0-9]+$/.test(text) && Number(text) >= 1 && Number(text) <= 1024) return Number(text);
  throw usage(
    `--workers: found '${text}', expected a whole number from 1 to 1024, or auto`,
    'leave it out to use all cores',
  );
}
