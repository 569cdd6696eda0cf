import { dirname, isAbsolute, join } from 'node:path';
import type { SamplesClaim } from '../check/claim/samples-claim.ts';
import { GradvarError } from '../errors.ts';
import { requireEstimator } from '../estimators/registry.ts';
import { parseWritten } from '../formula/parse.ts';
import { catalogueEntry } from '../integrands/catalogue.ts';
import { compileIntegrand } from '../integrands/compile.ts';
import type { Integrand } from '../integrands/integrand.ts';
import { dataOf, type Path } from './reading/located.ts';
import { invalidConfig, valueProblem, type Problem } from './reading/problem.ts';
import { readConfig } from './reading/read.ts';
import { structureProblems } from './reading/structure.ts';
import { suiteSchema } from './suite-schema.ts';

/** Files of gradients that are tested together. */
export interface Suite {
  readonly name: string;
  readonly alpha: number;
  readonly inconclusive: 'fail' | 'pass';
  readonly claims: readonly SuiteClaim[];
}

/** What is claimed of a file; the level is that of the suite. */
export interface SuiteClaim {
  readonly name: string;
  readonly claim: Omit<SamplesClaim, 'alpha'>;
}

/**
 * Reads a suite; files are looked for from its folder.
 *
 * @throws GradvarError CONFIG_UNREADABLE, CONFIG_INVALID (exit 2), all problems at once
 */
export function loadSuite(path: string): Suite {
  const config = readConfig(path);
  const data = dataOf(config.root);
  const problems: Problem[] = [...structureProblems(suiteSchema, config.root, data)];
  const { data: checked } = suiteSchema.safeParse(data);
  if (checked === undefined) throw invalidConfig(config, problems, 'suite');
  const folder = dirname(path);
  const compiled = new Map<string, Integrand | Problem>();
  const claims = checked.claims.flatMap((own, i): SuiteClaim[] => {
    const at: Path = ['claims', i];
    const {
      file,
      name,
      column,
      key: array,
      formula,
      params,
      mu,
      sigma,
      estimator,
      component,
      m,
    } = {
      ...checked.defaults,
      ...own,
    };
    for (const [key, value] of Object.entries({ formula, mu, sigma, estimator }))
      if (value === undefined)
        problems.push(valueProblem(at, `missing ${key}, expected it here or in defaults`));
    if (formula === undefined || mu === undefined || sigma === undefined || estimator === undefined)
      return [];
    const key = JSON.stringify([formula, params]);
    const integrand = compiled.get(key) ?? integrandOf(at, formula, params ?? {});
    compiled.set(key, integrand);
    if ('text' in integrand) {
      problems.push({ ...integrand, path: at });
      return [];
    }
    const made = requireEstimator(estimator);
    const draws = m ?? 1;
    if (made.needsOfM?.holds(draws) === false) {
      problems.push(valueProblem(at, `found m ${draws} with ${estimator}, expected ${made.needsOfM.text}`));
      return [];
    }
    const claim = {
      path: isAbsolute(file) ? file : join(folder, file),
      column: column === undefined ? null : String(column),
      key: array ?? null,
      integrand,
      mu,
      sigma,
      estimator: made,
      component: component ?? 'mu',
      own: null,
      m: draws,
    };
    return [{ name: name ?? [file, array, column].filter((part) => part !== undefined).join(' '), claim }];
  });
  if (problems.length > 0) throw invalidConfig(config, problems, 'suite');
  const { name, alpha, inconclusive } = checked;
  return { name, alpha, inconclusive, claims };
}

function integrandOf(
  at: Path,
  written: string,
  given: Readonly<Record<string, number>>,
): Integrand | Problem {
  const entry = catalogueEntry(written);
  const formula = entry?.formula ?? written;
  try {
    const total = parseWritten(formula).totals[0];
    if (total !== undefined)
      return valueProblem(at, `formula: found ${total.name}, expected a formula of one coordinate z`);
    return compileIntegrand(formula, { ...entry?.parameters, ...given });
  } catch (error) {
    if (error instanceof GradvarError) return valueProblem(at, `formula: ${error.message}`);
    throw error;
  }
}
