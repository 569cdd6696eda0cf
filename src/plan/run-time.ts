import { MAIN_THREAD, OTHERS, WAITING, type WarmUp } from './cost.ts';
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

/**
 * What a run of such a plan takes with so many workers, each with a core: the main thread, or all of them, is
 * the limit.
 */
export function runTime(estimate: PlanEstimate, workers: number): RunTime {
  const { cells, rows, points, journalBytes, nanoseconds } = estimate;
  const coordinatorNanoseconds =
    MAIN_THREAD.start +
    cells * MAIN_THREAD.cell +
    rows * MAIN_THREAD.row +
    points * MAIN_THREAD.point +
    journalBytes * MAIN_THREAD.journalByte +
    warmUp(MAIN_THREAD.rows, rows);
  const workerNanoseconds =
    nanoseconds +
    workers * (OTHERS.start + warmUp(OTHERS.points, points / workers)) +
    warmUp(OTHERS.cells, cells) +
    coordinatorNanoseconds * OTHERS.ofMainThread;
  const shared = (coordinatorNanoseconds + workerNanoseconds) / workers;
  const seconds = (WAITING + Math.max(coordinatorNanoseconds, shared)) / 1e9;
  return { workers, coordinatorNanoseconds, workerNanoseconds, seconds };
}

function warmUp({ most, half }: WarmUp, count: number): number {
  return (most * count) / (count + half);
}
