/**
 * Runs items with at most `ahead` under way, and yields the results as they end. `next` gives an item to
 * start, or undefined where there is none for now: a result may make some. Ends once nothing is under way, or
 * with the first rejection.
 */
export async function* asTheyEnd<Item, Result>(
  next: () => Item | undefined,
  run: (item: Item) => Promise<Result>,
  ahead: number,
): AsyncGenerator<Result, void, void> {
  const underWay = new Map<number, Promise<readonly [number, Result]>>();
  let started = 0;
  for (;;) {
    while (underWay.size < ahead) {
      const item = next();
      if (item === undefined) break;
      const number = started;
      started += 1;
      underWay.set(
        number,
        run(item).then((result) => [number, result]),
      );
    }
    if (underWay.size === 0) return;
    const [number, result] = await Promise.race(underWay.values());
    underWay.delete(number);
    yield result;
  }
}
