import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { createWriteStream } from 'node:fs';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { outputError } from './output-error.ts';

/** What the seal records of a file. */
export interface FileDigest {
  readonly sha256: string;
  readonly bytes: number;
}

/** Writes a file so that a reader sees the old one or the whole new one: temp file, fsync, rename, fsync of the folder. */
export function writeDurably(path: string, text: string): FileDigest {
  const temporary = temporaryPath(path);
  try {
    const file = openSync(temporary, 'w');
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    moveIntoPlace(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw outputError(path, error);
  }
  return {
    sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
    bytes: Buffer.byteLength(text, 'utf8'),
  };
}

/** As `writeDurably`, for a stream of any length that passes through `format`. */
export async function streamDurably(path: string, source: Readable, format: Transform): Promise<FileDigest> {
  const temporary = temporaryPath(path);
  const hash = createHash('sha256');
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(source, format, count, createWriteStream(temporary, { flush: true }));
    moveIntoPlace(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw outputError(path, error);
  }
  return { sha256: hash.digest('hex'), bytes };
}

function temporaryPath(path: string): string {
  return join(dirname(path), `.${basename(path)}.partial`);
}

function moveIntoPlace(temporary: string, path: string): void {
  renameSync(temporary, path);
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
