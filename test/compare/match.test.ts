import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchRows, type Matched } from '../../src/compare/match.ts';
import type { RowRecord } from '../../src/tables/reading/csv-records.ts';
import { COLUMNS } from '../../src/tables/columns/columns.ts';

const record = (key: string, line: number): RowRecord => ({
  path: 'x',
  line,
  text: key,
  fields: COLUMNS.map(({ name }) => (name === 'cell_id' ? key : '')),
});

/** In runs of any lengths. */
async function* stream(
  keys: readonly string[],
  lengths: readonly number[],
): AsyncGenerator<readonly RowRecord[]> {
  const records = keys.map(record);
  for (let at = 0, i = 0; at < records.length; i += 1) {
    const length = lengths[i % lengths.length] ?? 1;
    yield await Promise.resolve(records.slice(at, at + length));
    at += length;
  }
}

async function matched(
  base: readonly string[],
  next: readonly string[],
  lengths: readonly number[] = [2],
): Promise<readonly Matched[]> {
  const found: Matched[] = [];
  for await (const run of matchRows(stream(base, lengths), stream(next, lengths.toReversed())))
    found.push(...run);
  return found;
}

const lengths = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 });

const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { maxLength: 20 });

test('every row is matched once, with one of its own key, as often as both sides have it', async () => {
  await fc.assert(
    fc.asyncProperty(keys, keys, lengths, async (base, next, runs) => {
      const found = await matched(base, next, runs);
      const count = (list: readonly string[], key: string) => list.filter((other) => other === key).length;
      for (const key of new Set([...base, ...next])) {
        const both = found.filter((pair) => pair.kind === 'both' && pair.base.text === key);
        expect(both).toHaveLength(Math.min(count(base, key), count(next, key)));
        const removed = found.filter((pair) => pair.kind === 'removed' && pair.base.text === key);
        expect(removed).toHaveLength(Math.max(0, count(base, key) - count(next, key)));
        const added = found.filter((pair) => pair.kind === 'added' && pair.next.text === key);
        expect(added).toHaveLength(Math.max(0, count(next, key) - count(base, key)));
      }
      for (const pair of found) if (pair.kind === 'both') expect(pair.base.text).toBe(pair.next.text);
    }),
  );
});

test('rows of one key are matched in their order', async () => {
  const found = await matched(['a', 'b', 'a'], ['a', 'a', 'c']);
  const lines = found.map((pair) => (pair.kind === 'both' ? [pair.base.line, pair.next.line] : pair.kind));
  expect(lines).toEqual([[0, 0], [2, 1], 'removed', 'added']);
});
