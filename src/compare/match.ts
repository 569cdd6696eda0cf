import { columnPlace } from '../tables/columns/columns.ts';
import type { RowRecord } from '../tables/reading/csv-records.ts';

/** A row that both sides have, or one alone. */
export type Matched =
  | { readonly kind: 'both'; readonly base: RowRecord; readonly next: RowRecord }
  | { readonly kind: 'removed'; readonly base: RowRecord }
  | { readonly kind: 'added'; readonly next: RowRecord };

const KEY = (['cell_id', 'component', 'estimator_1', 'estimator_2'] as const).map(columnPlace);

/** Rows as they are read: a run after the other. */
export type RecordRuns = AsyncIterable<readonly RowRecord[]>;

/**
 * Pairs the rows of two results by cell, component and estimators; the name of the integrand is a label and
 * may differ. Rows of the same key (one formula under two names) are paired in their order.
 *
 * Both are read in step, and only rows that wait for the other side are held: memory grows with what was
 * moved, added or removed, not with the files. Removed and added rows come last.
 */
export async function* matchRows(
  base: RecordRuns,
  next: RecordRuns,
): AsyncGenerator<readonly Matched[], void, void> {
  const [one, two] = [sideOf(base), sideOf(next)];
  while (one.hasMore || two.hasMore) {
    // The side that is behind: runs need not be of one length.
    const own = one.hasMore && (one.rows <= two.rows || !two.hasMore) ? one : two;
    const run = await own.runs.next();
    if (run.done === true) own.hasMore = false;
    else yield matchedRun(run.value, own, own === one ? two : one, own === one);
  }
  yield rest(one).map((record): Matched => ({ kind: 'removed', base: record }));
  yield rest(two).map((record): Matched => ({ kind: 'added', next: record }));
}

/** One of the two results while it is read. */
interface Side {
  readonly runs: AsyncIterator<readonly RowRecord[]>;
  /** Rows that wait for the other side, by key. */
  readonly waiting: Map<string, RowRecord[]>;
  rows: number;
  hasMore: boolean;
}

const sideOf = (runs: RecordRuns): Side => ({
  runs: runs[Symbol.asyncIterator](),
  waiting: new Map(),
  rows: 0,
  hasMore: true,
});

function matchedRun(
  run: readonly RowRecord[],
  own: Side,
  other: Side,
  ownIsBase: boolean,
): readonly Matched[] {
  own.rows += run.length;
  const matched: Matched[] = [];
  for (const record of run) {
    const key = keyOf(record);
    const partner = taken(other, key);
    if (partner === undefined) put(own, key, record);
    else if (ownIsBase) matched.push({ kind: 'both', base: record, next: partner });
    else matched.push({ kind: 'both', base: partner, next: record });
  }
  return matched;
}

function put({ waiting }: Side, key: string, record: RowRecord): void {
  const queue = waiting.get(key);
  if (queue === undefined) waiting.set(key, [record]);
  else queue.push(record);
}

/** The first waiting row of a key, which waits no longer. */
function taken({ waiting }: Side, key: string): RowRecord | undefined {
  const queue = waiting.get(key);
  const first = queue?.shift();
  if (queue?.length === 0) waiting.delete(key);
  return first;
}

const rest = ({ waiting }: Side): readonly RowRecord[] => [...waiting.values()].flat();

const keyOf = ({ fields }: RowRecord): string => KEY.map((i) => fields[i]).join(' ');
