import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readGradients } from '../../src/check/reading/read-gradients.ts';
import { GradvarError } from '../../src/errors.ts';
import { effort } from '../fixtures/effort.ts';
import { sampleFile } from './sample-file.ts';

/** Files that DuckDB wrote (make-parquet-golden.mjs). */
const golden = new Map(
  (
    JSON.parse(readFileSync(new URL('parquet-golden.json', import.meta.url), 'utf8')) as readonly {
      readonly name: string;
      readonly base64: string;
    }[]
  ).map(({ name, base64 }) => [name, Buffer.from(base64, 'base64')]),
);
const bytesOf = (name: string): Buffer => golden.get(name)!;
const ROWS = [1.5, -2, 0.25, 4, -8, 0.5];

function read(content: Uint8Array, columns: readonly string[] = []) {
  return readGradients(sampleFile('data', content), { columns, key: null }, (file) => {
    const values: number[] = [];
    for (const chunk of file.chunks) values.push(...chunk);
    return { columns: file.columns.map(({ name }) => name), values, notes: file.notes, format: file.format };
  });
}

test.each(['uncompressed', 'snappy', 'gzip', 'brotli', 'zstd', 'version 2', 'float32'])(
  'reads what DuckDB wrote: %s',
  (name) => {
    const found = read(bytesOf(name));
    expect(found).toMatchObject({ columns: ['mu', 'sigma'], values: ROWS, notes: [] });
    expect(found.format.type).toBe(name === 'float32' ? 'float32' : 'float64');
    expect(read(bytesOf(name), ['sigma']).values).toEqual([-2, 4, 0.5]);
    expect(read(bytesOf(name), ['2', '1']).values).toEqual([-2, 1.5, 4, 0.25, 0.5, -8]);
  },
);

test('columns of other types are left out, and that is said', () => {
  const found = read(bytesOf('other columns'));
  expect(found).toMatchObject({ columns: ['mu', 'sigma'], values: ROWS });
  expect(found.notes).toEqual([expect.stringMatching(/left out: name \(.*step \(INT32\), list/)]);
});

test.each(['row groups', 'row groups by zstd'])('every row of every row group: %s', (name) => {
  const { values } = read(bytesOf(name));
  expect(values).toHaveLength(10_000);
  const isRight = values.every((value, i) =>
    i % 2 === 1 ? value === ((i - 1) / 2) % 3 : Math.abs(value - Math.sin(i / 2)) < 1e-15,
  );
  expect(isRight).toBe(true);
});

test.each<readonly [string, Uint8Array, RegExp]>([
  ['no column of numbers', bytesOf('no numbers'), /no column of float64 or float32: name .*, step/],
  ['null', bytesOf('null'), /row 2, column sigma: found nothing \(null\)/],
  ['NaN', bytesOf('NaN'), /row 2, column sigma: found NaN/],
  ['another compression', bytesOf('lz4_raw'), /column mu: it is packed by lz4, expected snappy/],
  ['a file packed once more', gzipSync(bytesOf('snappy')), /only a plain file/],
  ['a file that was cut off', bytesOf('snappy').subarray(0, 300), /damaged or cut off/],
  ['a beginning alone', Buffer.from('PAR1xxxxxxxxxxxx'), /damaged or cut off/],
  ['a footer of 4 GB', Buffer.from('PAR1xxxxxxxx\xff\xff\xff\xffPAR1', 'latin1'), /damaged or cut off/],
])('refuses %s', (_, content, message) => {
  expect(() => read(content)).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringMatching(message) as string }),
  );
});

test('any changed bytes are read or refused in a sentence', () => {
  const files = [...golden.values()].filter(({ length }) => length < 1000);
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      (file, changes) => {
        const changed = Buffer.from(file);
        for (const [at, byte] of changes) changed[at % changed.length] = byte;
        try {
          read(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(GradvarError);
          expect((error as GradvarError).exitCode).toBe(2);
        }
      },
    ),
    { numRuns: effort(300, 20_000) },
  );
});
