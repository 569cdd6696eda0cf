import { catalogueEntry } from '../integrands/catalogue.ts';
import { nameOfFormula } from './formula-name.ts';
import { locatedData, type Config } from './reading/located.ts';
import type { ExperimentOptions } from './schema.ts';

/** What an experiment has where nobody says otherwise: enough for a picture, done in seconds. */
export const USUAL = {
  version: 1,
  seed: '1',
  mu: 0,
  sigma: '0.1..4',
  m: 10,
  trials: 4096,
  components: ['mu', 'sigma'],
  estimators: ['score', 'pathwise'],
} as const satisfies Partial<ExperimentOptions>;

/** Where the config of a function has its parameters. */
export const PARAMETERS = ['integrands', 0, 'params'] as const;

/** The config of one function, a formula or a name of the catalogue, with the usual values. */
export function formulaConfig(formula: string): Config {
  const { version, seed, ...rest } = USUAL;
  const integrand = catalogueEntry(formula) === null ? { formula } : { name: formula };
  const options = {
    version,
    name: nameOfFormula(formula),
    seed,
    integrands: [{ ...integrand, params: {} }],
    ...rest,
  };
  return { source: 'the experiment', root: locatedData(options, { kind: 'option', option: formula }) };
}
