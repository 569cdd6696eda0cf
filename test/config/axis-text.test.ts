import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AXIS_FORM, valuesOfText } from '../../src/config/axes/axis-text.ts';

describe('an axis in words', () => {
  it.each([
    ['1,2,5', '1 2 5'],
    [' 1 , -2.5e1', '1 -25'],
    ['0..1:5', '0 0.25 0.5 0.75 1'],
    ['-1..1:3', '-1 0 1'],
    ['.5..2.:4', '0.5 1 1.5 2'],
    ['0.1..10:3', '0.1 1 10'],
    ['0.1..4:6', '0.1 0.209 0.437 0.915 1.91 4'],
    ['1..1.001:3', '1 1.0005 1.001'],
    ['0..1:3,2,4..5:2', '0 0.5 1 2 4 5'],
  ])('%j is %s', (text, values) => {
    expect(valuesOfText(text, 'real')?.join(' ')).toBe(values);
  });

  it.each([
    '',
    '..',
    '1..',
    '..2',
    '2..1',
    '1..1',
    '1..2:1',
    '1..2:0',
    '1..2..3',
    '1,',
    'a..b',
    '1e400..2',
    '0..1:10001',
    '0x1..2',
  ])('%j is none', (text) => expect(valuesOfText(text, 'real')).toBeNull());

  it('is of whole numbers where those are wanted, each once', () => {
    expect(valuesOfText('1..4:9', 'whole')).toEqual([1, 2, 3, 4]);
    expect(valuesOfText('1..1000:4', 'whole')).toEqual([1, 10, 100, 1000]);
  });

  it('begins and ends as written, goes upwards, and has as many values as are asked for', () => {
    const ends = fc.double({ noNaN: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(ends, ends, fc.integer({ min: 2, max: 40 }), (a, b, count) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        fc.pre(to - from > 1e-6);
        const values = valuesOfText(`${from}..${to}:${count}`, 'real')!;
        expect([values.length, values[0], values.at(-1)]).toEqual([count, from || 0, to || 0]);
        values.slice(1).forEach((value, i) => expect(value).toBeGreaterThan(values[i]!));
      }),
    );
  });

  it('of a great length is refused at once', () => {
    expect(AXIS_FORM.test(`1..${'1'.repeat(200_000)}x`)).toBe(false);
    expect(AXIS_FORM.test(`1${','.repeat(200_000)}`)).toBe(false);
  }, 5000);
});
