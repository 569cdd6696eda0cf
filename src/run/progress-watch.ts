import { blockCount, blockTrials } from '../plan/blocks.ts';
import type { Batch } from '../plan/batch.ts';
import { estimatePlan } from '../plan/estimate.ts';
import { hasOneLook } from '../plan/looks.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ledger } from '../folder/journal/ledger.ts';
import type { DoneBatch } from './pool/isolate.ts';
import type { Progress } from './run-options.ts';

/**
 * Counts what is done and tells it after each batch. Where nobody knows the work to come, cells are counted.
 */
export function watchProgress(
  plan: Plan,
  ledger: Ledger,
  onProgress: (progress: Progress) => void,
): { readonly cells: (count: number) => void; readonly batch: (done: DoneBatch) => void } {
  const { cells: cellsPlanned, nanoseconds: planned, draws: drawsPlanned } = estimatePlan(plan);
  const isKnown = hasOneLook(plan);
  const started = performance.now();
  let cells = 0;
  let draws = 0;
  let nanoseconds = planned * (ledger.draws / drawsPlanned);
  return {
    cells: (count) => {
      cells += count;
    },
    batch: ({ batch }) => {
      draws += drawsOfWork(batch);
      nanoseconds += batch.nanoseconds;
      const done = isKnown ? nanoseconds / planned : cells / cellsPlanned;
      const fraction = Math.min(1, done);
      onProgress({ cells, cellsPlanned, draws, fraction, milliseconds: performance.now() - started });
    },
  };
}

/** Draws of a batch, over all its trials. */
export function drawsOfWork(batch: Batch): number {
  let draws = batch.wholes.length * batch.trials * batch.asked.m.reduce((sum, m) => sum + m, 0);
  for (const { first, count, trials, m } of batch.runs) {
    for (let block = first; block < first + count; block += 1) draws += m * blockTrials(trials, m, block);
  }
  return draws;
}

export function blocksOfWork({ wholes, runs, asked, trials }: Batch): number {
  const ofRuns = runs.reduce((sum, { count }) => sum + count, 0);
  if (wholes.length === 0) return ofRuns;
  return ofRuns + wholes.length * asked.m.reduce((sum, m) => sum + blockCount(trials, m), 0);
}
