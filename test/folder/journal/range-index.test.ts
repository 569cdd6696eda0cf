import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangeIndex } from '../../../src/folder/journal/range-index.ts';

const entry = fc.record({ key: fc.nat(2), from: fc.nat(12), count: fc.integer({ min: 1, max: 6 }) });

test('an index of ranges holds what a map of items holds, and names every item that two records hold', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 90 }), (entries) => {
      const index = rangeIndex();
      const holders = new Map<string, number[]>();
      for (const [i, { key, from, count }] of entries.entries()) {
        index.add(key, from, from + count, { source: i, offset: i, length: 1 });
        for (let item = from; item < from + count; item += 1) {
          const name = `${key} ${item}`;
          holders.set(name, [...(holders.get(name) ?? []), i]);
        }
      }
      const overlaps = index.sort();
      expect(index.size()).toBe(holders.size);
      // All that hold an item are tied to one another by the overlaps that name it.
      const tied = new Map<string, Set<number>>();
      for (const { key, from, to, kept, other } of overlaps) {
        for (let item = from; item < to; item += 1) {
          const name = `${key} ${item}`;
          tied.set(name, (tied.get(name) ?? new Set()).add(kept.offset).add(other.offset));
        }
      }
      for (let key = 0; key <= 2; key += 1) {
        for (let item = 0; item < 20; item += 1) {
          const expected = holders.get(`${key} ${item}`);
          const found = index.find(key, item);
          if (expected === undefined) expect(found).toBeUndefined();
          else expect(expected).toContain(found!.offset);
          const all = new Set(expected);
          expect(tied.get(`${key} ${item}`) ?? all).toEqual(all);
          const sources = [...entries.keys()].filter((source) => index.isIn(source, key, item));
          expect(sources).toEqual([...all].sort((a, b) => a - b));
          if (all.size > 1) expect(tied.has(`${key} ${item}`)).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
});
