import { differentiate } from './differentiate.ts';
import type { Integrand } from './integrand.ts';
import { lowerProgram } from './lower.ts';
import { bindParameters } from './parameters.ts';
import { parseFormula } from './parse.ts';
import { printFormula } from './print.ts';
import { simplify } from './simplify.ts';
import type { Parameters } from './tree.ts';

/**
 * Everything that kernel and oracle need of a function r: from its formula and the values of its parameters
 * to r, r', r'' and the block program of r and r'.
 *
 * @throws GradvarError FORMULA_INVALID (exit 2)
 */
export function compileIntegrand(formula: string, parameters: Parameters): Integrand {
  const written = parseFormula(formula);
  const value = simplify(bindParameters(written, parameters));
  const derivative = simplify(differentiate(value));
  const secondDerivative = simplify(differentiate(derivative));
  return {
    formula: printFormula(written),
    parameters,
    value,
    derivative,
    secondDerivative,
    program: lowerProgram(value, derivative),
  };
}
