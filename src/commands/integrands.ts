import { table } from '../text/table.ts';
import type { Command } from './command.ts';
import { print } from './terminal/output.ts';

interface Arguments {
  readonly json: boolean;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs.options({ json: { type: 'boolean', default: false, describe: 'Print the catalogue as JSON' } }),
  handler: ({ json }) => printList(json),
};

export async function printList(json: boolean): Promise<void> {
  const { catalogue } = await import('../integrands/catalogue.ts');
  if (json) {
    print(JSON.stringify(catalogue, null, 2));
    return;
  }
  const rows = catalogue.map(({ name, formula, parameters, class: kind, source, why }) => [
    name,
    formula,
    Object.entries(parameters)
      .map(([key, value]) => `${key}=${value}`)
      .join(';'),
    kind,
    source,
    why,
  ]);
  print(table(['name', 'formula', 'defaults', 'class', 'source', 'why'], rows));
}
