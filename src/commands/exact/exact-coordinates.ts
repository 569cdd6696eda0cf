import { usage } from '../../errors.ts';
import { compileCoordinates } from '../../integrands/coordinates.ts';
import { parseWritten } from '../../formula/parse.ts';
import { printFormula } from '../../formula/print.ts';
import { coordinateOracle } from '../../truth/coordinates/coordinate-oracle.ts';
import { coordinatesText } from '../../answers/exact-text.ts';
import { functionOf, numberOf } from '../arguments/formula-arguments.ts';

/** Most coordinates, as in a config. */
const MOST = 1000;

interface Arguments {
  readonly formula: string;
  readonly param: readonly string[];
  readonly dimension: string;
  readonly json: boolean;
}

/** What is exactly known of a function of several coordinates, as text or JSON. */
export function exactOfCoordinates(
  { formula: given, param, dimension: text, json }: Arguments,
  mu: number,
  sigma: number,
): string {
  const dimension = numberOf('--dimension', text);
  if (!Number.isInteger(dimension) || dimension < 2 || dimension > MOST)
    throw usage(`--dimension: found ${text}, expected a whole number from 1 to ${MOST}`);
  const { formula, parameters } = functionOf(given, param);
  const written = parseWritten(formula);
  if (written.totals.length === 0)
    throw usage(
      `found ${formula} with --dimension ${dimension}, expected what it is for ${dimension} coordinates, such as sum(${formula})`,
    );
  const integrand = compileCoordinates(printFormula(written.tree), parameters, dimension);
  const exact = coordinateOracle(integrand)(mu, sigma);
  if (!json) return coordinatesText(integrand, mu, sigma, exact);
  return JSON.stringify({ formula: integrand.formula, parameters, dimension, mu, sigma, exact }, null, 2);
}
