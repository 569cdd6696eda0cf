import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { packageFile } from '../package-file.ts';
import { shellCommand } from '../text/shell.ts';
import type { Command } from './command.ts';
import { configOptions, experimentOf, type ConfigArguments } from './arguments/config-arguments.ts';
import { once } from './arguments/once.ts';
import { print, say } from './terminal/output.ts';

interface Arguments extends Omit<ConfigArguments, 'config'> {
  readonly formula: string | undefined;
  readonly out: string;
  readonly ci: boolean;
}

/** Shows each way in which a function can be given. */
const EXAMPLE = ['square', '{ name: cosine, params: { k: [0.5, 1, 2, 5] } }', 'sin(10*z)'];

const WORKFLOW = '.github/workflows/gradvar.yml';

export const command: Command<Arguments> = {
  builder: (yargs) =>
    configOptions(
      yargs.positional('formula', { type: 'string', describe: 'r as a formula in z; without it, examples' }),
    )
      .option('out', {
        coerce: once('out'),
        type: 'string',
        requiresArg: true,
        default: 'experiment.yaml',
        describe: 'File to write',
      })
      .option('ci', { type: 'boolean', default: false, describe: `Write ${WORKFLOW} as well` }),
  handler: init,
};

async function init({ formula, out, ci, ...args }: Arguments): Promise<void> {
  const [{ configYaml }, { writeConfig }] = await Promise.all([
    import('../config/write-config.ts'),
    import('./save-config.ts'),
  ]);
  const set = formula === undefined ? ['name=my-experiment', `integrands=[${EXAMPLE.join(', ')}]`] : [];
  const { config } = await experimentOf({ ...args, config: formula ?? 'z', set: [...set, ...args.set] });
  await writeConfig(out, configYaml(config.root, true));
  if (ci) {
    const { makeFolder } = await import('../files/make-folder.ts');
    await makeFolder(dirname(WORKFLOW));
    await writeConfig(WORKFLOW, workflowFor(out));
  }
  print([out, ...(ci ? [WORKFLOW] : [])].join('\n'));
  say(`run it: ${shellCommand(['gradvar', 'run', out])}`);
}

/** The example of this package, for a config. */
function workflowFor(config: string): string {
  return readFileSync(packageFile('examples/github-actions/regression.yml'), 'utf8').replaceAll(
    'experiment.yaml',
    shellCommand([config]),
  );
}
