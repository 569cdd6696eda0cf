import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { EXIT, GradvarError } from '../errors.ts';
import { inputError } from './input-error.ts';

/*
 * The one door for files of a results folder. What stands under a known name may have been put there by
 * anybody: a link to another file, a pipe that never answers, a device without an end. Only plain files are
 * read, and no more of them than was asked for.
 */

/** A plain file that is open for reading. */
export interface PlainFile {
  readonly descriptor: number;
  readonly bytes: number;
}

/**
 * Most bytes of a JSON file of a folder (plan.json, shard.json, seal.json): plans list their axes, not their
 * cells.
 */
export const MOST_JSON_BYTES = 1 << 26;

// A pipe without a writer would hold an open without O_NONBLOCK for ever; Windows has neither flag.
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a file of a results folder; undefined if there is none. The caller closes it.
 *
 * @throws GradvarError INPUT_UNREADABLE (50), also for what is no plain file: a link, a folder, a pipe, a
 *   device
 */
export function openPlainFile(path: string): PlainFile | undefined {
  const descriptor = openIfThere(path);
  if (descriptor === undefined) return undefined;
  let stats: Stats;
  try {
    stats = fstatSync(descriptor);
  } catch (error) {
    closeSync(descriptor);
    throw inputError(path, error);
  }
  if (stats.isFile()) return { descriptor, bytes: stats.size };
  closeSync(descriptor);
  throw notPlain(path, kindOf(stats));
}

/** The same for a file that must be there. */
export function requirePlainFile(path: string): PlainFile {
  const file = openPlainFile(path);
  if (file !== undefined) return file;
  const hint = 'check the path and its permissions';
  throw new GradvarError('INPUT_UNREADABLE', EXIT.io, `cannot read ${path}: there is no such file`, hint);
}

/**
 * The text of a small file of a results folder; undefined if there is none.
 *
 * @throws GradvarError INPUT_UNREADABLE (50), also for what is no plain file or has more than `most` bytes
 */
export function readPlainText(path: string, most = MOST_JSON_BYTES): string | undefined {
  const file = openPlainFile(path);
  if (file === undefined) return undefined;
  try {
    if (file.bytes > most)
      throw notPlain(path, `a file of ${file.bytes} bytes, at most ${most} are expected`);
    const text = Buffer.alloc(file.bytes);
    let done = 0;
    for (let read = -1; read !== 0 && done < text.length; done += read)
      read = readSync(file.descriptor, text, done, text.length - done, done);
    return text.toString('utf8', 0, done);
  } catch (error) {
    throw inputError(path, error);
  } finally {
    closeSync(file.descriptor);
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, FLAGS);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'ELOOP') throw notPlain(path, 'a link');
    // A socket cannot be opened at all.
    if (code === 'ENXIO') throw notPlain(path, 'a socket or a device');
    throw inputError(path, error);
  }
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
}

function notPlain(path: string, what: string): GradvarError {
  return new GradvarError(
    'INPUT_UNREADABLE',
    EXIT.io,
    `cannot read ${path}: it is ${what}, expected a plain file that gradvar wrote`,
    'move it away and run the same command again, or choose another folder',
  );
}
