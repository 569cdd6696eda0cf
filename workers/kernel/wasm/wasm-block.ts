import type { EncodedProgram } from './encode-program.ts';
import {
  CONTRIBUTION,
  EPS,
  ROW,
  ROWS,
  SAVED,
  SHIFTS,
  STATE,
  SUMS_AT,
  WORDS,
  registerAt,
} from './memory-layout.ts';
import { runSteps } from './steps.ts';
import { BLOCK_SUMS, CONTRIBUTIONS, LANES, SUMS, sumIndex } from '../../../src/streams/task.ts';
import type { BlockSums, BlockTask } from '../../../src/streams/task.ts';
import { placeConstants } from './wasm-evaluate.ts';
import type { Kernel } from './wasm-kernel.ts';

/**
 * `runBlock` of run-block.ts on the WebAssembly kernel, with the same bits: draws eps, z = mu + sigma·eps,
 * r(z) and r'(z), and sums the contributions over draws and trials. See there for which draws belong to which
 * trial.
 *
 * @param program encoded for this kernel
 * @param placeInputs puts what the program needs beside z into the registers after it, before every memory
 *   block
 *
 * Domain: m and trials integers from 1. Errors: none; a draw at which r or r' is no finite number makes the
 * sums that it enters non-finite.
 */
export function runBlockOnKernel(
  kernel: Kernel,
  program: EncodedProgram,
  task: BlockTask,
  placeInputs: (() => void) | null = null,
): BlockSums {
  const { trials, m, mu, sigma } = task;
  const { functions, doubles } = kernel;
  seed(kernel, task);
  placeConstants(kernel, program);
  doubles.fill(0, SUMS_AT / 8, (SAVED + CONTRIBUTIONS * CONTRIBUTION) / 8);
  const draws = Math.ceil(trials / LANES) * m;
  // In the rows up to here every lane counts; in those of the last row of trials only the first lanes may.
  const counting = Math.floor(trials / LANES) * m;
  const z = registerAt(0);
  for (let first = 0; first < draws; first += ROWS) {
    const rows = Math.min(ROWS, draws - first);
    const even = rows + (rows & 1);
    if (placeInputs !== null) placeInputs();
    functions.fillWords(STATE, WORDS, WORDS + even * ROW);
    functions.squaredRadiiAll(WORDS, WORDS + even * ROW);
    functions.normalsAll(EPS, EPS + even * ROW, z, WORDS, mu, sigma);
    runSteps(kernel, program.steps, rows);
    if (first === 0) {
      const { value, derivative } = program;
      functions.blockShifts(SHIFTS, EPS, value.at, value.step, derivative.at, derivative.step, WORDS);
    }
    const split = Math.max(0, Math.min(counting - first, rows));
    addRows(kernel, program, m, first, 0, split);
    if (split < rows) {
      if (first + split === counting) doubles.copyWithin(SAVED / 8, SUMS_AT / 8, SAVED / 8);
      addRows(kernel, program, m, first, split, rows);
    }
  }
  return blockSums(doubles, trials % LANES);
}

function seed({ functions }: Kernel, { key, block }: BlockTask): void {
  const stream = block * LANES;
  const high = Math.floor(stream / 4294967296);
  functions.seedStreams(STATE, key[0], key[1], key[2], key[3], high, stream - high * 4294967296, WORDS);
}

/**
 * Adds rows from..to of the memory block that begins at row `first` to the sums of the four contributions.
 */
function addRows(
  { functions }: Kernel,
  { value, derivative }: EncodedProgram,
  m: number,
  first: number,
  from: number,
  to: number,
): void {
  if (from === to) return;
  const eps = EPS + from * ROW;
  const end = EPS + to * ROW;
  const left = m - ((first + from) % m);
  const r = value.at + 2 * from * value.step;
  const d = derivative.at + 2 * from * derivative.step;
  functions.addTimesEps(eps, end, r, value.step, SHIFTS, SUMS_AT, m, left);
  functions.addTimesEps2(eps, end, r, value.step, SHIFTS + 8, SUMS_AT + CONTRIBUTION, m, left);
  functions.addAlone(eps, end, d, derivative.step, SHIFTS + 16, SUMS_AT + 2 * CONTRIBUTION, m, left);
  functions.addTimesEps(eps, end, d, derivative.step, SHIFTS + 24, SUMS_AT + 3 * CONTRIBUTION, m, left);
}

/**
 * The sums in the order of task.ts; lanes from `partial` on (if it is not 0) do not count the last row of
 * trials.
 */
function blockSums(doubles: Float64Array, partial: number): BlockSums {
  const sums = new Float64Array(BLOCK_SUMS);
  for (let k = 0; k < CONTRIBUTIONS; k++) {
    sums[k] = doubles[SHIFTS / 8 + k]!;
    for (let lane = 0; lane < LANES; lane++) {
      const from = (partial === 0 || lane < partial ? SUMS_AT : SAVED) + k * CONTRIBUTION + lane * 8;
      const at = sumIndex(lane, k, 0);
      for (let sum = 0; sum < SUMS; sum++) sums[at + sum] = doubles[(from + sum * ROW) / 8]!;
    }
  }
  return sums;
}
