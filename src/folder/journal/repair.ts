import { closeSync } from 'node:fs';
import type { Plan } from '../../plan/plan.ts';
import { openDurably } from '../../files/durable-file.ts';
import { inputError } from '../../files/input-error.ts';
import { openPlainFile } from '../../files/plain-file.ts';
import { keepAside } from './aside.ts';
import { otherVersion } from './journal-errors.ts';
import { journalFiles } from './journal-files.ts';
import { isFault, lineReader, type LineReader } from './line-reader.ts';
import { rangeIndex } from './range-index.ts';
import { isBegunHeader, strangeVersion } from './read-journal.ts';
import { recordIndex, unequalItems } from './record-index.ts';
import { encodeRecord, headerOf, type StoredRecord } from './record.ts';
import { scanJournal } from './scan.ts';

/** What a repair did. */
export type Repair =
  { readonly kind: 'sound' } | { readonly kind: 'repaired'; readonly kept: number; readonly aside: string };

/**
 * Writes the good records of a plan in a damaged or mixed journal anew and keeps the old file beside it; what
 * was lost is computed again by the next run, and so is what two records hold with different numbers. A
 * journal of another format is left alone.
 *
 * @param beforeReplacing called once all is written, before the new journal takes the place of the old one.
 * @throws GradvarError INPUT_UNREADABLE, OUTPUT_UNWRITABLE (50), JOURNAL_FOREIGN (41)
 */
export async function repairJournal(
  plan: Plan,
  path: string,
  beforeReplacing: () => Promise<void>,
): Promise<Repair> {
  const reader = lineReader(plan);
  const file = openPlainFile(path)?.descriptor;
  if (file === undefined) return { kind: 'sound' };
  try {
    const isGood = await inspect(plan, reader, path, file);
    return isGood === 'all' ? { kind: 'sound' } : await replace(path, file, reader, isGood, beforeReplacing);
  } catch (error) {
    throw inputError(path, error);
  } finally {
    closeSync(file);
  }
}

/**
 * Which records are to be kept, or that all are. @throws GradvarError JOURNAL_FOREIGN (41) for another format
 */
async function inspect(
  plan: Plan,
  reader: LineReader,
  path: string,
  file: number,
): Promise<'all' | ((record: StoredRecord) => boolean)> {
  const index = recordIndex(plan);
  let records = 0;
  let isSound = true;
  const end = await scanJournal(file, reader, ({ found, text, line, offset }) => {
    if (isFault(found)) {
      if (found.kind === 'version') throw otherVersion(path, found.version);
      isSound = false;
      return undefined;
    }
    if (line === 1) isSound = found.kind === 'journal';
    records += 1;
    index.add(found, { source: 0, offset, length: text.length });
    return undefined;
  });
  const version = records === 0 ? strangeVersion(file) : undefined;
  if (version !== undefined) throw otherVersion(path, version);
  const spoilt = { block: rangeIndex(), point: rangeIndex() };
  const files = journalFiles(reader, [path]);
  try {
    for (const { overlap, what, item } of unequalItems(index.sort(), files.read)) {
      isSound = false;
      spoilt[what].add(overlap.key, item, item + 1, overlap.kept);
    }
  } finally {
    files.close();
  }
  const isHeadless = end.kind === 'torn' && end.goodBytes === 0 && !isBegunHeader(file, reader);
  if (isSound && end.kind !== 'damaged' && !isHeadless) return 'all';
  spoilt.block.sort();
  spoilt.point.sort();
  return (record) => {
    if (record.kind === 'point') return spoilt.point.find(0, record.result.point) === undefined;
    if (record.kind !== 'blocks') return record.kind === 'failed';
    const { cell, first, count } = record;
    return Array.from({ length: count }).every((_, i) => spoilt.block.find(cell, first + i) === undefined);
  };
}

/** Bytes that are written at once. */
const PIECE = 1 << 20;

async function replace(
  path: string,
  file: number,
  reader: LineReader,
  isGood: (record: StoredRecord) => boolean,
  beforeReplacing: () => Promise<void>,
): Promise<Repair> {
  const repaired = await openDurably(path);
  let waiting = [encodeRecord(headerOf(reader.grid))];
  let bytes = 0;
  let kept = 0;
  async function write(): Promise<void> {
    const piece = Buffer.concat(waiting);
    waiting = [];
    bytes = 0;
    await repaired.write(piece);
  }
  try {
    await scanJournal(file, reader, ({ found, text }) => {
      if (isFault(found) || !isGood(found)) return undefined;
      kept += 1;
      bytes += text.length + 1;
      waiting.push(Buffer.from(text), LINE_FEED);
      return bytes < PIECE ? undefined : write();
    });
    await write();
    await beforeReplacing();
    const aside = await keepAside(path, `${path}.damaged`);
    await repaired.commit();
    return { kind: 'repaired', kept, aside };
  } finally {
    await repaired.discard();
  }
}

const LINE_FEED = Buffer.from('\n');
