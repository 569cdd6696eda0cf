import { compileIntegrand } from '../integrands/compile.ts';
import { compileCoordinates } from '../integrands/coordinates.ts';
import { passOf } from '../formula/program/passes.ts';
import type { BlockProgram } from '../formula/program/program.ts';
import type { PlanIntegrand } from './plan.ts';
import { parametersAt } from './points.ts';

/*
 * Estimated work, in nanoseconds on one core of a present-day machine. It sizes batches and gives the time left;
 * it never reaches a result, so an error here costs speed only.
 */

/** Generator, normal, contributions and sums of one draw. */
const DRAW = 6;

/** Generator, normal and total of one coordinate beyond the first. */
const OTHER = 3.8;

/** Closing a trial. */
const TRIAL = 1;

/** Keying the streams of a block and sending its sums back. */
const BLOCK = 3000;

/** The oracle evaluates the integrand about this many times at a point, in scalars, which take so much longer. */
const ORACLE_EVALUATIONS = 10_000;
const SCALAR = 4;
const ORACLE_POINT = 300_000;
/** What the exact quantities of several coordinates take, times those of one. */
const COORDINATES_POINT = 10;

/** Nanoseconds of a program for one draw. */
export function evaluationNanoseconds({ instructions }: Pick<BlockProgram, 'instructions'>): number {
  return instructions.reduce((sum, { operation }) => sum + passOf(operation).nanoseconds, 0);
}

/** Nanoseconds of an integrand. */
export interface IntegrandWork {
  /** r and r' of one draw, with all that its other coordinates take. */
  readonly draw: number;
  /** The exact quantities of one point. */
  readonly point: number;
}

/**
 * The work of an integrand of a plan in a dimension, with so many channels beyond score and pathwise. Parameter values hardly change a program, so the first ones stand
 * for all.
 *
 * Errors: FORMULA_INVALID for a formula that does not compile, which a plan made from a config never holds.
 */
export function integrandWork(integrand: PlanIntegrand, dimension: number, channels: number): IntegrandWork {
  const { formula } = integrand;
  const parameters = parametersAt(integrand, 0);
  if (dimension === 1) {
    const draw = evaluationNanoseconds(compileIntegrand(formula, parameters).program);
    return { draw: withChannels(draw, channels), point: oracleNanoseconds(draw, channels) };
  }
  const { others, terms, whole } = compileCoordinates(formula, parameters, dimension).program;
  const one = evaluationNanoseconds(whole);
  const other = OTHER + evaluationNanoseconds(terms);
  return { draw: one + others * other, point: COORDINATES_POINT * oracleNanoseconds(one, 0) };
}

/** A channel of an estimator beyond score and pathwise: its draws, and its sums. */
const CHANNEL = 6;

/** Exact laws of a channel of such an estimator at one point. */
const LAWS_CHANNEL = 6_000_000;

/** Nanoseconds of evaluations a draw where so many channels are measured, each of which evaluates r about once. */
function withChannels(evaluation: number, channels: number): number {
  return evaluation + channels * (CHANNEL + evaluation);
}

/** Nanoseconds of a block of trials of m draws. `evaluation` is all that a draw takes beyond its own sums. */
export function blockNanoseconds(evaluation: number, trials: number, m: number): number {
  return BLOCK + trials * (TRIAL + m * (DRAW + evaluation));
}

/** Nanoseconds of the exact quantities of one point. */
function oracleNanoseconds(evaluation: number, channels: number): number {
  return ORACLE_POINT + channels * LAWS_CHANNEL + ORACLE_EVALUATIONS * SCALAR * evaluation;
}
