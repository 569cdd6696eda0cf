import { EXIT } from '../errors.ts';
import type { Command } from './command.ts';
import { once } from './arguments/once.ts';
import { print, printLine, say } from './terminal/output.ts';
import { sayFailed } from './run.ts';

interface Arguments {
  readonly shards: readonly string[];
  readonly out: string;
  readonly quiet: boolean;
  readonly json: boolean;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs
      .positional('shards', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'Folders of all shards, in any order',
      })
      .option('out', {
        coerce: once('out'),
        type: 'string',
        requiresArg: true,
        demandOption: true,
        describe: 'Results folder to make',
      })
      .option('quiet', { type: 'boolean', default: false, describe: 'Print nothing but the path and errors' })
      .option('json', {
        type: 'boolean',
        default: false,
        describe: 'Print a JSON document instead of the path',
      }),
  handler: merge,
};

async function merge({ shards, out, quiet, json }: Arguments): Promise<void> {
  const [{ mergeShards }, { classesOf, collectFindings }, { unpackedRows }, { findingsText }] =
    await Promise.all([
      import('../run/merge-shards.ts'),
      import('../tables/findings.ts'),
      import('../tables/packed-rows.ts'),
      import('./terminal/findings-text.ts'),
    ]);
  const findings = collectFindings();
  let classOf: ReturnType<typeof classesOf> | undefined;
  const { summary, cells, rows, failed } = await mergeShards(shards, out, ({ packed }, plan) => {
    classOf ??= classesOf(plan);
    for (const row of unpackedRows(packed)) findings.add(row, classOf(row.integrand));
  });
  const result = findings.result();
  if (!quiet) say(...findingsText(result, cells));
  sayFailed(failed);
  if (json) print(JSON.stringify({ summary, cells, rows, failed, health: result.health }));
  else printLine(summary);
  process.exitCode = failed.length > 0 ? EXIT.cellsFailed : EXIT.ok;
}
