import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { planId } from '../grid/canonical.ts';
import type { Plan } from '../grid/plan.ts';
import type { SummaryRow } from '../results/columns.ts';
import { summaryCsv } from '../results/csv.ts';
import { streamDurably } from '../results/durable-file.ts';
import { writeManifest } from '../results/manifest.ts';
import { FILES, prepareFolder } from '../results/results-folder.ts';
import { writeSeal } from '../results/seal.ts';
import { timingsCsv } from '../results/timings.ts';
import { resolveRunOptions, type RunOptions } from './run-options.ts';
import { runCells, type FinishedCell } from './run-experiment.ts';
import { workerFile } from './worker-pool.ts';

/** What came of a run into a folder. */
export interface WrittenExperiment {
  /** Path of summary.csv. */
  readonly summary: string;
  readonly cells: number;
  readonly rows: number;
  readonly draws: number;
  readonly seconds: number;
  readonly failed: readonly { readonly cell_id: string; readonly reason: string }[];
}

/**
 * Runs a plan and writes the results folder: plan.json first, summary.csv as rows come, seal.json last.
 *
 * @param onCell sees every finished cell, in plan order.
 * @throws GradvarError FOLDER_OTHER_PLAN (40), OUTPUT_UNWRITABLE (50), and those of `runExperiment`
 */
export async function writeExperiment(
  plan: Plan,
  folder: string,
  options: RunOptions,
  onCell: (cell: FinishedCell) => void,
): Promise<WrittenExperiment> {
  const started = new Date();
  const digests = { ...prepareFolder(folder, plan) };
  const failed: { cell_id: string; reason: string }[] = [];
  const timings = new PassThrough({ objectMode: true });
  const timingsDone = streamDurably(join(folder, FILES.timings), timings, timingsCsv());
  let cells = 0;
  let count = 0;
  let draws = 0;

  async function* rows(): AsyncGenerator<SummaryRow> {
    const finished = runCells(plan, options, (timing) => {
      draws += timing.draws;
      timings.write(timing);
    });
    for await (const cell of finished) {
      cells += 1;
      const { measured, cell: place } = cell.done;
      if (measured.kind === 'failed') failed.push({ cell_id: place.id, reason: measured.reason });
      onCell(cell);
      count += cell.rows.length;
      yield* cell.rows;
    }
  }

  const summary = join(folder, FILES.summary);
  try {
    digests[FILES.summary] = await streamDurably(summary, Readable.from(rows()), summaryCsv());
  } finally {
    timings.end();
    await timingsDone;
  }
  const seconds = (Date.now() - started.getTime()) / 1000;
  const { workers } = resolveRunOptions(options, workerFile());
  writeManifest(folder, plan, cells, count, { started, seconds, workers, draws, cellsFailed: failed });
  writeSeal(folder, planId(plan), count, digests);
  return { summary, cells, rows: count, draws, seconds, failed };
}
