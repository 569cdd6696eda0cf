import { MAIN_THREAD, OTHERS, WAITING, warmUp } from './cost.ts';
import type { PlanEstimate } from './estimate.ts';

/** The time of a whole run on a machine that does nothing else, estimated. */
export interface RunTime {
  readonly workers: number;
  /** Of the main thread, which merges, journals and writes what the workers find. */
  readonly coordinatorNanoseconds: number;
  /** Of all other threads together. */
  readonly workerNanoseconds: number;
  readonly seconds: number;
}

/** Bits of a vector of the kernel that the constants of cost.ts are of. */
const PORTABLE_BITS = 128;

/** Core time of draws and exact values with a kernel of longer vectors: draws take so much less of it. */
export function coreNanoseconds({ nanoseconds, drawNanoseconds }: PlanEstimate, bits: number): number {
  return nanoseconds - drawNanoseconds * (1 - PORTABLE_BITS / bits);
}

/**
 * What a run of such a plan takes with so many workers, each with a core: the main thread, or all of them, is
 * the limit.
 *
 * @param bits of a vector of the kernel
 */
export function runTime(estimate: PlanEstimate, workers: number, bits: number = PORTABLE_BITS): RunTime {
  const { cells, rows, points, journalBytes } = estimate;
  const coordinatorNanoseconds =
    MAIN_THREAD.start +
    cells * MAIN_THREAD.cell +
    rows * MAIN_THREAD.row +
    points * MAIN_THREAD.point +
    journalBytes * MAIN_THREAD.journalByte +
    warmUp(MAIN_THREAD.rows, rows);
  const workerNanoseconds =
    coreNanoseconds(estimate, bits) +
    workers * (OTHERS.start + warmUp(OTHERS.points, points / workers)) +
    warmUp(OTHERS.cells, cells) +
    coordinatorNanoseconds * OTHERS.ofMainThread;
  const shared = (coordinatorNanoseconds + workerNanoseconds) / workers;
  const seconds = (WAITING + Math.max(coordinatorNanoseconds, shared)) / 1e9;
  return { workers, coordinatorNanoseconds, workerNanoseconds, seconds };
}
