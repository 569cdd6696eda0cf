import { crc32 } from 'node:zlib';
import type { PointResult } from '../../workers/batch-result.ts';
import type { BlockSums } from '../../workers/kernel/task.ts';
import { blockTrials } from '../grid/blocks.ts';

/*
 * The journal is a text file, one JSON object a line, each with the CRC-32 of the line before `,"crc"`. Doubles are kept
 * bit by bit: those of block sums as base64 of their little-endian bytes, all others as decimals that read back.
 */

/** The first line: whose blocks these are. */
export interface HeaderRecord {
  readonly kind: 'journal';
  readonly version: 1;
  /** `gridId` of the plan: all of it but the number of trials. */
  readonly grid: string;
}

/** The sums of consecutive blocks of one cell, all of one length: see `BlockSums`. */
export interface BlocksRecord {
  readonly kind: 'blocks';
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
  readonly cell: number;
  readonly first: number;
  readonly count: number;
  readonly reason: string;
}

/** The exact quantities of one point. */
export interface PointRecord {
  readonly kind: 'point';
  readonly result: PointResult;
}

export type JournalRecord = HeaderRecord | BlocksRecord | FailedRecord | PointRecord;

type EncodedBlocks = Omit<BlocksRecord, 'sums'> & { readonly sums: string };

/** The line of a record, line feed included. */
export function encodeRecord(record: JournalRecord): Buffer {
  if (record.kind !== 'blocks') return sealed(Buffer.from(JSON.stringify(record).slice(0, -1)));
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

/** JSON without its last brace, closed with its checksum. */
function sealed(body: Buffer): Buffer {
  return Buffer.concat([body, Buffer.from(`,"crc":"${checksum(body)}"}\n`)]);
}

/** `,"crc":"…"}` after the body. */
const CHECKSUM_LENGTH = ',"crc":"00000000"}'.length;

/** The record of a line without its line feed; undefined if the line is not what was written. */
export function decodeRecord(line: Buffer): JournalRecord | undefined {
  const end = line.length - CHECKSUM_LENGTH;
  if (end <= 0) return undefined;
  const body = line.subarray(0, end);
  if (line.toString('latin1', end) !== `,"crc":"${checksum(body)}"}`) return undefined;
  const data = JSON.parse(`${body.toString('utf8')}}`) as
    Exclude<JournalRecord, BlocksRecord> | EncodedBlocks;
  return data.kind === 'blocks' ? { ...data, sums: doubles(data.sums) } : data;
}

/** The trials of a run of blocks of a cell with so many trials in the plan. */
export function trialsOfBlocks(trials: number, m: number, first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => blockTrials(trials, m, first + i));
}

function checksum(body: Buffer): string {
  return crc32(body).toString(16).padStart(8, '0');
}

/** Every processor that Node supports is little-endian, but for one that nobody uses; there the bytes are turned. */
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
