import { differentiate } from '../formula/differentiate.ts';
import type { Integrand } from './integrand.ts';
import { lowerProgram } from '../formula/program/lower.ts';
import { bindParameters } from '../formula/parameters.ts';
import { withoutRounding } from '../formula/analysis/without-rounding.ts';
import { parseFormula } from '../formula/parse.ts';
import { printFormula } from '../formula/print.ts';
import { simplify } from '../formula/simplify.ts';
import type { Node, Parameters } from '../formula/tree/tree.ts';

/**
 * Everything that kernel and oracle need of a function r: from its formula and the values of its parameters
 * to r, r', r'' and the block program of r and r'. A formula of several coordinates counts as what it is for
 * one.
 *
 * @throws GradvarError FORMULA_INVALID (exit 2)
 *
 * @example
 * const r = compileIntegrand('sin(w*z)', { w: 10 });
 * printFormula(r.derivative); // → '10*cos(10*z)'
 */
export function compileIntegrand(formula: string, parameters: Parameters): Integrand {
  const written = parseFormula(formula);
  return integrandOf(bindParameters(written, parameters), printFormula(written), parameters);
}

/**
 * The same of a tree in z alone.
 *
 * @throws GradvarError FORMULA_INVALID (exit 2) if a derivative or the program is too large
 */
export function integrandOf(tree: Node, formula: string, parameters: Parameters): Integrand {
  const value = simplify(tree);
  const derivative = withoutRounding(simplify(differentiate(value)));
  const secondDerivative = simplify(differentiate(derivative));
  return {
    formula,
    parameters,
    value,
    derivative,
    secondDerivative,
    program: lowerProgram(value, derivative),
  };
}
