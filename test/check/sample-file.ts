import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSamples } from '../../src/check/reading/read-samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradvar-samples-'));
let files = 0;

/** Writes a file of its own and returns its path. */
export function sampleFile(name: string, content: string | Uint8Array): string {
  files += 1;
  const path = join(folder, `${files}-${name}`);
  writeFileSync(path, content);
  return path;
}

/** All numbers of a file. A chunk is a buffer that is used again: each is copied before the next is asked for. */
export function numbersOf(
  path: string,
  column: string | null = null,
  key: string | null = null,
): readonly number[] {
  return readSamples(path, column, key, (chunks) => {
    const numbers: number[] = [];
    for (const chunk of chunks) numbers.push(...chunk);
    return numbers;
  }).result;
}

/** A one-dimensional float64 .npy file. */
export function npyBytes(values: Float64Array): Uint8Array {
  const text = `{'descr': '<f8', 'fortran_order': False, 'shape': (${values.length},), }`;
  const header = `${text.padEnd(117)}\n`;
  const bytes = Buffer.alloc(128 + 8 * values.length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]);
  bytes.write(header, 10, 'latin1');
  values.forEach((value, i) => bytes.writeDoubleLE(value, 128 + 8 * i));
  return bytes;
}
