import type { Command } from './command.ts';
import type { Estimator } from '../estimators/estimator.ts';
import { print } from './output.ts';

interface Arguments {
  readonly json: boolean;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs.options({ json: { type: 'boolean', default: false, describe: 'Print the list as JSON' } }),
  handler: async ({ json }) => {
    const { estimators } = await import('../estimators/registry.ts');
    if (json) {
      const facts = estimators.map(({ name, title, formula, approximates, requires, source }) => ({
        name,
        title,
        formula,
        approximates,
        requires,
        source,
      }));
      print(JSON.stringify(facts, null, 2));
      return;
    }
    print(estimators.map(describe).join('\n\n'));
  },
};

function describe({ name, title, formula, approximates, with: using, requires, source }: Estimator): string {
  return [
    `${name}: ${title}`,
    `  d/dmu         mean over the m draws of ${formula.mu}`,
    `  d/dsigma      mean over the m draws of ${formula.sigma}`,
    `  approximates  ${approximates}`,
    `  with          ${using}`,
    `  requires      ${requires}`,
    `  source        ${source}`,
  ].join('\n');
}
