import type { CommandModule } from 'yargs';
import { print } from './output.ts';

interface Arguments {
  readonly what: 'config' | 'summary';
}

export const schemaCommand: CommandModule<object, Arguments> = {
  command: 'schema <what>',
  describe: 'Print the JSON Schema of a config, or the Table Schema of summary.csv',
  builder: (yargs) =>
    yargs.positional('what', { choices: ['config', 'summary'] as const, demandOption: true, type: 'string' }),
  handler: async ({ what }) => {
    if (what === 'config') {
      const { configJsonSchema } = await import('../config/schema.ts');
      print(JSON.stringify(configJsonSchema(), null, 2));
    } else {
      const { tableSchema } = await import('../results/data-package.ts');
      print(JSON.stringify(tableSchema(), null, 2));
    }
  },
};
