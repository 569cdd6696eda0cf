import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellKey } from '../../src/streams/cell-key.ts';

interface GoldenKey {
  readonly seed: string;
  readonly content: string;
  readonly key: readonly number[];
}
// Made by scripts/make-cell-key-golden.py.
const golden = JSON.parse(
  readFileSync(new URL('../golden/cell-keys.json', import.meta.url), 'utf8'),
) as readonly GoldenKey[];

describe('cellKey', () => {
  test.each(golden)('gives the key that an RC4 of our own gives: seed $seed', ({ seed, content, key }) => {
    expect(cellKey(seed, content)).toEqual(key);
  });

  test('tells apart pairs that read alike when seed and content are joined', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\\', '[', ' ', '\u0000'), maxLength: 12 });
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (joined, i, j) => {
        const cut = (at: number): readonly [string, string] => [joined.slice(0, at), joined.slice(at)];
        const first = cut(i % (joined.length + 1));
        const second = cut(j % (joined.length + 1));
        const same = first[0] === second[0];
        expect(JSON.stringify(cellKey(...first)) === JSON.stringify(cellKey(...second))).toBe(same);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('tells apart any two different pairs, lone surrogates and characters above 255 included', () => {
    const seen = new Map<string, string>();
    const text = fc.string({ unit: 'binary', maxLength: 4 });
    const odd = fc.constantFrom('a', 'š', '\ud800', '\udfff', '\ufffd', '\\ud800');
    fc.assert(
      fc.property(fc.oneof(text, odd), fc.oneof(text, odd), (seed, content) => {
        const key = cellKey(seed, content).join();
        const pair = JSON.stringify([seed, content]);
        expect(seen.get(key) ?? pair).toBe(pair);
        seen.set(key, pair);
      }),
      { seed: 2, numRuns: 1000 },
    );
    expect(seen.size).toBeGreaterThan(500);
  });

  test('gives four unsigned 32-bit words that use all their bits', () => {
    const keys = Array.from({ length: 200 }, (_, i) => cellKey('bits', String(i)));
    for (let word = 0; word < 4; word++) {
      const ones = keys.reduce((seen, key) => seen | key[word]!, 0) >>> 0;
      const zeros = keys.reduce((seen, key) => seen | ~key[word]!, 0) >>> 0;
      expect([ones, zeros]).toEqual([0xffffffff, 0xffffffff]);
      expect(keys.every((key) => key[word]! >= 0 && Number.isInteger(key[word]))).toBe(true);
    }
  });
});
