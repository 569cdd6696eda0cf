import type { PointResult } from '../../plan/batch-result.ts';
import type { BlockSums } from '../../streams/task.ts';
import { trialsBefore } from '../../plan/blocks.ts';
import type { Plan } from '../../plan/plan.ts';
import { hearSignals } from '../../files/hear-signals.ts';
import { unequal } from './journal-errors.ts';
import { journalFiles, type JournalFiles } from './journal-files.ts';
import { lineReader } from './line-reader.ts';
import type { RecordPlace } from './range-index.ts';
import { readJournal, type GoodEnd } from './read-journal.ts';
import { recordIndex, unequalItems, type RecordIndex } from './record-index.ts';
import { sumsOfBlock, type BlocksRecord, type FailedRecord, type PointRecord } from './record.ts';

/** What the journals of a plan hold: the blocks and points that need not be computed again. */
export interface Ledger {
  readonly hasBlock: (cell: number, block: number) => boolean;
  readonly hasPoint: (point: number) => boolean;
  /** What one of the journals, by its place in the list, says of a block. */
  readonly blockIn: (journal: number, cell: number, block: number) => 'done' | 'failed' | 'nothing';
  /** Why a block failed, where that is all that is known of it. */
  readonly failureOf: (cell: number, block: number) => string | undefined;
  readonly pointFailureOf: (point: number) => string | undefined;
  /** Domain: `hasBlock`. @throws GradvarError JOURNAL_DAMAGED (50) */
  readonly block: (cell: number, block: number) => BlockSums;
  /** Domain: `hasPoint`. */
  readonly point: (point: number) => PointResult;
  readonly blocks: number;
  /** Draws of these blocks. */
  readonly draws: number;
  readonly points: number;
  /** Records that hold what another one holds too, with the same numbers. */
  readonly doubled: number;
  /** How each journal ends, in the order of the paths; undefined where there is none. */
  readonly ends: readonly (GoodEnd | undefined)[];
  readonly close: () => void;
}

/**
 * Reads the journals of a plan. A torn tail is left out and told in `ends`; a journal that does not exist
 * holds nothing. Every line must be of this plan, and what two records hold the same bits.
 *
 * @throws GradvarError JOURNAL_DAMAGED, INPUT_UNREADABLE (50), JOURNAL_FOREIGN, SHARDS_DIFFER (41),
 *   INTERRUPTED (130) once the signal is aborted
 */
export async function openLedger(
  plan: Plan,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<Ledger> {
  const reader = lineReader(plan);
  const files = journalFiles(reader, paths);
  const index = recordIndex(plan);
  const ends: (GoodEnd | undefined)[] = [];
  try {
    for (const [source, path] of paths.entries()) {
      const file = files.open(source);
      const end =
        file === undefined
          ? undefined
          : await readJournal(
              path,
              file,
              reader,
              ({ found, offset, text }) => index.add(found, { source, offset, length: text.length }),
              signal,
            );
      ends.push(end);
    }
    await hearSignals(signal);
    const overlaps = index.sort();
    await hearSignals(signal);
    for (const { overlap, what, item } of unequalItems(overlaps, files.read)) {
      const name = what === 'point' ? `point ${item}` : `block ${item} of cell ${overlap.key}`;
      throw unequal(paths[overlap.kept.source]!, paths[overlap.other.source]!, name);
    }
    const doubled = overlaps.blocks.length + overlaps.points.length;
    return { ...ledgerOf(plan, index, files), doubled, ends };
  } catch (error) {
    files.close();
    throw error;
  }
}

/** A ledger with nothing in it. */
export function emptyLedger(plan: Plan): Ledger {
  return { ...ledgerOf(plan, recordIndex(plan), journalFiles(lineReader(plan), [])), doubled: 0, ends: [] };
}

/** Domain: an index that is sorted, or empty. */
function ledgerOf(
  plan: Plan,
  { blocks, points, failures, failedPoints }: RecordIndex,
  { read, close }: JournalFiles,
): Omit<Ledger, 'doubled' | 'ends'> {
  let last: { place: RecordPlace; record: BlocksRecord } | undefined;
  function blocksAt(place: RecordPlace): BlocksRecord {
    if (last?.place.offset === place.offset && last.place.source === place.source) return last.record;
    const record = read(place) as BlocksRecord;
    last = { place, record };
    return record;
  }
  return {
    hasBlock: (cell, block) => blocks.find(cell, block) !== undefined,
    hasPoint: (point) => points.find(0, point) !== undefined,
    blockIn: (journal, cell, block) => {
      if (blocks.isIn(journal, cell, block)) return 'done';
      return failures.isIn(journal, cell, block) ? 'failed' : 'nothing';
    },
    failureOf: (cell, block) => {
      const place = failures.find(cell, block);
      return place === undefined ? undefined : (read(place) as FailedRecord).reason;
    },
    pointFailureOf: (point) => {
      const place = failedPoints.find(0, point);
      if (place === undefined) return undefined;
      const { result } = read(place) as PointRecord;
      return result.kind === 'failed' ? result.reason : undefined;
    },
    block: (cell, block) => sumsOfBlock(blocksAt(blocks.find(cell, block)!), block),
    point: (point) => (read(points.find(0, point)!) as PointRecord).result,
    blocks: blocks.size(),
    draws: blocks.size((cell, from, to) => {
      const m = plan.m[cell % plan.m.length]!;
      return m * (Math.min(trialsBefore(m, to), plan.trials) - trialsBefore(m, from));
    }),
    points: points.size(),
    close,
  };
}
