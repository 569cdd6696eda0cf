import type { PassOperation } from '../tree/tree.ts';

/**
 * A block program: r and r' of one integrand as a short list of vector operations with shared
 * subexpressions. Register 0 holds z and is never written. Each instruction works elementwise on whole
 * registers; an operand is a register or a constant. Plain data, so that it can be sent to a worker.
 */
export type Operand = { readonly register: number } | { readonly constant: number };

export interface Instruction {
  /** `square` is x*x; integer powers are lowered to multiplications, other powers stay `power`. */
  readonly operation: PassOperation | 'square';
  readonly out: number;
  readonly args: readonly Operand[];
}

/**
 * A formula as the kernel computes it: passes over blocks of draws, from the normals to r and its derivative.
 *
 * @example
 * const program: BlockProgram = compileIntegrand('z^2', {}).program;
 */
export interface BlockProgram {
  /** How many registers the program needs, register 0 (z) included. */
  readonly registers: number;
  readonly instructions: readonly Instruction[];
  /** Where r stands after the last instruction. */
  readonly value: Operand;
  /** Where r' stands. */
  readonly derivative: Operand;
}

/**
 * A program of any number of trees in any number of inputs, which stand in the first registers and are never
 * written.
 */
export interface OutputProgram {
  readonly inputs: number;
  /** How many registers the program needs, those of the inputs included. */
  readonly registers: number;
  readonly instructions: readonly Instruction[];
  /** Where the value of each tree stands after the last instruction. */
  readonly outputs: readonly Operand[];
}

/**
 * r and r' at z_1 of one draw of several coordinates: `terms` makes of the z of each other coordinate what it
 * adds to the totals, and `whole` makes r and r' of z_1 and these sums.
 */
export interface CoordinateProgram {
  /** How many other coordinates there are: D − 1. */
  readonly others: number;
  /** Input z; an output for each total. */
  readonly terms: OutputProgram;
  /** Inputs z and the sums over the others, in the order of `terms`; outputs r and r'. */
  readonly whole: OutputProgram;
}

/** What makes r and r' of a draw, of one coordinate or of several. */
export type DrawProgram = BlockProgram | CoordinateProgram;
