/**
 * A binary heap: largest key first; equal keys in the order of insertion, so that the order is always the
 * same.
 */
export interface PriorityQueue<T> {
  readonly push: (key: number, item: T) => void;
  readonly pop: () => T | undefined;
  readonly size: () => number;
}

interface Entry<T> {
  readonly key: number;
  readonly serial: number;
  readonly item: T;
}

export function createPriorityQueue<T>(): PriorityQueue<T> {
  const heap: Entry<T>[] = [];
  let serial = 0;

  const before = (a: Entry<T>, b: Entry<T>): boolean =>
    a.key > b.key || (a.key === b.key && a.serial < b.serial);

  function push(key: number, item: T): void {
    const entry = { key, serial: serial++, item };
    let at = heap.length;
    heap.push(entry);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(entry, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = entry;
  }

  function pop(): T | undefined {
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined || heap.length === 0) return top?.item;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return top.item;
  }

  return { push, pop, size: () => heap.length };
}
