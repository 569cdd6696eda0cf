import { formulaError } from '../formula/tree/formula-error.ts';
import { isNeverFinite } from '../formula/analysis/never-finite.ts';
import { formulaParameters } from '../formula/parameters.ts';
import { parseFormula, parseWritten } from '../formula/parse.ts';
import type { Parameters } from '../formula/tree/tree.ts';
import { catalogueEntry } from '../integrands/catalogue.ts';
import { compileIntegrand } from '../integrands/compile.ts';
import type { Integrand } from '../integrands/integrand.ts';

/**
 * The function of a formula or a catalogue name; a parameter without a value has that of the catalogue, else
 * 1, and one that the formula lacks is left out.
 *
 * @throws GradvarError FORMULA_INVALID
 */
export function namedFunction(text: string, given: Parameters): Integrand {
  const entry = catalogueEntry(text.trim());
  const formula = entry?.formula ?? text;
  if (parseWritten(formula).totals.length > 0)
    throw formulaError(`found a formula of several coordinates, expected one of one coordinate z`);
  const all: Parameters = { ...entry?.parameters, ...given };
  const names = formulaParameters(parseFormula(formula));
  const integrand = compileIntegrand(
    formula,
    Object.fromEntries(names.map((name) => [name, all[name] ?? 1])),
  );
  if (isNeverFinite(integrand.value))
    throw formulaError(`found ${integrand.formula}, which is not a finite number for any z`);
  return integrand;
}
