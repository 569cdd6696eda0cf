import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readGradients } from '../../src/check/reading/read-gradients.ts';
import { npyBytes, sampleFile } from './sample-file.ts';

interface Golden {
  readonly name: string;
  readonly base64: string;
  readonly columns: readonly string[];
  readonly key: string | null;
}
const golden = JSON.parse(
  readFileSync(new URL('gradients-golden.json', import.meta.url), 'utf8'),
) as readonly Golden[];

/** What every file here holds. */
const ROWS = [1.5, -2, 0.25, 4, -8, 0.5];

interface Asked {
  readonly columns?: readonly string[];
  readonly key?: string | null;
}

function read(content: string | Uint8Array, { columns = [], key = null }: Asked = {}) {
  return readGradients(sampleFile('data', content), { columns, key }, (file) => {
    const values: number[] = [];
    for (const chunk of file.chunks) values.push(...chunk);
    return { columns: file.columns.map(({ name }) => name), values, notes: file.notes };
  });
}

test.each(golden)('reads what numpy wrote: $name', ({ base64, columns, key }) => {
  const bytes = Buffer.from(base64, 'base64');
  expect(read(bytes, { key })).toMatchObject({ columns, values: ROWS });
  const second = read(bytes, { key, columns: [columns[1]!] });
  expect(second.values).toEqual([-2, 4, 0.5]);
  expect(read(bytes, { key, columns: ['2', '1'] }).values).toEqual([-2, 1.5, 4, 0.25, 0.5, -8]);
});

const NUMBERED = ['1', '2'];
const NAMED = ['mu', 'sigma'];
const MARK = '\ufeff';

test.each<readonly [string, string, readonly string[], number]>([
  ['commas', '1.5,-2\n0.25,4\n-8,0.5\n', NUMBERED, 0],
  ['commas and blanks', '1.5, -2\n0.25, 4\n-8, 0.5\n', NUMBERED, 0],
  ['a header', 'mu,sigma\n1.5,-2\n0.25,4\n-8,0.5\n', NAMED, 0],
  ['a quoted header', '"mu","sigma"\n1.5,-2\n0.25,4\n-8,0.5\n', NAMED, 0],
  ['everything quoted', '"mu","sigma"\n"1.5","-2"\n"0.25","4"\n"-8","0.5"\n', NAMED, 0],
  ['tabs', 'mu\tsigma\n1.5\t-2\n0.25\t4\n-8\t0.5\n', NAMED, 0],
  ['semicolons', 'mu;sigma\n1.5;-2\n0.25;4\n-8;0.5\n', NAMED, 0],
  ['decimal commas by semicolons', 'mu;sigma\n1,5;-2\n0,25;4\n-8;0,5\n', NAMED, 0],
  ['decimal commas by tabs', '1,5\t-2\n0,25\t4\n-8\t0,5\n', NUMBERED, 0],
  ['decimal commas by blanks', '1,5 -2,0\n0,25 4\n-8 0,5\n', NUMBERED, 0],
  ['many blanks', '   1.5   -2\n  0.25    4\n -8        0.5\n', NUMBERED, 0],
  ['exponents', '1.5e+00 -2.E0\n2.5e-1 4\n-8 5E-01\n', NUMBERED, 0],
  ['a comment of names', '# mu sigma\n1.5 -2\n0.25 4\n-8 0.5\n', NAMED, 0],
  ['a comment of words', '# made by me\n1.5 -2\n0.25 4\n-8 0.5\n', NUMBERED, 0],
  ['CR LF and a byte order mark', `${MARK}mu,sigma\r\n1.5,-2\r\n0.25,4\r\n-8,0.5\r\n`, NAMED, 0],
  ['no last line feed', '1.5,-2\n0.25,4\n-8,0.5', NUMBERED, 0],
  ['the index of pandas', ',mu,sigma\n0,1.5,-2\n1,0.25,4\n2,-8,0.5\n', NAMED, 1],
  ['that index read and written again', 'Unnamed: 0,mu,sigma\n0,1.5,-2\n1,0.25,4\n2,-8,0.5\n', NAMED, 1],
  ['write.csv of R', '"","mu","sigma"\n"1",1.5,-2\n"2",0.25,4\n"3",-8,0.5\n', NAMED, 1],
  ['write.table of R', '"mu" "sigma"\n"1" 1.5 -2\n"2" 0.25 4\n"3" -8 0.5\n', NAMED, 1],
  ['write.table without quotes', 'mu sigma\nrow1 1.5 -2\nrow2 0.25 4\nrow3 -8 0.5\n', NAMED, 1],
  ['a JSON list of rows', '[[1.5, -2], [0.25, 4], [-8, 0.5]]', NUMBERED, 0],
  ['the same over lines', '[\n  [1.5, -2],\n  [0.25, 4],\n  [-8, 0.5]\n]\n', NUMBERED, 0],
  ['JSON records', '[{"mu":1.5,"sigma":-2},{"mu":0.25,"sigma":4},{"sigma":0.5,"mu":-8}]', NAMED, 0],
  ['JSON columns', '{"mu": [1.5, 0.25, -8], "sigma": [-2, 4, 0.5]}', NAMED, 0],
  ['JSON lines of lists', '[1.5, -2]\n[0.25, 4]\n[-8, 0.5]\n', NUMBERED, 0],
  ['JSON lines of records', '{"mu":1.5,"sigma":-2}\n{"mu":0.25,"sigma":4}\n{"mu":-8,"sigma":0.5}', NAMED, 0],
])('reads text: %s', (_, text, columns, notes) => {
  for (const content of [text, gzipSync(text)]) {
    const found = read(content);
    expect(found).toMatchObject({ columns, values: ROWS });
    expect(found.notes).toHaveLength(notes);
  }
});

const npz = Buffer.from(golden.find(({ name }) => name === 'savez_compressed')!.base64, 'base64');
const gz = gzipSync(npyBytes(Float64Array.from({ length: 3000 }, (_, i) => Math.sin(i))));
const flipped = (bytes: Buffer, at: number) => {
  const other = Buffer.from(bytes);
  other[at]! ^= 0x10;
  return other;
};

test.each<readonly [string, string | Uint8Array, Asked, RegExp]>([
  ['an archive of several arrays', npz, {}, /found 2 arrays \(a, other\), expected one/],
  ['an array that is not there', npz, { key: 'othr' }, /no array is called 'othr'; there are a, other/],
  ['a key without an archive', '1\n2\n', { key: 'a' }, /found no \.npz file/],
  ['an archive that was cut off', npz.subarray(0, npz.length - 30), { key: 'a' }, /cannot be read/],
  ['gzip that was cut off', gz.subarray(0, gz.length - 100), {}, /damaged or cut off/],
  ['gzip with a wrong sum', flipped(gz, gz.length - 6), {}, /damaged or cut off/],
  ['gzip of Parquet', gzipSync(Buffer.from('PAR1xxxxxxxxxxxx')), {}, /Parquet/],
  ['NaN as Python writes it in JSON', '[[1, NaN]]', {}, /begins as JSON and is none/],
  ['null in JSON', '[1, null]', {}, /row 2: found null/],
  ['text in JSON', '["a", 1]', {}, /row 1|row 2/],
  ['rows of JSON of other lengths', '[[1, 2], [3]]', {}, /row 2: found 1 numbers, expected 2/],
  ['a map of JSON without lists', '{"mu": 1}', {}, /found a map, expected lists/],
  ['a column that is not there', 'mu,sigma\n1,2\n', { columns: ['3'] }, /no column is called '3'/],
  ['thousands separators', 'a;b\n1,234.5;2\n', {}, /line 2, column a: found "1,234.5"/],
])('refuses %s', (_, content, asked, message) => {
  expect(() => read(content, asked)).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringMatching(message) as string }),
  );
});

test('a long file by gzip streams in pieces, whatever their size', () => {
  const values = Float64Array.from({ length: 200_001 }, (_, i) => i / 3);
  expect(Float64Array.from(read(gzipSync(npyBytes(values))).values)).toEqual(values);
  expect(Float64Array.from(read(gzipSync(values.join('\n'))).values)).toEqual(values);
});
