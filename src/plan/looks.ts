import { blockCount, blockTrials } from './blocks.ts';
import type { Plan } from './plan.ts';

/** A place in a cell at which it may end: after its first so many blocks, which hold so many trials. */
export interface Look {
  readonly blocks: number;
  readonly trials: number;
}

/** Blocks before the first look: enough groups for the jackknife to judge an interval by. */
const FIRST_BLOCKS = 32;

/** The looks at the cells of m draws of a plan: fixed trials are a plan with one look. */
export function looksOf(
  { trials, precision }: Pick<Plan, 'trials' | 'precision'>,
  m: number,
): readonly Look[] {
  return precision === undefined ? [{ blocks: blockCount(trials, m), trials }] : looks(trials, m);
}

/** Whether every cell has one look, so that what it needs is known before anything is measured. */
export function hasOneLook(plan: Plan): boolean {
  return plan.m.every((m) => looksOf(plan, m).length === 1);
}

/**
 * The looks at a cell of at most so many trials of m draws: the first after 32 blocks, each further one after
 * the fewest whole blocks that double the trials, the last after all of them. Where a cell may end depends on
 * nothing else.
 *
 * Domain: most from 2, m a positive integer. Not empty.
 */
export function looks(most: number, m: number): readonly Look[] {
  const last = { blocks: blockCount(most, m), trials: most };
  const found: Look[] = [];
  let look = firstLook(m);
  while (look.blocks < last.blocks) {
    found.push(look);
    look = lookFrom(2 * look.trials, m);
  }
  return [...found, last];
}

function firstLook(m: number): Look {
  let trials = 0;
  for (let block = 0; block < FIRST_BLOCKS; block += 1) trials += fullTrials(m, block);
  return { blocks: FIRST_BLOCKS, trials };
}

/** After the fewest whole blocks that hold at least so many trials. */
function lookFrom(least: number, m: number): Look {
  const blocks = blockCount(least, m);
  const beyond = fullTrials(m, blocks - 1) - blockTrials(least, m, blocks - 1);
  return { blocks, trials: least + beyond };
}

function fullTrials(m: number, block: number): number {
  return blockTrials(Number.MAX_SAFE_INTEGER, m, block);
}
