import { compileIntegrand } from '../integrands/compile.ts';
import type { BlockProgram, Instruction } from '../integrands/program.ts';
import type { PlanIntegrand } from './plan.ts';
import { parametersAt } from './points.ts';

/*
 * Estimated work, in nanoseconds on one core of a present-day machine. It sizes batches and gives the time left;
 * it never reaches a result, so an error here costs speed only.
 */

/** Nanoseconds of one operation on one draw in the kernel; whatever is not named here is plain arithmetic. */
const OPERATION: Readonly<Partial<Record<Instruction['operation'], number>>> = {
  exp: 3,
  expm1: 3,
  log: 3.5,
  log1p: 4.5,
  sin: 3.5,
  cos: 3.5,
  tan: 5,
  tanh: 4,
  sinh: 4,
  cosh: 3.5,
  sech2: 4,
  sigmoid: 3.5,
  softplus: 8,
  atan: 4.5,
  erf: 10,
  normcdf: 9,
  normpdf: 4,
  normquantile: 10,
  power: 16,
};
const ARITHMETIC = 0.25;

/** Generator, normal, contributions and sums of one draw. */
const DRAW = 6;

/** Closing a trial. */
const TRIAL = 1;

/** Keying the streams of a block and sending its sums back. */
const BLOCK = 3000;

/** The oracle evaluates the integrand about this many times at a point, in scalars, which take so much longer. */
const ORACLE_EVALUATIONS = 10_000;
const SCALAR = 4;
const ORACLE_POINT = 300_000;

/** Nanoseconds of a program for one draw. */
export function evaluationNanoseconds(program: Pick<BlockProgram, 'instructions'>): number {
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

/** A channel of an estimator beyond score and pathwise: its draws, and its sums. */
const CHANNEL = 6;

/** Exact laws of such estimators at one point. */
const LAWS_POINT = 5_000_000;

/** Nanoseconds of evaluations a draw where so many channels are measured, each of which evaluates r about once. */
export function withChannels(evaluation: number, channels: number): number {
  return evaluation + channels * (CHANNEL + evaluation);
}

/** Nanoseconds of a block of trials of m draws. `evaluation` is that of `withChannels`. */
export function blockNanoseconds(evaluation: number, trials: number, m: number): number {
  return BLOCK + trials * (TRIAL + m * (DRAW + evaluation));
}

/** Nanoseconds of the exact quantities of one point. */
export function oracleNanoseconds(evaluation: number, channels: number): number {
  const laws = channels > 0 ? LAWS_POINT : 0;
  return ORACLE_POINT + laws + ORACLE_EVALUATIONS * SCALAR * evaluation;
}
