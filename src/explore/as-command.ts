import { shellCommand } from '../text/shell.ts';
import type { ExploreState } from './explore-state.ts';

/** The command that prints what the page shows. */
export function asCommand({ formula, parameters, mu, sigma }: ExploreState): string {
  const params = Object.entries(parameters).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
  return shellCommand(['gradvar', 'exact', formula, '--mu', String(mu), '--sigma', String(sigma), ...params]);
}

/** A config that measures it over all sigmas. */
export function asConfig({ formula, parameters, mu, m }: ExploreState): string {
  const params = Object.entries(parameters).map(([name, value]) => `${name}: [${value}]`);
  return [
    'version: 1',
    'name: explored',
    'seed: "2026"',
    'integrands:',
    `  - { name: r, formula: ${JSON.stringify(formula)}${params.length > 0 ? `, params: { ${params.join(', ')} }` : ''} }`,
    `mu: [${mu}]`,
    'sigma: 0.1..4',
    `m: [${m}]`,
    'trials: 4096',
    'components: [mu, sigma]',
    'estimators: [score, pathwise]',
  ].join('\n');
}
