import type { Argv } from 'yargs';
import { usage } from '../../errors.ts';
import { existsSync } from 'node:fs';
import type { Experiment, ExperimentSource } from '../../config/load.ts';
import type { ConfigOption } from '../../config/overrides.ts';
import { assignmentOf } from './formula-arguments.ts';
import { once } from './once.ts';

/** Arguments of every command that takes a config. */
export interface ConfigArguments {
  readonly config: string;
  readonly mu: string | undefined;
  readonly sigma: string | undefined;
  readonly m: string | undefined;
  readonly param: readonly string[];
  readonly seed: string | undefined;
  readonly set: readonly string[];
}

export function configArguments<T>(yargs: Argv<T>): Argv<T & ConfigArguments> {
  return configOptions(
    yargs.positional('config', {
      type: 'string',
      demandOption: true,
      describe: 'Experiment, YAML or JSON; or r as a formula in z, or a catalogue name',
    }),
  );
}

/** What changes a config. */
export function configOptions<T>(yargs: Argv<T>): Argv<T & Omit<ConfigArguments, 'config'>> {
  return yargs
    .option('mu', axis('mu', 'Means of Z: 0 or 0,1 or -2..2'))
    .option('sigma', axis('sigma', 'Standard deviations of Z: 1 or 0.5,1,2 or 0.1..4 or 0.1..4:9'))
    .option('param', {
      type: 'string',
      array: true,
      nargs: 1,
      default: [] as readonly string[],
      describe: 'Values of a parameter of a formula: --param w=3,10',
    })
    .option('m', axis('m', 'Draws per estimate: -m 10 or -m 1,10,100'))
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

const axis = (name: string, describe: string) =>
  ({ coerce: once(name), type: 'string', requiresArg: true, describe }) as const;

/** Reads or makes, changes, validates and resolves the config. */
export async function experimentOf(args: ConfigArguments): Promise<Experiment> {
  const { set, seed } = args;
  const { loadExperiment } = await import('../../config/load.ts');
  const source = await sourceOf(args.config);
  const options = [
    ...(['mu', 'sigma', 'm'] as const).flatMap((name) => optionOf(`--${name}`, [name], args[name])),
    ...(await parameterOptions(args.param, source)),
  ];
  return loadExperiment(source, { options, set, ...(seed === undefined ? {} : { seed }) });
}

/** A file if there is one or the name says so, otherwise what must be a function of z. */
async function sourceOf(text: string): Promise<ExperimentSource> {
  if (/\.(?:ya?ml|json)$/i.test(text) || existsSync(text)) return { kind: 'file', path: text };
  const { catalogue, catalogueEntry } = await import('../../integrands/catalogue.ts');
  if (catalogueEntry(text) !== null || /z/.test(text)) return { kind: 'formula', formula: text };
  const { didYouMean } = await import('../../config/reading/found.ts');
  const near = didYouMean(
    text,
    catalogue.map(({ name }) => name),
  );
  throw usage(
    `found '${text}', which is no file, expected a config, a formula in z or a name of the catalogue${near}`,
  );
}

function optionOf(
  option: string,
  path: ConfigOption['path'],
  value: string | undefined,
): readonly ConfigOption[] {
  return value === undefined ? [] : [{ option, path, value }];
}

async function parameterOptions(
  params: readonly string[],
  { kind }: ExperimentSource,
): Promise<readonly ConfigOption[]> {
  if (params.length === 0) return [];
  if (kind === 'file')
    throw usage(
      `--param: found ${params.join(' ')} with a config, expected it with a formula`,
      'change what the config holds with --set integrands.0.params.NAME=VALUE',
    );
  const { PARAMETERS } = await import('../../config/formula-config.ts');
  return params.flatMap((text) => {
    const [name, value] = assignmentOf(text);
    return optionOf(`--param ${name}`, [...PARAMETERS, name], value);
  });
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
