import type { Command } from './command.ts';
import { join } from 'node:path';
import { EXIT } from '../errors.ts';
import { configArguments, parseWorkers, planOf, type ConfigArguments } from './config-arguments.ts';
import { once } from './once.ts';
import { print, say } from './output.ts';

interface Arguments extends ConfigArguments {
  readonly out: string | undefined;
  readonly workers: string;
  readonly quiet: boolean;
  readonly json: boolean;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    configArguments(yargs)
      .option('out', {
        coerce: once('out'),
        type: 'string',
        requiresArg: true,
        describe: 'Results folder; default output/NAME',
      })
      .option('workers', {
        coerce: once('workers'),
        type: 'string',
        requiresArg: true,
        default: 'auto',
        describe: 'Worker threads: a number or auto',
      })
      .option('quiet', { type: 'boolean', default: false, describe: 'Print nothing but the path and errors' })
      .option('json', {
        type: 'boolean',
        default: false,
        describe: 'Print a JSON document instead of the path',
      }),
  handler: run,
};

async function run(args: Arguments): Promise<void> {
  const workers = parseWorkers(args.workers);
  const plan = await planOf(args);
  const folder = args.out ?? join('output', plan.name);
  const [{ writeExperiment }, { collectFindings }, { findingsText }, { progressLine }, { stopOnSignals }] =
    await Promise.all([
      import('../coordinator/write-experiment.ts'),
      import('../results/findings.ts'),
      import('./findings-text.ts'),
      import('./progress.ts'),
      import('./signals.ts'),
    ]);
  const findings = collectFindings();
  const progress = progressLine(args.quiet);
  const stop = stopOnSignals();
  const options = {
    signal: stop.signal,
    onProgress: progress.show,
    ...(workers === undefined ? {} : { workers }),
  };
  try {
    const written = await writeExperiment(plan, folder, options, ({ done, rows }) => {
      for (const row of rows) findings.add(row, done.cell.class);
    });
    progress.clear();
    const { failed, summary, cells, rows, seconds, draws } = written;
    if (!args.quiet) say(findingsText(findings.result(), cells));
    for (const { cell_id, reason } of failed.slice(0, 10)) say(`cell ${cell_id} failed: ${reason}`);
    if (failed.length > 10) say(`… and ${failed.length - 10} more cells, all in manifest.json`);
    print(
      args.json
        ? JSON.stringify({ summary, cells, rows, draws, seconds, failed, health: findings.result().health })
        : summary,
    );
    process.exitCode = failed.length > 0 ? EXIT.cellsFailed : EXIT.ok;
  } catch (error) {
    progress.clear();
    throw stop.explain(error);
  } finally {
    stop.dispose();
  }
}
