import { MAX_REGISTERS, MAX_TERMS } from '../../../src/formula/tree/limits.ts';
import { MAX_CHANNELS } from '../../../src/streams/measurement.ts';
import { CONTRIBUTIONS, LANES } from '../../../src/streams/task.ts';

/**
 * Where things stand in the memory of the WebAssembly kernel, in bytes. The module itself lays out nothing.
 */

/** A row: one double of every lane. */
export const ROW = 8 * LANES;
/**
 * How far an operand moves on in half a row: a register, and a constant. A kernel of wider vectors has longer
 * steps of its own.
 */
export const REGISTER_STEP = ROW / 2;
export const CONSTANT_STEP = 0;

/**
 * Rows of a memory block; even, because normals come in pairs. A dozen registers of it fit the first-level
 * cache.
 */
export const ROWS = 64;
/**
 * Two rows between registers, lest all begin at the same place of a memory page; a multiple of 128
 * (normals.ts).
 */
const REGISTER = (ROWS + 2) * ROW;

/** Generator states: a, b, c and counter. */
export const STATE = 0;
export const SHIFTS = STATE + 4 * ROW;
/** Per contribution four rows: the three sums of task.ts and the sum of the open trial. */
export const SUMS_AT = SHIFTS + ROW;
export const CONTRIBUTION = 4 * ROW;
/** The sums as they were before the last, partial row of trials. */
export const SAVED = SUMS_AT + CONTRIBUTIONS * CONTRIBUTION;
export const WORDS = 4096;
export const EPS = WORDS + REGISTER;
const REGISTERS = EPS + REGISTER;

/** Register i; register 0 is z. One more than programs have is a spare for renaming (encode-program.ts). */
export function registerAt(register: number): number {
  return REGISTERS + register * REGISTER;
}

/** Generator state of the i-th source of random numbers of a measurement. */
export function sourceStateAt(source: number): number {
  return registerAt(MAX_REGISTERS + 1) + source * 4 * ROW;
}
const MAX_SOURCES = 8;

/** Two shifts of each channel of a measurement: of what is summed, and of the estimates of a covariance. */
export const CHANNEL_SHIFTS = sourceStateAt(MAX_SOURCES);
export const CHANNEL_SHIFT = 16;
/**
 * Rows of sums of each channel (sums.ts and covariance.ts of the assembly), and as they were before the last
 * row of trials.
 */
export const CHANNEL_SUMS = CHANNEL_SHIFTS + MAX_CHANNELS * CHANNEL_SHIFT;
export const CHANNEL = 6 * ROW;
export const SAVED_CHANNELS = CHANNEL_SUMS + MAX_CHANNELS * CHANNEL;

/** Sum of the k-th term over the coordinates beyond the first: a register that no program has. */
export function otherSumAt(term: number): number {
  return SAVED_CHANNELS + MAX_CHANNELS * CHANNEL + term * REGISTER;
}

const CONSTANTS = otherSumAt(MAX_TERMS);
/** A constant stands as often as a row holds doubles: for the widest vectors. */
export const CONSTANT = ROW;

export function constantAt(constant: number): number {
  return CONSTANTS + constant * CONSTANT;
}

/**
 * Pages of the memory (scripts/build-kernel.mjs): for the constants of two programs of MAX_DERIVED_NODES
 * nodes.
 */
const PAGES = 48;
export const MAX_CONSTANTS = Math.floor((PAGES * 65536 - CONSTANTS) / CONSTANT);
