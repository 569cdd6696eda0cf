import { blockTrials } from '../../plan/blocks.ts';
import type { Plan } from '../../plan/plan.ts';
import { rangeIndex, type Overlap, type RangeIndex, type RecordPlace } from './range-index.ts';
import {
  encodeRecord,
  sumsOfBlock,
  type BlocksRecord,
  type JournalRecord,
  type StoredRecord,
} from './record.ts';

/** Which record holds what of a plan. */
export interface RecordIndex {
  readonly blocks: RangeIndex;
  readonly points: RangeIndex;
  readonly failures: RangeIndex;
  readonly failedPoints: RangeIndex;
  readonly add: (record: StoredRecord, place: RecordPlace) => void;
  /** Ends the adding. Gives the blocks and points that two records hold. */
  readonly sort: () => Overlaps;
}

export interface Overlaps {
  readonly blocks: readonly Overlap[];
  readonly points: readonly Overlap[];
}

/**
 * Blocks with another number of trials than the plan wants (the last ones, of a run with fewer trials) are
 * left out.
 */
export function recordIndex(plan: Plan): RecordIndex {
  const [blocks, points, failures, failedPoints] = [rangeIndex(), rangeIndex(), rangeIndex(), rangeIndex()];
  return {
    blocks,
    points,
    failures,
    failedPoints,
    add(record, place) {
      if (record.kind === 'blocks') {
        const usable = usableBlocks(plan, record);
        if (usable > 0) blocks.add(record.cell, record.first, record.first + usable, place);
      } else if (record.kind === 'failed') {
        failures.add(record.cell, record.first, record.first + record.count, place);
      } else if (record.kind === 'point') {
        const { kind, point } = record.result;
        (kind === 'exact' ? points : failedPoints).add(0, point, point + 1, place);
      }
    },
    sort() {
      failures.sort();
      failedPoints.sort();
      return { blocks: blocks.sort(), points: points.sort() };
    },
  };
}

/**
 * Leading blocks that have as many trials as the plan wants: in a plan with fewer, any but the first may have
 * more.
 */
function usableBlocks({ trials, m }: Plan, record: Omit<BlocksRecord, 'sums'>): number {
  const each = m[record.cell % m.length]!;
  const isWanted = (i: number) => record.trials[i] === blockTrials(trials, each, record.first + i);
  let usable = 0;
  while (usable < record.count && isWanted(usable)) usable += 1;
  return usable;
}

/** A block or a point that two records hold with different numbers. */
export interface Unequal {
  readonly overlap: Overlap;
  readonly what: 'block' | 'point';
  readonly item: number;
}

/** What two records hold with different bits. */
export function* unequalItems(
  { blocks, points }: Overlaps,
  read: (place: RecordPlace) => JournalRecord,
): Generator<Unequal> {
  for (const overlap of blocks) {
    const [kept, other] = [read(overlap.kept) as BlocksRecord, read(overlap.other) as BlocksRecord];
    for (let item = overlap.from; item < overlap.to; item += 1) {
      const [a, b] = [sumsOfBlock(kept, item), sumsOfBlock(other, item)];
      if (!a.every((sum, i) => Object.is(sum, b[i]))) yield { overlap, what: 'block', item };
    }
  }
  for (const overlap of points) {
    const isSame = encodeRecord(read(overlap.kept)).equals(encodeRecord(read(overlap.other)));
    if (!isSame) yield { overlap, what: 'point', item: overlap.from };
  }
}
