import type { Command } from './command.ts';
import { print } from './output.ts';

interface Arguments {
  readonly what: 'config' | 'summary';
}

export const command: Command<Arguments> = {
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
