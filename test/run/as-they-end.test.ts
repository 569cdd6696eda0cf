import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asTheyEnd } from '../../src/run/pool/as-they-end.ts';

async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

test('every item is run once and its result comes once, in the order in which they end, at most `ahead` at a time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.nat(20), fc.integer({ min: 1, max: 5 }), async (s, count, ahead) => {
      let given = 0;
      let underWay = 0;
      const ended: number[] = [];
      const next = () => (given === count ? undefined : given++);
      const run = async (item: number) => {
        underWay += 1;
        expect(underWay).toBeLessThanOrEqual(ahead);
        await s.schedule(Promise.resolve());
        underWay -= 1;
        ended.push(item);
        return item;
      };
      const results = await s.waitFor(all(asTheyEnd(next, run, ahead)));
      expect(results).toEqual(ended);
      expect([...results].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
    }),
    { numRuns: 100 },
  );
});

test('a result may make new items, also where there were none for a while', async () => {
  const waiting = [3];
  const run = (item: number) => Promise.resolve(item);
  const found: number[] = [];
  for await (const item of asTheyEnd(() => waiting.pop(), run, 4)) {
    found.push(item);
    for (let i = 0; i < item; i += 1) waiting.push(item - 1);
  }
  expect(found).toHaveLength(1 + 3 + 3 * 2 + 3 * 2 * 1);
});

test('it ends with the first rejection, and those after it are nobody’s surprise', async () => {
  const broken = new Error('broken');
  let given = 0;
  const next = () => (given < 3 ? (given += 1) : undefined);
  const run = (item: number) =>
    item === 1 ? Promise.reject(broken) : Promise.reject(new Error(`later, ${item}`));
  await expect(all(asTheyEnd(next, run, 3))).rejects.toBe(broken);
  await new Promise((resolve) => setTimeout(resolve, 20));
});
