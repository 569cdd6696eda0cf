import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellContent, cellId } from '../../src/plan/cell.ts';

describe('the id of a cell', () => {
  it('is the first 60 bits of the SHA-256 of its content in base32 of RFC 4648', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (content) => {
        const bits = BigInt(`0x${createHash('sha256').update(content, 'utf8').digest('hex')}`) >> 196n;
        const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
        const digits = Array.from(
          { length: 12 },
          (_, i) => alphabet[Number((bits >> BigInt(55 - 5 * i)) & 31n)]!,
        );
        expect(cellId(content)).toBe(`c${digits.join('')}`);
      }),
    );
  });

  it('is that of the first release: a change breaks every stream', () => {
    const content = cellContent({
      formula: 'w*sin(z) + k',
      parameters: { w: 0.1, k: -2 },
      dimension: 1,
      mu: -0,
      sigma: 1e-7,
      guided: null,
      m: 10,
    });
    expect(content).toBe('["w*sin(z) + k",{"k":-2,"w":0.1},0,1e-7,10]');
    // printf '%s' CONTENT | sha256sum | xxd -r -p | base32
    expect(cellId(content)).toBe('cutgvvr6ootto');
  });

  it('has the dimension in it where there are several coordinates', () => {
    const cell = { formula: 'sum(z^2)', parameters: {}, mu: 0, sigma: 1, guided: null, m: 10 };
    expect(cellContent({ ...cell, dimension: 3 })).toBe('["sum(z^2)",{},0,1,10,3]');
  });
});
