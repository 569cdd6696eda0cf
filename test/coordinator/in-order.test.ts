import { expect, test } from 'vitest';
import { inOrder } from '../../src/coordinator/in-order.ts';

/** Settles after `delay` turns of the timer queue. */
const after = async <T>(value: T, delay: number): Promise<T> => {
  await new Promise((resolve) => setTimeout(resolve, delay));
  return value;
};

test('results come in the order of the items although later items end first', async () => {
  const delays = [30, 1, 20, 2, 10, 3];
  const seen: number[] = [];
  for await (const i of inOrder(delays.keys(), (i) => after(i, delays[i]!), 4)) seen.push(i);
  expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
});

test('never more than `ahead` items are started and not yet yielded, and the source is read lazily', async () => {
  let started = 0;
  let yielded = 0;
  let most = 0;
  function* source() {
    for (let i = 0; i < 50; i += 1) yield i;
  }
  const run = async (i: number) => {
    started += 1;
    most = Math.max(most, started - yielded);
    return after(i, i % 3);
  };
  for await (const i of inOrder(source(), run, 5)) {
    expect(i).toBe(yielded);
    yielded += 1;
  }
  expect(yielded).toBe(50);
  expect(most).toBe(5);
});

test('an empty source yields nothing', async () => {
  const seen: number[] = [];
  for await (const i of inOrder<number, number>([], (i) => after(i, 0), 3)) seen.push(i);
  expect(seen).toEqual([]);
});
