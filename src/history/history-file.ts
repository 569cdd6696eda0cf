import { closeSync, constants, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { EXIT, GradvarError } from '../errors.ts';
import { parseStored } from '../config/stored-json.ts';
import { outputError, unwritable } from '../files/output-error.ts';
import { readPlainText } from '../files/plain-file.ts';
import type { HistoryLine } from './history-line.ts';

export interface History {
  /** In the order of the file. */
  readonly lines: readonly HistoryLine[];
  /** What was left out, a sentence each. */
  readonly notes: readonly string[];
}

/** Some hundreds of thousands of runs. */
const MOST_BYTES = 1 << 28;

/** The newest format of a line that is known. */
const VERSION = 1;

/**
 * Reads a history; one that is not there yet is empty. A line that was cut short, by a kill or a full disk,
 * is left out and told; a second line of a run counts once.
 *
 * @throws GradvarError FOLDER_DAMAGED (50) for a line that gradvar did not write, FOLDER_FOREIGN (41) for one
 *   of a later version, INPUT_UNREADABLE (50)
 */
export async function readHistory(path: string): Promise<History> {
  const text = readPlainText(path, MOST_BYTES) ?? '';
  const { historyLineSchema } = await import('./history-line.ts');
  const lines = new Map<string, HistoryLine>();
  const notes: string[] = [];
  text.split('\n').forEach((written, i) => {
    if (written.trim() === '') return;
    const data = jsonOrNothing(written);
    if (data === undefined) {
      notes.push(`${path}, line ${i + 1}: no whole line, its writer was stopped: left out`);
      return;
    }
    const place = `${path}, line ${i + 1}`;
    refuseLater(place, data);
    const line = parseStored({ path: place, text: written, hint: HINT }, historyLineSchema);
    if (!lines.has(line.id)) lines.set(line.id, line);
  });
  return { lines: [...lines.values()], notes };
}

const HINT = 'take the line out, or take the file back from git';

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuseLater(place: string, data: unknown): void {
  const { version } = (data ?? {}) as { readonly version?: unknown };
  if (typeof version !== 'number' || version <= VERSION) return;
  throw new GradvarError(
    'FOLDER_FOREIGN',
    EXIT.foreign,
    `${place} is of a later version of gradvar: its version is ${version}, expected ${VERSION}`,
    'use the version that wrote it, or a later one',
  );
}

/**
 * Adds a line at the end, in one write that the system puts behind all others: of two writers at once neither
 * loses a line. One whose end is missing, of a writer that was killed, is ended first.
 *
 * @throws GradvarError OUTPUT_UNWRITABLE (50)
 */
export function appendLine(path: string, line: HistoryLine): void {
  try {
    const file = openSync(path, FLAGS, 0o666);
    try {
      if (!fstatSync(file).isFile()) throw unwritable(path, 'it is no plain file');
      const bytes = Buffer.from(`${isEnded(file) ? '' : '\n'}${JSON.stringify(line)}\n`, 'utf8');
      const written = writeSync(file, bytes);
      if (written < bytes.length) throw noSpace(path);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw outputError(path, error);
  }
}

const FLAGS =
  constants.O_RDWR |
  constants.O_APPEND |
  constants.O_CREAT |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0);

function isEnded(file: number): boolean {
  const { size } = fstatSync(file);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last.toString() === '\n';
}

function noSpace(path: string): GradvarError {
  return new GradvarError(
    'OUTPUT_UNWRITABLE',
    EXIT.io,
    `cannot write ${path}: the line was written in part, no space is left on the device`,
    'free some and run the same command again: a line that is not whole is left out',
  );
}
