import { expect, test } from 'vitest';
import { assembleCells } from '../../src/coordinator/assemble.ts';
import { emptyLedger } from '../../src/journal/ledger.ts';
import { computed, smallPlan } from '../fixtures/small-plan.ts';

test('once stopped no further cell is merged, and what is under way ends', async () => {
  const plan = smallPlan();
  const stop = new AbortController();
  const done = computed(plan);
  let taken = 0;
  // eslint-disable-next-line @typescript-eslint/require-await -- it stands where workers would
  async function* underWay() {
    for (const each of done) {
      taken += 1;
      yield each;
    }
  }
  const indices: number[] = [];
  for await (const { cell } of assembleCells(plan, emptyLedger(plan), underWay(), stop.signal)) {
    indices.push(cell.index);
    if (cell.index === 2) stop.abort();
  }
  expect([indices, taken]).toEqual([[0, 1, 2], done.length]);
});
