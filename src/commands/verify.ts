import { EXIT, usage } from '../errors.ts';
import { table } from '../text/table.ts';
import type { Command } from './command.ts';
import { print, say } from './terminal/output.ts';

interface Arguments {
  readonly folder: string;
  readonly recompute: string;
  readonly repair: boolean;
  readonly json: boolean;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs
      .positional('folder', { type: 'string', demandOption: true, describe: 'Results folder' })
      .option('recompute', {
        type: 'string',
        requiresArg: true,
        default: '0',
        describe: 'Compute so many random blocks and all tables again and compare them bit by bit',
      })
      .option('repair', {
        type: 'boolean',
        default: false,
        describe: 'Keep the good records of a damaged journal; the old file is moved aside',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Print a JSON document' }),
  handler: verify,
};

async function verify({ folder, recompute, repair, json }: Arguments): Promise<void> {
  const count = parseCount(recompute);
  const { verifyFolder } = await import('../audit/verify-folder.ts');
  if (repair) await repairFolder(folder);
  const { checks, unchecked } = await verifyFolder(folder, count);
  const worst = checks.some(({ result }) => result === 'damaged')
    ? EXIT.io
    : checks.some(({ result }) => result === 'incomplete')
      ? EXIT.incomplete
      : EXIT.ok;
  process.exitCode = worst;
  print(
    json
      ? JSON.stringify({ folder, exit_code: worst, checks, unchecked })
      : `${table(
          ['checked', 'result', 'found'],
          checks.map(({ what, result, found }) => [what, result, found]),
        )}\n\nnot checked: ${unchecked.length === 0 ? 'nothing' : unchecked.join('; ')}`,
  );
}

async function repairFolder(folder: string): Promise<void> {
  const { repairFolderJournal } = await import('../run/repair-folder.ts');
  const done = await repairFolderJournal(folder);
  say(
    done.kind === 'sound'
      ? 'the journal needs no repair'
      : `${done.kept} records were kept, the damaged journal is now ${done.aside}; \`gradvar run\` computes the rest again`,
  );
}

function parseCount(text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw usage(`--recompute: found '${text}', expected a whole number of blocks`);
}
