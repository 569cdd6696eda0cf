import type { Argv } from 'yargs';
import { join } from 'node:path';
import type { FolderRunOptions } from '../run/run-options.ts';
import type { WrittenExperiment } from '../run/write-experiment.ts';
import { EXIT } from '../errors.ts';
import type { Config } from '../config/reading/located.ts';
import type { FailedCell, FinishedCells } from '../plan/finished-cells.ts';
import type { Plan } from '../plan/plan.ts';
import type { Shard } from '../plan/shard.ts';
import type { Command } from './command.ts';
import { shellCommand } from '../text/shell.ts';
import { configArguments, experimentOf, type ConfigArguments } from './arguments/config-arguments.ts';
import { isTerminal, lineWidth, print, printLine, say, sayPainted } from './terminal/output.ts';
import type { LiveRun } from '../report/live/live-run.ts';
import { resolveRunArguments, runArguments, type RunArguments } from './arguments/run-arguments.ts';

interface Arguments extends ConfigArguments, RunArguments {}

export const command: Command<Arguments> = {
  builder: (yargs: Argv) => runArguments(configArguments(yargs)),
  handler: run,
};

async function run(args: Arguments): Promise<void> {
  const { shard, port, maxMilliseconds, graceMilliseconds, options: chosen } = resolveRunArguments(args);
  const { config, plan } = await experimentOf(args);
  await showConfig(config, args);
  const whole = join('output', plan.name);
  const folder = args.out ?? (shard === null ? whole : join(whole, `shard-${shard.index}-of-${shard.count}`));
  const [{ progressLine }, { resumeCommand }, { stopOnSignals }] = await Promise.all([
    import('./terminal/progress.ts'),
    import('./terminal/resume-command.ts'),
    import('./terminal/signals.ts'),
  ]);
  const watcher = port === null ? NOBODY : await startWatching(plan, port);
  const progress = progressLine(args.quiet);
  const again = resumeCommand(process.argv.slice(2), shard);
  const hint =
    args.journal === 'off'
      ? 'nothing was kept (--journal off): run the same command again'
      : `what is done is safe; go on with: ${again}`;
  const onStop = (text: string): void => {
    progress.clear();
    // Also with --quiet: whoever pressed Ctrl-C is waiting.
    say(text);
  };
  const stop = stopOnSignals({ maxMilliseconds, graceMilliseconds, hint, onStop });
  const options: FolderRunOptions = {
    ...chosen,
    signal: stop.signal,
    onProgress: (now) => {
      progress.show(now);
      watcher.progress(now);
    },
    onNotice: (text) => {
      if (!args.quiet) say(text);
    },
  };
  try {
    const doing =
      shard === null
        ? runWhole(plan, folder, options, watcher, args)
        : runShard(plan, shard, folder, options, args);
    process.exitCode = (await doing) ? EXIT.cellsFailed : EXIT.ok;
  } catch (error) {
    progress.clear();
    throw stop.explain(error);
  } finally {
    progress.clear();
    stop.dispose();
    await watcher.end('stopped');
  }
}

/** Says what is run where no file does, and keeps it. */
async function showConfig(config: Config, { quiet, saveConfig }: Arguments): Promise<void> {
  const isFile = config.root.place.kind === 'file';
  if ((isFile || quiet) && saveConfig === undefined) return;
  const { configYaml } = await import('../config/write-config.ts');
  if (saveConfig !== undefined) {
    const { writeConfig } = await import('./save-config.ts');
    await writeConfig(saveConfig, configYaml(config.root, true));
    if (!quiet) say(`the config of this run: ${saveConfig}`);
  } else say('the config of this run (--save-config FILE keeps it):', ...indented(configYaml(config.root)));
}

const indented = (text: string): readonly string[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`);

/** Who looks on while the run goes on. */
type Watcher = Omit<LiveRun, 'address'>;

const NOBODY: Watcher = {
  add: () => undefined,
  progress: () => undefined,
  end: () => Promise.resolve(),
};

/** Before anything else is started: a port that cannot be had ends the command. */
async function startWatching(plan: Plan, port: number): Promise<Watcher> {
  const { serveRun } = await import('../report/live/live-run.ts');
  const live = await serveRun(plan, port);
  say(`watch the run at ${live.address} (this machine alone; whoever has the address may look)`);
  return live;
}

/** Both return whether cells failed. */
async function runWhole(
  plan: Plan,
  folder: string,
  options: FolderRunOptions,
  watcher: Watcher,
  { quiet, json }: Arguments,
): Promise<boolean> {
  const [
    { writeExperiment },
    { classesOf, collectFindings },
    { unpackedRows },
    { findingsText },
    { collectMaps, mapOfPlan },
  ] = await Promise.all([
    import('../run/write-experiment.ts'),
    import('../tables/findings.ts'),
    import('../tables/packed-rows.ts'),
    import('./terminal/findings-text.ts'),
    import('./terminal/row-maps.ts'),
  ]);
  const classOf = classesOf(plan);
  const findings = collectFindings();
  const maps = collectMaps(mapOfPlan(plan));
  const isWanted = !quiet || json;
  const onCells = (cells: FinishedCells): void => {
    watcher.add(cells);
    if (!isWanted) return;
    for (const row of unpackedRows(cells.packed)) {
      findings.add(row, classOf(row.integrand));
      maps.add(row);
    }
  };
  const written: WrittenExperiment = await writeExperiment(plan, folder, options, onCells);
  if (written.kind === 'complete') {
    if (!quiet) say('already complete: the seal holds, nothing was computed', lookText(folder));
    if (json) print(JSON.stringify({ summary: written.summary, complete: true }));
    else printLine(written.summary);
    await watcher.end('complete');
    return false;
  }
  const { failed, summary, cells, rows, seconds, draws } = written;
  if (!quiet && isTerminal()) sayPainted(maps.lines(lineWidth()));
  if (!quiet) say(...findingsText(findings.result(), cells));
  sayFailed(failed);
  if (!quiet) say(lookText(folder));
  const { health } = findings.result();
  if (json) print(JSON.stringify({ summary, cells, rows, draws, seconds, failed, health }));
  else printLine(summary);
  await watcher.end('done');
  return failed.length > 0;
}

const lookText = (folder: string): string =>
  `look at it: ${shellCommand(['gradvar', 'report', folder, '--open'])}`;

async function runShard(
  plan: Plan,
  shard: Shard,
  folder: string,
  options: FolderRunOptions,
  { quiet, json }: Arguments,
): Promise<boolean> {
  const { writeShard } = await import('../run/write-shard.ts');
  const written = await writeShard(plan, shard, folder, options);
  const failed = written.kind === 'complete' ? [] : written.failed;
  const name = `${shard.index}/${shard.count}`;
  if (!quiet && written.kind === 'complete') say('already complete: nothing was computed');
  if (!quiet) say(`shard ${name} is done; when all are: gradvar merge FOLDER… --out DIR`);
  sayFailed(failed);
  if (json) print(JSON.stringify({ folder, shard: name, complete: written.kind === 'complete', failed }));
  else printLine(folder);
  return failed.length > 0;
}

/** Most failed cells that are named. */
const NAMED = 10;

export function sayFailed(failed: readonly FailedCell[]): void {
  for (const { cell_id, reason } of failed.slice(0, NAMED)) say(`cell ${cell_id} failed: ${reason}`);
  if (failed.length > NAMED) say(`… and ${failed.length - NAMED} more cells, all in manifest.json`);
}
