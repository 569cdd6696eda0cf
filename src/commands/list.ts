import type { Command } from './command.ts';

interface Arguments {
  readonly what: 'integrands' | 'estimators';
  readonly json: boolean;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs
      .positional('what', {
        choices: ['integrands', 'estimators'] as const,
        default: 'integrands' as const,
        describe: 'The catalogue of functions, or the estimators',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Print the list as JSON' }),
  handler: async ({ what, json }) => {
    const { printList } =
      what === 'integrands' ? await import('./integrands.ts') : await import('./estimators.ts');
    await printList(json);
  },
};
