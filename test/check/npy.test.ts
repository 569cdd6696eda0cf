import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { halfNumber } from '../../src/check/reading/half-number.ts';
import { numbersOf, npyBytes, sampleFile } from './sample-file.ts';

interface Golden {
  readonly name: string;
  readonly base64: string;
  readonly values: readonly number[];
}
const golden = JSON.parse(
  readFileSync(new URL('npy-golden.json', import.meta.url), 'utf8'),
) as readonly Golden[];

test.each(golden)('reads what numpy wrote: $name', ({ base64, values }) => {
  expect(numbersOf(sampleFile('a.npy', Buffer.from(base64, 'base64')))).toEqual(values);
});

test('reads more rows than a chunk holds, in their order', () => {
  const values = Float64Array.from({ length: 300_001 }, (_, i) => i / 7);
  expect(Float64Array.from(numbersOf(sampleFile('long.npy', npyBytes(values))))).toEqual(values);
});

const whole = Buffer.from(npyBytes(Float64Array.from([1, 2, 3])));
const header = (text: string): Buffer => {
  const bytes = Buffer.from(whole);
  bytes.write(text.padEnd(117), 10, 'latin1');
  return bytes;
};
const withByte = (at: number, value: number): Buffer => {
  const bytes = Buffer.from(whole);
  bytes.writeUInt8(value, at);
  return bytes;
};

test.each([
  ['cut off in the header', whole.subarray(0, 50), /header: the file ends early/],
  ['cut off in the magic string', whole.subarray(0, 9), /header: the file ends early/],
  ['cut off in the rows', whole.subarray(0, 150), /found 150 bytes, expected 152: the header says 3 rows/],
  ['with bytes too many', Buffer.concat([whole, Buffer.of(0)]), /found 153 bytes, expected 152/],
  ['of version 4', withByte(6, 4), /found version 4, expected 1, 2 or 3/],
  ['of version 0', withByte(6, 0), /found version 0/],
  ['whose header has no dictionary', header('x'), /expected a dictionary/],
  [
    'of a length that no number holds',
    header("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,), }"),
    /expected one gradient a row/,
  ],
  [
    'whose header asks for code to be run',
    header("{'descr': __import__('os').system('true'), 'fortran_order': False, 'shape': (3,), }"),
    /expected a dictionary/,
  ],
  ['with a NaN', Buffer.from(npyBytes(Float64Array.of(1, NaN))), /row 2: found NaN/],
  ['with an infinity', Buffer.from(npyBytes(Float64Array.of(-Infinity, 1))), /row 1: found -Infinity/],
])('refuses a file %s', (_, bytes, message) => {
  expect(() => numbersOf(sampleFile('bad.npy', bytes))).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringMatching(message) as string }),
  );
});

test.each([
  ['|O', /Python objects \(pickled/],
  ['<i8', /whole numbers/],
  ['|u1', /whole numbers/],
  ['|b1', /truth values/],
  ['<c16', /complex/],
  ['<U3', /text/],
  ['|V2', /bfloat16/],
  ['<f16', /another size/],
  ['|f8', /another size/],
  ['<M8[ns]', /unknown type/],
])('refuses dtype %s', (descr, message) => {
  const bytes = header(`{'descr': '${descr}', 'fortran_order': False, 'shape': (3,), }`);
  expect(() => numbersOf(sampleFile('bad.npy', bytes))).toThrow(message);
});

test('binary16 numbers of every kind', () => {
  const bits = [0x3c00, 0xc000, 0x3555, 0x7bff, 0x0001, 0x03ff, 0x0400, 0x8000];
  const numbers = [1, -2, 0.333251953125, 65504, 2 / 33554432, 1023 / 16777216, 1 / 16384, -0];
  expect(bits.map(halfNumber)).toEqual(numbers);
  expect([0x7c00, 0xfc00, 0x7e00].map(halfNumber)).toEqual([Infinity, -Infinity, NaN]);
});
