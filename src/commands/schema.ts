import { tableSchema } from '../tables/data-package.ts';
import { TABLES } from '../tables/tables.ts';
import type { Command } from './command.ts';
import { print } from './terminal/output.ts';

interface Arguments {
  readonly what: string;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs.positional('what', {
      choices: ['config', 'suite', ...TABLES.map(({ name }) => name)],
      demandOption: true,
      type: 'string',
    }),
  handler: async ({ what }) => {
    const table = TABLES.find(({ name }) => name === what);
    if (table !== undefined) {
      print(JSON.stringify(tableSchema(table), null, 2));
      return;
    }
    if (what === 'suite') {
      const { suiteJsonSchema } = await import('../config/suite-schema.ts');
      print(JSON.stringify(suiteJsonSchema(), null, 2));
      return;
    }
    const { configJsonSchema } = await import('../config/schema.ts');
    print(JSON.stringify(configJsonSchema(), null, 2));
  },
};
