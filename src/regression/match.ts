import { COLUMNS } from '../results/columns.ts';
import type { RowRecord } from './read-result.ts';

/** A row that both sides have, or one alone. */
export type Matched =
  | { readonly kind: 'both'; readonly base: RowRecord; readonly next: RowRecord }
  | { readonly kind: 'removed'; readonly base: RowRecord }
  | { readonly kind: 'added'; readonly next: RowRecord };

const KEY = ['cell_id', 'component', 'estimator_1', 'estimator_2'].map((key) =>
  COLUMNS.findIndex(({ name }) => name === key),
);

/**
 * Pairs the rows of two results by cell, component and estimators; the name of the integrand is a label and may differ.
 * Rows of the same key (one formula under two names) are paired in their order.
 *
 * Both are read in step, and only rows that wait for the other side are held: memory grows with what was moved, added or
 * removed, not with the files. Removed and added rows come last.
 */
export async function* matchRows(
  base: AsyncIterable<RowRecord>,
  next: AsyncIterable<RowRecord>,
): AsyncGenerator<Matched, void, void> {
  const [left, right] = [base[Symbol.asyncIterator](), next[Symbol.asyncIterator]()];
  const waitingBase = waitingRows();
  const waitingNext = waitingRows();
  for (;;) {
    const one = await left.next();
    const two = await right.next();
    if (one.done !== true) {
      const partner = waitingNext.take(one.value);
      if (partner === undefined) waitingBase.put(one.value);
      else yield { kind: 'both', base: one.value, next: partner };
    }
    if (two.done !== true) {
      const partner = waitingBase.take(two.value);
      if (partner === undefined) waitingNext.put(two.value);
      else yield { kind: 'both', base: partner, next: two.value };
    }
    if (one.done === true && two.done === true) break;
  }
  for (const record of waitingBase.rest()) yield { kind: 'removed', base: record };
  for (const record of waitingNext.rest()) yield { kind: 'added', next: record };
}

interface WaitingRows {
  readonly put: (record: RowRecord) => void;
  /** The first waiting row of the same key, which waits no longer. */
  readonly take: (record: RowRecord) => RowRecord | undefined;
  readonly rest: () => Iterable<RowRecord>;
}

function waitingRows(): WaitingRows {
  const queues = new Map<string, RowRecord[]>();
  return {
    put(record) {
      const key = keyOf(record);
      const queue = queues.get(key);
      if (queue === undefined) queues.set(key, [record]);
      else queue.push(record);
    },
    take(record) {
      const key = keyOf(record);
      const queue = queues.get(key);
      const first = queue?.shift();
      if (queue?.length === 0) queues.delete(key);
      return first;
    },
    *rest() {
      for (const queue of queues.values()) yield* queue;
    },
  };
}

function keyOf({ fields }: RowRecord): string {
  return KEY.map((i) => fields[i]).join(' ');
}
