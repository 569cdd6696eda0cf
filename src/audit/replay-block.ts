import { join } from 'node:path';
import { referenceBlockSums } from '../../workers/block-sums.ts';
import { blockDraws } from '../../workers/kernel/reference/block-draws.ts';
import { type BlockSums, type BlockTask } from '../streams/task.ts';
import { prepareIntegrand } from '../../workers/prepared.ts';
import { EXIT, GradvarError, usage } from '../errors.ts';
import { blockCount, blockTrials } from '../plan/blocks.ts';
import { askedOf } from '../plan/asked.ts';
import { batchIntegrand } from '../plan/batches.ts';
import { cellContent, guidePointOf, type Cell } from '../plan/cell.ts';
import { cells } from '../plan/cells.ts';
import type { Plan } from '../plan/plan.ts';
import { openLedger } from '../folder/journal/ledger.ts';
import { cellKey } from '../streams/cell-key.ts';
import { FILES } from '../folder/folder-files.ts';
import { planOfFolder } from '../folder/results-folder.ts';
import { addBlock, cellMoments, startCell } from '../statistics/cell-moments.ts';
import { recomputer } from './recompute.ts';
import { replayedChannels, type ReplayedChannel } from './replayed-channels.ts';
import { sameSums } from '../run/same-sums.ts';
import { noResults } from '../run/shard-checks.ts';

/** A block computed again, by the kernel and by its plain reference. */
export interface Replay {
  readonly cell: Cell;
  readonly block: number;
  readonly trials: number;
  readonly channels: readonly ReplayedChannel[];
  /** Whether kernel and reference, and kernel and journal, have the same bits. */
  readonly reference: 'same' | 'other';
  readonly journal: 'same' | 'other' | 'missing';
  readonly draws: () => Generator<ReplayedDraw>;
}

/** One draw and what it contributes to each estimator, the factor 1/sigma of the score included. */
export interface ReplayedDraw {
  readonly trial: number;
  readonly draw: number;
  readonly eps: number;
  readonly z: number;
  readonly r: number;
  readonly r_derivative: number;
  readonly score_mu: number;
  readonly score_sigma: number;
  readonly pathwise_mu: number;
  readonly pathwise_sigma: number;
}

/**
 * Computes one block of a results folder again.
 *
 * @param address CELL or CELL#BLOCK, the cell by its cell_id
 * @throws GradvarError USAGE (2) for an address outside the plan, CELL_FAILED (30), INPUT_UNREADABLE (50)
 */
export async function replayBlock(folder: string, address: string): Promise<Replay> {
  const plan = await planOfFolder(folder);
  if (plan === undefined) throw noResults(folder);
  const { cell, block } = locate(plan, address);
  const { mu, sigma, m } = cell;
  const guidePoint = guidePointOf(cell);
  const prepared = prepareIntegrand(batchIntegrand(cell, guidePoint), askedOf(plan));
  const trials = blockTrials(plan.trials, m, block);
  const task: BlockTask = { key: cellKey(plan.seed, cellContent(cell)), block, trials, m, mu, sigma };
  const again = recomputer()(plan, cell.index, block);
  if (again.kind === 'failed') throw uncomputed(cell, block, again.reason);
  const { sums } = again;
  const state = startCell({ trials, m });
  addBlock(state, sums, trials);
  return {
    cell,
    block,
    trials,
    channels: replayedChannels(plan, cell, cellMoments(state)),
    reference: sameSums(sums, referenceBlockSums(prepared, guidePoint, task)) ? 'same' : 'other',
    journal: await journalled(plan, folder, cell.index, block, sums),
    draws: function* () {
      for (const { trial, draw, eps, z, value, derivative } of blockDraws(prepared.program, task)) {
        yield {
          trial,
          draw,
          eps,
          z,
          r: value,
          r_derivative: derivative,
          score_mu: (value * eps) / sigma,
          score_sigma: (value * (eps * eps - 1)) / sigma,
          pathwise_mu: derivative,
          pathwise_sigma: derivative * eps,
        };
      }
    },
  };
}

function locate(plan: Plan, address: string): { readonly cell: Cell; readonly block: number } {
  const [, id, number = '0'] = /^([^#]+)(?:#(\d+))?$/.exec(address) ?? [];
  for (const cell of cells(plan)) {
    if (cell.id !== id) continue;
    const blocks = blockCount(plan.trials, cell.m);
    const block = Number(number);
    if (block < blocks) return { cell, block };
    throw noSuchBlock(`'${address}' asks for block ${block}, and the cell has the blocks 0 to ${blocks - 1}`);
  }
  throw noSuchBlock(
    `'${address}' names no cell of the plan '${plan.name}', expected a cell_id as in summary.csv, as c…#0`,
  );
}

async function journalled(
  plan: Plan,
  folder: string,
  cell: number,
  block: number,
  sums: BlockSums,
): Promise<Replay['journal']> {
  const ledger = await openLedger(plan, [join(folder, FILES.journal)]);
  try {
    if (!ledger.hasBlock(cell, block)) return 'missing';
    return sameSums(sums, ledger.block(cell, block)) ? 'same' : 'other';
  } finally {
    ledger.close();
  }
}

function uncomputed({ id }: Cell, block: number, reason: string): GradvarError {
  return new GradvarError(
    'CELL_FAILED',
    EXIT.cellsFailed,
    `block ${block} of cell ${id} cannot be computed: ${reason}`,
    'its rows have status error for the same reason',
  );
}

function noSuchBlock(message: string): GradvarError {
  return usage(message, 'the first column of summary.csv has the ids of all cells');
}
