import { closeSync, openSync, readSync } from 'node:fs';
import type { PointResult } from '../../workers/batch-result.ts';
import type { BlockSums } from '../../workers/kernel/task.ts';
import { EXIT, GradvarError } from '../errors.ts';
import { blockTrials, trialsBefore } from '../grid/blocks.ts';
import { gridId } from '../grid/grid-id.ts';
import type { Plan } from '../grid/plan.ts';
import { inputError } from '../results/input-error.ts';
import { rangeIndex, type Overlap, type RecordPlace } from './range-index.ts';
import {
  decodeRecord,
  sumsOfBlock,
  type BlocksRecord,
  type FailedRecord,
  type JournalRecord,
  type PointRecord,
} from './record.ts';
import { scanJournal, type JournalEnd, type ScannedRecord } from './scan.ts';

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
  /** How each journal ends, in the order of the paths; undefined where there is none. */
  readonly ends: readonly (Exclude<JournalEnd, { kind: 'damaged' }> | undefined)[];
  /** Blocks and points that two records hold. */
  readonly blockOverlaps: readonly Overlap[];
  readonly pointOverlaps: readonly Overlap[];
  readonly read: (place: RecordPlace) => JournalRecord;
  readonly close: () => void;
}

/**
 * Reads the journals of a plan. A torn tail is left out and told in `ends`; a journal that does not exist holds nothing.
 * Blocks with another number of trials than the plan wants (the last ones, of a run with fewer trials) are left out.
 *
 * @throws GradvarError JOURNAL_DAMAGED (50), JOURNAL_FOREIGN (41), INPUT_UNREADABLE (50)
 */
export function openLedger(plan: Plan, paths: readonly string[]): Ledger {
  const blocks = rangeIndex();
  const points = rangeIndex();
  const failures = rangeIndex();
  const failedPoints = rangeIndex();
  const files: (number | undefined)[] = [];
  const close = () => {
    for (const file of files.splice(0)) if (file !== undefined) closeSync(file);
  };

  function visit({ record, offset, length }: ScannedRecord, source: number): void {
    const place = { source, offset, length };
    if (record.kind === 'blocks') {
      const usable = usableBlocks(plan, record);
      if (usable > 0) blocks.add(record.cell, record.first, record.first + usable, place);
    } else if (record.kind === 'failed') {
      failures.add(record.cell, record.first, record.first + record.count, place);
    } else if (record.kind === 'point') {
      const { kind, point } = record.result;
      (kind === 'exact' ? points : failedPoints).add(0, point, point + 1, place);
    }
  }

  const read = (place: RecordPlace) => readRecord(paths[place.source]!, files[place.source], place);
  let last: { place: RecordPlace; record: BlocksRecord } | undefined;
  function blocksAt(place: RecordPlace): BlocksRecord {
    if (last?.place.offset === place.offset && last.place.source === place.source) return last.record;
    const record = read(place) as BlocksRecord;
    last = { place, record };
    return record;
  }

  try {
    const ends = paths.map((path, source) => {
      const file = openIfThere(path);
      files.push(file);
      if (file === undefined) return undefined;
      return scanOwn(plan, path, file, (found) => visit(found, source));
    });
    const blockOverlaps = blocks.sort();
    const pointOverlaps = points.sort();
    failures.sort();
    failedPoints.sort();
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
      ends,
      blockOverlaps,
      pointOverlaps,
      read,
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** A ledger with nothing in it. */
export function emptyLedger(plan: Plan): Ledger {
  return openLedger(plan, []);
}

/** Leading blocks that have as many trials as the plan wants: in a plan with fewer, any but the first may have more. */
function usableBlocks({ trials, m }: Plan, record: BlocksRecord): number {
  const each = m[record.cell % m.length]!;
  const isWanted = (i: number) => record.trials[i] === blockTrials(trials, each, record.first + i);
  let usable = 0;
  while (usable < record.count && isWanted(usable)) usable += 1;
  return usable;
}

function scanOwn(
  plan: Plan,
  path: string,
  file: number,
  visit: (found: ScannedRecord) => void,
): Exclude<JournalEnd, { kind: 'damaged' }> {
  const grid = gridId(plan);
  let known = false;
  const end = reading(path, () =>
    scanJournal(file, (found) => {
      if (!known) known = isOwnHeader(path, grid, found.record);
      else visit(found);
    }),
  );
  if (end.kind === 'damaged') {
    const where = `line ${end.line} (byte ${end.offset})`;
    throw damaged(path, `${where} is not what was written, and good lines follow it`);
  }
  return end;
}

function isOwnHeader(path: string, grid: string, record: JournalRecord): true {
  if (record.kind !== 'journal') throw damaged(path, 'its first line is not the header of a journal');
  if (record.grid === grid) return true;
  throw new GradvarError(
    'JOURNAL_FOREIGN',
    EXIT.foreign,
    `${path} holds blocks of another grid (${record.grid.slice(0, 12)}, expected ${grid.slice(0, 12)})`,
    'choose another folder, or start afresh with --restart, which moves the old folder aside',
  );
}

function damaged(path: string, what: string): GradvarError {
  return new GradvarError(
    'JOURNAL_DAMAGED',
    EXIT.io,
    `the journal ${path} is damaged: ${what}`,
    '`gradvar verify DIR --repair` keeps the good records; the same run then computes the others again',
  );
}

/** @throws GradvarError INPUT_UNREADABLE (50) for what the file system cannot do. */
function reading<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw inputError(path, error);
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw inputError(path, error);
  }
}

function readRecord(path: string, file: number | undefined, { offset, length }: RecordPlace): JournalRecord {
  const line = Buffer.allocUnsafe(length);
  const read = file === undefined ? 0 : reading(path, () => readSync(file, line, 0, length, offset));
  const record = read === length ? decodeRecord(line) : undefined;
  if (record === undefined)
    throw damaged(path, `the record at byte ${offset} changed while it was being read`);
  return record;
}
