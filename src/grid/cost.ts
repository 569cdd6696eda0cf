import { compileIntegrand } from '../integrands/compile.ts';
import type { BlockProgram, Instruction } from '../integrands/program.ts';
import type { PlanIntegrand } from './plan.ts';
import { parametersAt } from './points.ts';

/*
 * Estimated work, in nanoseconds on one core of a present-day machine. It sizes batches and gives the time left;
 * it never reaches a result, so an error here costs speed only.
 */

/** Nanoseconds of one operation on one draw; whatever is not named here is plain arithmetic. */
const OPERATION: Readonly<Partial<Record<Instruction['operation'], number>>> = {
  exp: 10,
  expm1: 15,
  log: 10,
  log1p: 15,
  sin: 12,
  cos: 12,
  tan: 20,
  tanh: 15,
  sinh: 15,
  cosh: 15,
  sech2: 15,
  sigmoid: 15,
  softplus: 25,
  atan: 15,
  erf: 25,
  normcdf: 25,
  normpdf: 15,
  power: 60,
};
const ARITHMETIC = 1;

/** Generator, normal, contributions and sums of one draw. */
const DRAW = 60;

/** Closing a trial. */
const TRIAL = 10;

/** Keying the streams of a block and sending its sums back. */
const BLOCK = 10_000;

/** The oracle evaluates the integrand about this many times at a point. */
const ORACLE_EVALUATIONS = 10_000;
const ORACLE_POINT = 300_000;

/** Nanoseconds of r and r' of one draw. */
export function evaluationNanoseconds(program: BlockProgram): number {
  return program.instructions.reduce((sum, { operation }) => sum + (OPERATION[operation] ?? ARITHMETIC), 0);
}

/**
 * The same of an integrand of a plan. Parameter values hardly change a program, so the first ones stand for all.
 *
 * Errors: FORMULA_INVALID for a formula that does not compile, which a plan made from a config never holds.
 */
export function integrandNanoseconds(integrand: PlanIntegrand): number {
  return evaluationNanoseconds(compileIntegrand(integrand.formula, parametersAt(integrand, 0)).program);
}

/** Nanoseconds of a block of trials of m draws. `evaluation` is that of `evaluationNanoseconds`. */
export function blockNanoseconds(evaluation: number, trials: number, m: number): number {
  return BLOCK + trials * (TRIAL + m * (DRAW + evaluation));
}

/** Nanoseconds of the exact quantities of one point. */
export function oracleNanoseconds(evaluation: number): number {
  return ORACLE_POINT + ORACLE_EVALUATIONS * evaluation;
}
