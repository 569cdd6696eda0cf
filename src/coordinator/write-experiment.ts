import { join } from 'node:path';
import { planId } from '../grid/canonical.ts';
import type { Plan } from '../grid/plan.ts';
import { COLUMNS } from '../results/columns.ts';
import { writeManifest } from '../results/manifest.ts';
import { FILES, prepareFolder } from '../results/results-folder.ts';
import { writeSeal } from '../results/seal.ts';
import { openTable } from '../results/table-file.ts';
import { TIMING_COLUMNS } from '../results/timings.ts';
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
  const digests = { ...(await prepareFolder(folder, plan)) };
  const failed: { cell_id: string; reason: string }[] = [];
  const timings = await openTable(join(folder, FILES.timings), namesOf(TIMING_COLUMNS));
  const table = await openTable(join(folder, FILES.summary), namesOf(COLUMNS));
  let cells = 0;
  let count = 0;
  let draws = 0;
  try {
    const finished = runCells(plan, options, (timing) => {
      draws += timing.draws;
      void timings.write(timing);
    });
    for await (const cell of finished) {
      cells += 1;
      const { measured, cell: place } = cell.done;
      if (measured.kind === 'failed') failed.push({ cell_id: place.id, reason: measured.reason });
      onCell(cell);
      count += cell.rows.length;
      for (const row of cell.rows) await table.write(row);
    }
    await timings.commit();
    digests[FILES.summary] = await table.commit();
  } finally {
    await timings.discard();
    await table.discard();
  }
  const seconds = (Date.now() - started.getTime()) / 1000;
  const { workers } = resolveRunOptions(options, workerFile());
  await writeManifest(folder, plan, cells, count, { started, seconds, workers, draws, cellsFailed: failed });
  await writeSeal(folder, planId(plan), count, digests);
  return { summary: join(folder, FILES.summary), cells, rows: count, draws, seconds, failed };
}

function namesOf<Name extends string>(columns: readonly { readonly name: Name }[]): readonly Name[] {
  return columns.map(({ name }) => name);
}
