import { CONTRIBUTIONS, sumsLength } from '../../streams/task.ts';
import { requestedChannels } from '../../estimators/measured/channels.ts';
import { askedOf } from '../../plan/asked.ts';
import { trialsPerBlock } from '../../plan/blocks.ts';
import { cellCount } from '../../plan/cells.ts';
import type { Plan } from '../../plan/plan.ts';
import { isIndex, type Fields } from './fields.ts';

/** Trials of a cell of the largest plan: a journal may hold more of a cell than its plan wants now. */
const MOST_TRIALS = 1e9;

/** Bytes of the sums of one block. */
export function bytesOfSums(plan: Plan): number {
  return 8 * sumsLength(CONTRIBUTIONS + requestedChannels(askedOf(plan)).length);
}

/** What is wrong with the record of a run of blocks, done or failed; null if nothing is. */
export function blocksCheck(plan: Plan): (record: Fields) => string | null {
  const cells = cellCount(plan);
  const bytes = bytesOfSums(plan);
  return (record) => {
    const { kind, cell, first, count, trials, sums, reason } = record;
    if (!isIndex(cell, cells)) return `cell ${String(cell)} of ${cells}`;
    if (!isIndex(first, MOST_TRIALS) || !isIndex(count, MOST_TRIALS) || count === 0)
      return `${String(count)} blocks from ${String(first)} on`;
    if (kind === 'failed') return typeof reason === 'string' ? null : 'a failure without a reason';
    if (!areTrials(trials, plan.m[cell % plan.m.length]!, first, count)) return 'trials that no block has';
    return isBase64(sums, count * bytes) ? null : `sums that are not ${count} times ${bytes / 8} doubles`;
  };
}

/** Full blocks; only the last of a cell has fewer trials. */
function areTrials(trials: unknown, m: number, first: number, count: number): boolean {
  if (!Array.isArray(trials) || trials.length !== count) return false;
  return trials.every((found: unknown, i) => {
    const full = trialsPerBlock(m, first + i);
    return found === full || (i === count - 1 && isIndex(found, full) && found > 0);
  });
}

/**
 * The one text that stands for so many bytes: no other letters, and no bits in the last one that stand for
 * nothing.
 */
const BASE64 = /^[A-Za-z0-9+/]*(?:[AQgw]==|[AEIMQUYcgkosw048]=)?$/;

export function base64Length(bytes: number): number {
  return 4 * Math.ceil(bytes / 3);
}

function isBase64(text: unknown, bytes: number): text is string {
  if (typeof text !== 'string' || text.length !== base64Length(bytes) || !BASE64.test(text)) return false;
  return text.endsWith('=', text.length - 1) === (bytes % 3 === 1) && text.endsWith('=') === bytes % 3 > 0;
}
