/**
 * Runs items with at most `ahead` started and not yet yielded, and yields the results in the order of the
 * items, whatever the order in which they end. Ends with the first rejection in that order.
 */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  run: (item: Item) => Promise<Result>,
  ahead: number,
): AsyncGenerator<Result, void, void> {
  const started: Promise<Result>[] = [];
  const source = items[Symbol.iterator]();
  let exhausted = false;
  for (;;) {
    while (!exhausted && started.length < ahead) {
      const next = source.next();
      if (next.done === true) exhausted = true;
      else {
        const result = run(next.value);
        // A rejection is told in its turn, and not at all after an earlier one.
        result.catch(() => undefined);
        started.push(result);
      }
    }
    const first = started.shift();
    if (first === undefined) return;
    yield await first;
  }
}
