import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { EXIT, GradvarError } from '../../errors.ts';
import { placeText, problemList } from './problem.ts';
import type { Config } from './located.ts';
import { readYaml } from './yaml-tree.ts';

/** Bytes of the largest config; a list of 100,000 numbers is well below. */
const MAX_BYTES = 1_000_000;

/**
 * Reads a config file, YAML 1.2 or JSON, as UTF-8.
 *
 * @throws GradvarError CONFIG_UNREADABLE, exit 2, when it is no readable text file of at most 1 MB;
 *   CONFIG_INVALID, exit 2, when it is not one YAML document.
 */
export function readConfig(path: string): Config {
  const bytes = readBytes(path);
  if (bytes.length > MAX_BYTES) throw unreadable(path, 'it is larger than 1 MB, the most a config may have');
  return parseConfig(decode(path, bytes), path);
}

/**
 * The same for a text at hand; `source` is what messages call it.
 *
 * @throws GradvarError CONFIG_INVALID, exit 2, when it is not one YAML document.
 */
export function parseConfig(text: string, source: string): Config {
  const tree = readYaml(text, (line, column) => ({ kind: 'file', line, column }));
  if (tree.kind === 'tree') return { source, root: tree.root };
  const lines = tree.errors.map((error) => `${placeText(source, error.place)}: ${error.text}`);
  throw problemList('CONFIG_INVALID', source, lines);
}

/** At most one byte over the limit: a device file has no end. */
function readBytes(path: string): Buffer {
  try {
    const file = openSync(path, 'r');
    try {
      if (fstatSync(file).isDirectory()) throw unreadable(path, 'it is a folder, expected a file');
      const buffer = Buffer.alloc(MAX_BYTES + 1);
      let length = 0;
      for (let read = -1; read !== 0 && length < buffer.length; length += read) {
        read = readSync(file, buffer, length, buffer.length - length, null);
      }
      return buffer.subarray(0, length);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof GradvarError) throw error;
    throw unreadable(path, reasonOf(error), error);
  }
}

function decode(path: string, bytes: Buffer): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Reported below, like a NUL: both mean that this is some other kind of file.
  }
  throw unreadable(path, 'it is not UTF-8 text');
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'reading it is not permitted';
    case 'EISDIR':
      return 'it is a folder, expected a file';
    case 'ENOTDIR':
      return 'a part of the path is a file, expected a folder';
    case 'ENAMETOOLONG':
      return 'the path is too long';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

function unreadable(path: string, reason: string, cause?: unknown): GradvarError {
  const hint = 'expected the path of an experiment, YAML or JSON';
  return new GradvarError(
    'CONFIG_UNREADABLE',
    EXIT.usage,
    `cannot read config '${path}': ${reason}`,
    hint,
    cause,
  );
}
