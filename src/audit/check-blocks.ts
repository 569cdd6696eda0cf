import { randomInt } from 'node:crypto';
import { blockCount } from '../plan/blocks.ts';
import { cellAt, cellCount, pointOfCell } from '../plan/cells.ts';
import { pieces } from '../plan/pieces.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ledger } from '../folder/journal/ledger.ts';
import { recomputer } from './recompute.ts';
import { sameSums } from '../run/same-sums.ts';

/** What came of computing blocks again. */
export interface CheckedBlocks {
  readonly count: number;
  /** What is not the same, of the first block that is not; undefined if all are. */
  readonly difference: string | undefined;
}

/**
 * Computes so many random blocks of a ledger again, or all of them, and compares them and their exact values
 * bit by bit.
 */
export function checkBlocks(plan: Plan, ledger: Ledger, most: number): CheckedBlocks {
  const compute = recomputer();
  let count = 0;
  for (const { cell, block } of most < ledger.blocks ? someBlocks(plan, ledger, most) : allOf(plan, ledger)) {
    count += 1;
    const again = compute(plan, cell, block);
    const { id } = cellAt(plan, cell);
    const place = `block ${block} of cell ${id}`;
    if (again.kind === 'failed')
      return { count, difference: `${place} cannot be computed here: ${again.reason}` };
    if (!sameSums(ledger.block(cell, block), again.sums))
      return { count, difference: `${place} has other numbers now` };
    const point = pointOfCell(plan, cell);
    const stored = ledger.hasPoint(point) ? ledger.point(point) : again.exact;
    if (JSON.stringify(stored) !== JSON.stringify(again.exact))
      return { count, difference: `the exact values of cell ${id} are others now` };
  }
  return { count, difference: undefined };
}

interface BlockPlace {
  readonly cell: number;
  readonly block: number;
}

function* allOf(plan: Plan, ledger: Ledger): Generator<BlockPlace> {
  for (const piece of pieces(plan)) {
    if (piece.kind === 'block' && ledger.hasBlock(piece.cell, piece.block)) yield piece;
  }
}

/**
 * Random blocks among those that are done; another choice every time, so that many verifications see much.
 */
function* someBlocks(plan: Plan, ledger: Ledger, count: number): Generator<BlockPlace> {
  const picked = new Set<string>();
  for (let attempt = 0; attempt < 100 * count && picked.size < count; attempt += 1) {
    const cell = randomInt(cellCount(plan));
    const block = pickBlock(ledger, cell, blockCount(plan.trials, cellAt(plan, cell).m));
    if (!ledger.hasBlock(cell, block) || picked.size === picked.add(`${cell} ${block}`).size) continue;
    yield { cell, block };
  }
}

/**
 * A random one of so many blocks of a cell; of the first half of them, and so on, where it is not there:
 * cells may end early.
 */
function pickBlock(ledger: Ledger, cell: number, blocks: number): number {
  const block = randomInt(blocks);
  return blocks === 1 || ledger.hasBlock(cell, block)
    ? block
    : pickBlock(ledger, cell, Math.ceil(blocks / 2));
}
