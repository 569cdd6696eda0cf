import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GradvarError } from '../errors.ts';
import { planId } from '../plan/canonical.ts';
import type { Plan } from '../plan/plan.ts';
import type { Shard } from '../plan/shard.ts';
import { openLedger, type Ledger } from '../folder/journal/ledger.ts';
import { FILES } from '../folder/folder-files.ts';
import { inputError } from '../files/input-error.ts';
import { holdsRatio, planOfFolder } from '../folder/results-folder.ts';
import { readSeal, sealFindings, type Seal } from '../folder/seal.ts';
import { readShardName } from '../folder/shard-name.ts';
import { shardText } from '../plan/shard.ts';
import { checkBlocks } from './check-blocks.ts';
import { checkTables } from './check-tables.ts';
import type { Check, Verification } from './verification.ts';
import { verifyRatio } from './verify-ratio.ts';
import { missingPieces, noResults } from '../run/shard-checks.ts';

/**
 * Checks a results folder: plan, seal and sealed files, every record of the journal, whether anything is
 * missing. With a `recompute` above 0, so many random blocks are computed again and the tables made again
 * from the journal, and compared bit by bit. Of a ratio.csv the seal and the rows are checked: its draws are
 * somebody else's.
 *
 * @throws GradvarError INPUT_UNREADABLE, JOURNAL_DAMAGED, FOLDER_DAMAGED (50), JOURNAL_FOREIGN,
 *   FOLDER_FOREIGN (41)
 *
 * @example
 * const isSound = async (folder: string) =>
 *   (await verifyFolder(folder, 10)).checks.every(({ result }) => result === 'ok');
 */
export async function verifyFolder(folder: string, recompute: number): Promise<Verification> {
  const plan = await planOfFolder(folder);
  if (plan === undefined && holdsRatio(folder)) return verifyRatio(folder);
  if (plan === undefined) throw noResults(folder);
  const shard = await readShardName(folder);
  const seal = await readSeal(folder).catch((error: unknown) => {
    if (error instanceof GradvarError) return error;
    throw error;
  });
  const checks: Check[] = [
    { what: FILES.plan, result: 'ok', found: `plan ${planId(plan).slice(0, 12)}` },
    await sealCheck(folder, plan, shard, seal),
  ];
  const known = seal instanceof GradvarError ? undefined : seal;
  const files = filesBeside(folder, known);
  const journal = join(folder, FILES.journal);
  if (lstatSync(journal, { throwIfNoEntry: false }) === undefined) {
    const found = 'there is none: a baseline, or run with --journal off';
    return {
      checks: [...checks, { what: FILES.journal, result: 'ok', found }],
      unchecked: ['whether the rows are right, which a journal would tell', ...files],
    };
  }
  const ledger = await openLedger(plan, [journal]);
  try {
    const coverage = coverageCheck(plan, shard, ledger);
    checks.push(journalCheck(ledger), coverage);
    if (recompute === 0) {
      const unchecked = [
        'whether the journal gives these rows, and the plan these blocks (--recompute N)',
        ...files,
      ];
      return { checks, unchecked };
    }
    const blocks = blocksCheck(plan, ledger, recompute);
    const tables =
      shard !== null
        ? { checks: [], unchecked: [] }
        : coverage.result === 'ok'
          ? await tablesCheck(folder, plan, ledger, known)
          : { checks: [], unchecked: ['the tables, for the journal lacks something'] };
    return {
      checks: [...checks, ...blocks.checks, ...tables.checks],
      unchecked: [...blocks.unchecked, ...tables.unchecked, ...files],
    };
  } finally {
    ledger.close();
  }
}

async function sealCheck(
  folder: string,
  plan: Plan,
  shard: Shard | null,
  seal: Seal | GradvarError | undefined,
): Promise<Check> {
  const what = FILES.seal;
  if (seal === undefined) return { what, result: 'incomplete', found: 'not sealed: the run has not ended' };
  if (seal instanceof GradvarError) return { what, result: 'damaged', found: seal.message };
  const whole = (name: string | null) => (name === null ? 'the whole plan' : `shard ${name}`);
  const wrong =
    seal.shard === shardText(shard)
      ? await sealFindings(folder, planId(plan), seal)
      : [`it is of ${whole(seal.shard)}, and the folder of ${whole(shardText(shard))}`];
  return wrong.length > 0
    ? { what, result: 'damaged', found: wrong.join('; ') }
    : { what, result: 'ok', found: `${seal.files.map(({ name }) => name).join(', ')} as sealed` };
}

function journalCheck({ ends: [end], blocks, points }: Ledger): Check {
  const found = `${blocks} blocks and ${points} points, every checksum holds`;
  return end?.kind === 'torn'
    ? {
        what: FILES.journal,
        result: 'incomplete',
        found: `${found}; ${end.isBegunLine ? 'the last record was not written to its end' : `the last ${end.bytes - end.goodBytes} bytes are no records`}`,
      }
    : { what: FILES.journal, result: 'ok', found };
}

function coverageCheck(plan: Plan, shard: Shard | null, ledger: Ledger): Check {
  const { missing } = missingPieces(plan, ledger, shard);
  const what = shard === null ? 'whole plan' : `shard ${shardText(shard) ?? ''}`;
  return missing === 0
    ? { what, result: 'ok', found: 'every block and point is there' }
    : { what, result: 'incomplete', found: `${missing} blocks and points are missing` };
}

function blocksCheck(plan: Plan, ledger: Ledger, most: number): Verification {
  const what = 'computed again';
  const { count, difference } = checkBlocks(plan, ledger, most);
  const check: Check =
    difference === undefined
      ? { what, result: 'ok', found: `${count} blocks and their exact values, the same bits` }
      : { what, result: 'damaged', found: difference };
  const left = ledger.blocks - count;
  return { checks: [check], unchecked: left > 0 ? [`${left} of ${ledger.blocks} blocks`] : [] };
}

async function tablesCheck(
  folder: string,
  plan: Plan,
  ledger: Ledger,
  seal: Seal | undefined,
): Promise<Verification> {
  const what = 'made again';
  const { rows, failed, names, differences } = await checkTables(folder, plan, ledger, seal);
  const check: Check =
    differences.length === 0
      ? { what, result: 'ok', found: `${names.join(', ')} from the journal, the same bytes (${rows} rows)` }
      : { what, result: 'damaged', found: `not what the journal gives here: ${differences.join('; ')}` };
  return { checks: [check], unchecked: failed === 0 ? [] : [`${failed} failed cells`] };
}

/** Most files that are named. */
const NAMED = 8;

/** What stands in the folder beside all that a verification reads. */
function filesBeside(folder: string, seal: Seal | undefined): readonly string[] {
  const read: readonly string[] = [FILES.plan, FILES.shard, FILES.seal, FILES.journal, '.lock'];
  const sealed = (seal?.files ?? []).map(({ name }) => name);
  const others = entriesOf(folder)
    .filter((name) => ![...read, ...sealed].includes(name))
    .sort();
  if (others.length <= NAMED) return others;
  return [...others.slice(0, NAMED), `${others.length - NAMED} more files`];
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw inputError(folder, error);
  }
}
