import { EXIT } from '../errors.ts';
import { table } from '../text/table.ts';
import type { Command } from './command.ts';
import { print } from './terminal/output.ts';

interface Arguments {
  readonly folders: readonly string[];
  readonly json: boolean;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs
      .positional('folders', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'Results folder, or the folders of its shards',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Print a JSON document' }),
  handler: status,
};

/** Exit code 0 if everything is done, 30 if cells failed, 31 if something is missing. */
async function status({ folders, json }: Arguments): Promise<void> {
  const [{ planStatus }, { DEALING }] = await Promise.all([
    import('../audit/folder-status.ts'),
    import('../plan/shard.ts'),
  ]);
  const found = await planStatus(folders);
  process.exitCode =
    found.shardsMissing.length > 0 ? EXIT.incomplete : found.cellsFailed > 0 ? EXIT.cellsFailed : EXIT.ok;
  if (json) {
    print(JSON.stringify(found));
    return;
  }
  const ids = (list: readonly string[], all: number) =>
    list.length === 0 ? '' : `  ${list.join(' ')}${all > list.length ? ' …' : ''}`;
  const lines = [
    ['plan', `${found.name}  ${found.plan_id.slice(0, 12)}`],
    ['cells', String(found.cells)],
    ['done', String(found.cellsDone)],
    ['failed', `${found.cellsFailed}${ids(found.failed, found.cellsFailed)}`],
    ['missing', `${found.cellsMissing}${ids(found.missing, found.cellsMissing)}`],
    ...(found.shards > 1 && found.shardsMissing.length > 0
      ? [['missing shards', found.shardsMissing.map((k) => `${k}/${found.shards}`).join(' ')]]
      : []),
  ];
  const rows = found.folders.map(
    ({ folder, shard, dealing, state, owner, blocks, blocksDone, blocksFailed }) => [
      folder,
      `${shard ?? 'whole'}${dealing === null || dealing === DEALING ? '' : ' (dealt by another version)'}`,
      state === 'running' ? `running (${owner ?? ''})` : state,
      `${blocksDone} of ${blocks}`,
      String(blocksFailed),
    ],
  );
  print(
    `${table(['quantity', 'value'], lines)}\n\n${table(['folder', 'shard', 'state', 'blocks', 'failed'], rows)}`,
  );
}
