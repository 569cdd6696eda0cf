import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { blockCount } from '../grid/blocks.ts';
import { planId } from '../grid/canonical.ts';
import { cellAt, cellCount, pointOfCell } from '../grid/cells.ts';
import type { Plan } from '../grid/plan.ts';
import { openLedger, type Ledger } from '../journal/ledger.ts';
import { FILES } from '../results/folder-files.ts';
import { planOfFolder } from '../results/results-folder.ts';
import { brokenFiles, missingFiles, readSeal } from '../results/seal.ts';
import { readShardName, shardText } from '../results/shard-name.ts';
import { recomputer } from './recompute.ts';
import { missingPieces, noResults } from './shard-checks.ts';

/** One thing that was checked, and what came of it. */
export interface Check {
  readonly what: string;
  readonly result: 'ok' | 'incomplete' | 'damaged';
  readonly found: string;
}

/**
 * Checks a results folder: plan, seal and sealed files, every record of the journal, whether anything is missing, and
 * `recompute` random blocks computed again and compared bit by bit.
 *
 * @throws GradvarError INPUT_UNREADABLE, JOURNAL_DAMAGED, FOLDER_DAMAGED (50), JOURNAL_FOREIGN (41)
 */
export async function verifyFolder(folder: string, recompute: number): Promise<readonly Check[]> {
  const plan = await planOfFolder(folder);
  if (plan === undefined) throw noResults(folder);
  const checks: Check[] = [
    { what: FILES.plan, result: 'ok', found: `plan ${planId(plan).slice(0, 12)}` },
    await sealCheck(folder, plan),
  ];
  const journal = join(folder, FILES.journal);
  if (!existsSync(journal)) {
    return [
      ...checks,
      { what: FILES.journal, result: 'ok', found: 'there is none: a baseline, or run with --journal off' },
    ];
  }
  const ledger = await openLedger(plan, [journal]);
  try {
    checks.push(journalCheck(ledger), await coverageCheck(folder, plan, ledger));
    if (recompute > 0) checks.push(recomputeCheck(plan, ledger, recompute));
    return checks;
  } finally {
    ledger.close();
  }
}

async function sealCheck(folder: string, plan: Plan): Promise<Check> {
  const what = FILES.seal;
  const seal = await readSeal(folder);
  if (seal === undefined) return { what, result: 'incomplete', found: 'not sealed: the run has not ended' };
  if (seal.plan_id !== planId(plan)) return { what, result: 'damaged', found: 'it is of another plan' };
  const missing = missingFiles(folder, seal);
  const changed = (await brokenFiles(folder, seal)).filter((name) => !missing.includes(name));
  const wrong = [
    ...(missing.length > 0 ? [`missing since it was sealed: ${missing.join(', ')}`] : []),
    ...(changed.length > 0 ? [`changed since it was sealed: ${changed.join(', ')}`] : []),
  ];
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
        found: `${found}; the last record was not written to its end`,
      }
    : { what: FILES.journal, result: 'ok', found };
}

async function coverageCheck(folder: string, plan: Plan, ledger: Ledger): Promise<Check> {
  const shard = await readShardName(folder);
  const { missing } = missingPieces(plan, ledger, shard);
  const what = shard === null ? 'whole plan' : `shard ${shardText(shard) ?? ''}`;
  return missing === 0
    ? { what, result: 'ok', found: 'every block and point is there' }
    : { what, result: 'incomplete', found: `${missing} blocks and points are missing` };
}

function recomputeCheck(plan: Plan, ledger: Ledger, count: number): Check {
  const compute = recomputer();
  const what = 'computed again';
  const done = pickBlocks(plan, ledger, count);
  for (const { cell, block } of done) {
    const again = compute(plan, cell, block);
    const stored = ledger.block(cell, block);
    const place = `block ${block} of cell ${cellAt(plan, cell).id}`;
    if (!stored.every((sum, i) => Object.is(sum, again.sums[i]))) {
      return { what, result: 'damaged', found: `${place} has other numbers now` };
    }
    const point = pointOfCell(plan, cell);
    if (ledger.hasPoint(point) && JSON.stringify(ledger.point(point)) !== JSON.stringify(again.exact)) {
      return {
        what,
        result: 'damaged',
        found: `the exact values of cell ${cellAt(plan, cell).id} are others now`,
      };
    }
  }
  return { what, result: 'ok', found: `${done.length} blocks and their exact values, the same bits` };
}

/** Random blocks among those that are done; another choice every time, so that many verifications see much. */
function pickBlocks(
  plan: Plan,
  ledger: Ledger,
  count: number,
): readonly { readonly cell: number; readonly block: number }[] {
  const picked: { cell: number; block: number }[] = [];
  for (
    let attempt = 0;
    attempt < 100 * count && picked.length < Math.min(count, ledger.blocks);
    attempt += 1
  ) {
    const cell = randomInt(cellCount(plan));
    const block = pickBlock(ledger, cell, blockCount(plan.trials, cellAt(plan, cell).m));
    const isNew = !picked.some((other) => other.cell === cell && other.block === block);
    if (isNew && ledger.hasBlock(cell, block)) picked.push({ cell, block });
  }
  return picked;
}

/** A random one of so many blocks of a cell; of the first half of them, and so on, where it is not there: cells may end early. */
function pickBlock(ledger: Ledger, cell: number, blocks: number): number {
  const block = randomInt(blocks);
  return blocks === 1 || ledger.hasBlock(cell, block)
    ? block
    : pickBlock(ledger, cell, Math.ceil(blocks / 2));
}
