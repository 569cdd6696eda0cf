import type { EncodedBlock } from './encode-program.ts';
import { CONTRIBUTION, ROW, SAVED, SHIFTS, STATE, SUMS_AT } from './memory-layout.ts';
import { BLOCK_SUMS, CONTRIBUTIONS, LANES, SUMS, sumIndex } from '../../../src/streams/task.ts';
import type { BlockSums, BlockTask } from '../../../src/streams/task.ts';
import { placeConstants } from './wasm-evaluate.ts';
import { seedSource } from './wasm-inputs.ts';
import type { Kernel } from './wasm-kernel.ts';

/**
 * `runBlock` of run-block.ts on the kernel, with the same bits: draws eps, z = mu + sigma·eps, r(z) and
 * r'(z), and sums the contributions over draws and trials. See there for which draws belong to which trial.
 *
 * Domain: m and trials integers from 1. Errors: none; a draw at which r or r' is no finite number makes the
 * sums that it enters non-finite.
 */
export function runBlockOnKernel(kernel: Kernel, program: EncodedBlock, task: BlockTask): BlockSums {
  const { trials, m, mu, sigma } = task;
  seedSource(kernel, task, 0, STATE);
  placeConstants(kernel, program);
  kernel.doubles.fill(0, SUMS_AT / 8, (SAVED + CONTRIBUTIONS * CONTRIBUTION) / 8);
  kernel.run(program.block, {
    draws: Math.ceil(trials / LANES) * m,
    counting: Math.floor(trials / LANES) * m,
    perTrial: m,
    mu,
    sigma,
  });
  return blockSums(kernel.doubles, trials % LANES);
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
