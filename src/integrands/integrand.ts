import type { BlockProgram } from '../formula/program/program.ts';
import type { Node, Parameters } from '../formula/tree/tree.ts';

/**
 * A function r with its parameters bound: everything that the kernel and the oracle need of it.
 *
 * @example
 * const r: Integrand = compileIntegrand('z^2', {});
 * printFormula(r.secondDerivative); // → '2'
 */
export interface Integrand {
  /** Canonical formula, parameters by name. */
  readonly formula: string;
  readonly parameters: Parameters;
  /** r, r' and r'' in z alone (parameters and constants are numbers), simplified. */
  readonly value: Node;
  readonly derivative: Node;
  readonly secondDerivative: Node;
  /** r and r' lowered for the kernel. */
  readonly program: BlockProgram;
}
