import { availableParallelism, cpus, hostname, platform, release } from 'node:os';
import { join } from 'node:path';
import { planId } from '../plan/canonical.ts';
import type { Plan } from '../plan/plan.ts';
import { version } from '../version.ts';
import { writeDurably } from '../files/durable-file.ts';
import { FILES } from './folder-files.ts';

/** What happened in a run; volatile. */
export interface RunRecord {
  readonly started: Date;
  readonly seconds: number;
  readonly workers: number;
  readonly draws: number;
  readonly cellsFailed: readonly { readonly cell_id: string; readonly reason: string }[];
}

/** manifest.json: `core` is the same for every run of a plan, `run` is this run's own. */
export async function writeManifest(
  folder: string,
  plan: Plan,
  cells: number,
  rows: number,
  run: RunRecord,
): Promise<void> {
  const core = { plan_id: planId(plan), scheme: plan.scheme, name: plan.name, cells, rows };
  const { started, seconds, workers, draws, cellsFailed } = run;
  const record = {
    gradvar: version(),
    node: process.version,
    platform: `${platform()} ${release()} ${process.arch}`,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    host: hostname(),
    workers,
    started: started.toISOString(),
    seconds,
    draws,
    draws_per_second: seconds > 0 ? draws / seconds : 0,
    cells_failed: cellsFailed,
  };
  await writeDurably(join(folder, FILES.manifest), `${JSON.stringify({ core, run: record }, null, 2)}\n`);
}
