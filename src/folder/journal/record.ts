import { crc32 } from 'node:zlib';
import type { PointResult } from '../../plan/batch-result.ts';
import type { BlockSums } from '../../streams/task.ts';
import { blockTrials } from '../../plan/blocks.ts';

/*
 * The journal is a text file, one JSON object a line, each with the CRC-32 of the line before `,"crc"`.
 * Doubles are kept bit by bit: those of block sums as base64 of their little-endian bytes, all others as
 * decimals that read back. Every line names its grid, so that a line of another journal is told wherever it
 * stands.
 */

/** The format of these lines: 1 named the grid in the first line alone. */
export const JOURNAL_VERSION = 2;

/** Most blocks that one record holds. */
export const MOST_BLOCKS = 1024;

/** Most characters of the reason of a failure. */
export const MOST_REASON = 10_000;

/** Digits of the grid in each line but the header: 48 bits, in 20 bytes of about 1,100. */
const TAG_DIGITS = 12;

/** The first line: whose blocks these are. */
export interface HeaderRecord {
  readonly kind: 'journal';
  readonly version: typeof JOURNAL_VERSION;
  /** `gridId` of the plan: all of it that the numbers of the journal depend on. */
  readonly grid: string;
}

/** The sums of consecutive blocks of one cell, all of one length: see `BlockSums`. */
export interface BlocksRecord {
  readonly kind: 'blocks';
  /** `gridTag` of the plan. */
  readonly grid: string;
  /** Index of the cell in plan order. */
  readonly cell: number;
  readonly first: number;
  readonly count: number;
  /** Trials of each block; the last block of a cell may have fewer than `trialsPerBlock`. */
  readonly trials: readonly number[];
  readonly sums: BlockSums;
}

/** A run of blocks that could not be computed; a later record may still hold them. */
export interface FailedRecord {
  readonly kind: 'failed';
  readonly grid: string;
  readonly cell: number;
  readonly first: number;
  readonly count: number;
  readonly reason: string;
}

/** The exact quantities of one point. */
export interface PointRecord {
  readonly kind: 'point';
  readonly grid: string;
  readonly result: PointResult;
}

export type JournalRecord = HeaderRecord | BlocksRecord | FailedRecord | PointRecord;

/** Blocks as their line holds them, the sums not decoded. */
export type StoredBlocks = Omit<BlocksRecord, 'sums'> & { readonly sums: string };

export type StoredRecord = Exclude<JournalRecord, BlocksRecord> | StoredBlocks;

/** What every record but the header names: the first digits of its grid. */
export function gridTag(grid: string): string {
  return grid.slice(0, TAG_DIGITS);
}

export function headerOf(grid: string): HeaderRecord {
  return { kind: 'journal', version: JOURNAL_VERSION, grid };
}

/** The line of a record, line feed included. */
export function encodeRecord(record: JournalRecord): Buffer {
  if (record.kind !== 'blocks') return sealed(Buffer.from(jsonOf(record).slice(0, -1)));
  // The long text is plain ASCII and needs no escapes: it is copied once.
  const { sums, ...place } = record;
  const head = `${JSON.stringify(place).slice(0, -1)},"sums":"`;
  const text = base64(sums);
  const body = Buffer.allocUnsafe(head.length + text.length + 1);
  body.write(head, 0, 'latin1');
  body.write(text, head.length, 'latin1');
  body.write('"', head.length + text.length, 'latin1');
  return sealed(body);
}

/** JSON; where it would say null for a double that is not finite, its name. */
function jsonOf(record: JournalRecord): string {
  const text = JSON.stringify(record);
  if (record.kind !== 'point' || !/"(?:value|error)":null/.test(text)) return text;
  return JSON.stringify(record, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  );
}

/** JSON without its last brace, closed with its checksum. */
function sealed(body: Buffer): Buffer {
  return Buffer.concat([body, Buffer.from(`,"crc":"${checksum(body)}"}\n`)]);
}

/** `,"crc":"…"}` after the body. */
const CHECKSUM_LENGTH = ',"crc":"00000000"}'.length;

/**
 * The data of a line without its line feed, whatever it is; undefined if the line is not what was written.
 */
export function openLine(line: Buffer): unknown {
  const end = line.length - CHECKSUM_LENGTH;
  if (end <= 0) return undefined;
  const body = line.subarray(0, end);
  if (line.toString('latin1', end) !== `,"crc":"${checksum(body)}"}`) return undefined;
  try {
    return JSON.parse(`${body.toString('utf8')}}`);
  } catch {
    return undefined;
  }
}

export function decodeRecord(stored: StoredRecord): JournalRecord {
  return stored.kind === 'blocks' ? { ...stored, sums: doubles(stored.sums) } : stored;
}

/** The trials of a run of blocks of a cell with so many trials in the plan. */
export function trialsOfBlocks(trials: number, m: number, first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => blockTrials(trials, m, first + i));
}

function checksum(body: Buffer): string {
  return crc32(body).toString(16).padStart(8, '0');
}

/**
 * Every processor that Node supports is little-endian, but for one that nobody uses; there the bytes are
 * turned.
 */
const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function base64(sums: Float64Array): string {
  const bytes = Buffer.from(sums.buffer, sums.byteOffset, sums.byteLength);
  return (LITTLE_ENDIAN ? bytes : Buffer.from(bytes).swap64()).toString('base64');
}

function doubles(text: string): Float64Array {
  const bytes = Buffer.from(text, 'base64');
  if (!LITTLE_ENDIAN) bytes.swap64();
  const sums = new Float64Array(bytes.length / 8);
  Buffer.from(sums.buffer).set(bytes);
  return sums;
}

/** The sums of one block of a record. */
export function sumsOfBlock(record: BlocksRecord, block: number): BlockSums {
  const length = record.sums.length / record.count;
  const at = (block - record.first) * length;
  return record.sums.subarray(at, at + length);
}
