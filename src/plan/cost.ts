import { compileIntegrand } from '../integrands/compile.ts';
import { compileCoordinates } from '../integrands/coordinates.ts';
import { passOf } from '../formula/program/passes.ts';
import type { BlockProgram, Instruction } from '../formula/program/program.ts';
import type { Plan, PlanIntegrand } from './plan.ts';
import { boundParameters } from './cell.ts';
import type { GuidePoint } from '../estimators/guide-point.ts';
import { knownNames, parametersAt } from './points.ts';

/*
 * Estimated work, in nanoseconds on one core of an idle AMD EPYC with Node 20, December 2026: the middle of
 * two machines. It sizes batches and gives the time of a plan; it never reaches a result, so an error here
 * costs speed only. `npm run check:plan-time` measures it again.
 */

/** Generator, normal, contributions and sums of one draw. */
const DRAW = 6;

/** Generator, normal and total of one coordinate beyond the first. */
const OTHER = 3.8;

/** Closing a trial. */
const TRIAL = 1;

/** Seeding a block and sending its sums back. */
const BLOCK = 3000;

/** Keying the streams of a cell, merging it and telling of it: once, beside its blocks. */
const CELL = 55_000;

/** A row of summary.csv and its text. */
const ROW = 25_000;

/** What a cell takes beside its blocks. */
export function cellNanoseconds({ components, estimators }: Pick<Plan, 'components' | 'estimators'>): number {
  return CELL + ROW * components.length * (estimators.length - 1);
}

/** What takes long until V8 has compiled it: `most` more in all, half of that after so many. */
export interface WarmUp {
  readonly most: number;
  readonly half: number;
}

/** What `count` of them take beyond their own time. */
export function warmUp({ most, half }: WarmUp, count: number): number {
  return (most * count) / (count + half);
}

/** Exact laws of more than score and pathwise by mu, sigma and log_sigma, by points. */
export const LAWS: WarmUp = { most: 4_000_000_000, half: 12 };

/** Until the first worker works, and from the last row to the end: threads start, files reach the disk. */
export const WAITING = 150_000_000;

/** What the main thread does: it starts, deals out, and writes what comes; and it counts the rows. */
export const MAIN_THREAD = {
  start: 400_000_000,
  cell: 6_000,
  row: 3_000,
  point: 20_000,
  journalByte: 1,
  rows: { most: 100_000_000, half: 800 } satisfies WarmUp,
} as const;

/** What the other threads take beside the work that is sent to them. */
export const OTHERS = {
  /** Of each worker. */
  start: 150_000_000,
  points: { most: 900_000_000, half: 60 } satisfies WarmUp,
  /** V8 compiles in threads of its own. */
  cells: { most: 1_200_000_000, half: 400 } satisfies WarmUp,
  /** The garbage collector and the disk, for each nanosecond of the main thread. */
  ofMainThread: 0.1,
} as const;

/**
 * The oracle evaluates the integrand about this many times at a point, in scalars, which take so much longer.
 */
const ORACLE_EVALUATIONS = 10_000;
const SCALAR = 4;
const ORACLE_POINT = 600_000;
/** What the exact quantities of several coordinates take, times those of one. */
const COORDINATES_POINT = 10;

/** Nanoseconds of a program for one draw. */
export function evaluationNanoseconds({ instructions }: Pick<BlockProgram, 'instructions'>): number {
  return instructions.reduce((sum, instruction, i) => {
    const isTwin = i > 0 && areTwins(instructions[i - 1]!, instruction);
    return sum + (isTwin ? ARITHMETIC : passOf(instruction.operation).nanoseconds);
  }, 0);
}

/** What the second of two that the kernel takes in one pass adds. */
const ARITHMETIC = 0.25;

const TWINS: readonly string[] = ['sin cos', 'cos sin', 'tanh sech2', 'sech2 tanh'];

/** Of one argument and next to each other: the kernel takes them in one pass. */
function areTwins(a: Instruction, b: Instruction): boolean {
  return TWINS.includes(`${a.operation} ${b.operation}`) && JSON.stringify(a.args) === JSON.stringify(b.args);
}

/** Nanoseconds of an integrand. */
export interface IntegrandWork {
  /** r and r' of one draw, with all that its other coordinates take. */
  readonly draw: number;
  /** The exact quantities of one point. */
  readonly point: number;
}

/**
 * The work of an integrand of a plan in a dimension, with so many channels beyond score and pathwise.
 * Parameter values hardly change a program, so the first ones, and one law of Z, stand for all.
 *
 * Errors: FORMULA_INVALID for a formula that does not compile, which a plan made from a config never holds.
 */
export function integrandWork(
  integrand: PlanIntegrand,
  dimension: number,
  channels: number,
  guidePoint: GuidePoint,
): IntegrandWork {
  const { formula } = integrand;
  const knows = knownNames(formula, integrand.parameters);
  const parameters = boundParameters({ parameters: parametersAt(integrand, 0), knows }, guidePoint);
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

/**
 * Nanoseconds of evaluations a draw where so many channels are measured, each of which evaluates r about
 * once.
 */
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
