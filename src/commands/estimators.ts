import type { Command } from './command.ts';
import type { Cost, Estimator } from '../estimators/estimator.ts';
import { print } from './terminal/output.ts';

interface Arguments {
  readonly json: boolean;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs.options({ json: { type: 'boolean', default: false, describe: 'Print the list as JSON' } }),
  handler: ({ json }) => printList(json),
};

export async function printList(json: boolean): Promise<void> {
  const { estimators } = await import('../estimators/registry.ts');
  print(json ? JSON.stringify(estimators.map(factsOf), null, 2) : estimators.map(describe).join('\n\n'));
}

function factsOf({ name, title, formula, approximates, with: using, requires, source, ...rest }: Estimator) {
  const { cost, average, needsOfM, ownTerm } = rest;
  const m = needsOfM === null ? 'any' : needsOfM.text;
  return { name, title, formula, approximates, with: using, requires, source, m, cost, average, ownTerm };
}

function describe(estimator: Estimator): string {
  const { name, title, formula, approximates, with: using, requires, source, cost, ownTerm } = estimator;
  return [
    `${name}: ${title}`,
    `  d/dmu         mean over the m draws of ${formula.mu}`,
    `  d/dsigma      mean over the m draws of ${formula.sigma}`,
    `  approximates  ${approximates}`,
    `  with          ${using}`,
    `  requires      ${requires}`,
    `  of r(z; phi)  ${ownTerm ? "r's own derivative by phi is added" : "r's own derivative by phi is left out"}`,
    `  each draw     d/dmu ${costText(cost.mu)}; d/dsigma ${costText(cost.sigma)}`,
    `  source        ${source}`,
  ].join('\n');
}

function costText({ normals, values, derivatives, seconds }: Cost): string {
  const parts: readonly (readonly [number, string])[] = [
    [normals, 'normals'],
    [values, 'r'],
    [derivatives, "r'"],
    [seconds, "r''"],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`)
    .join(' + ');
}
