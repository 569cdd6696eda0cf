/** Where a record stands: which journal, and its bytes there. */
export interface RecordPlace {
  readonly source: number;
  readonly offset: number;
  readonly length: number;
}

/** Two records that hold the same item. */
export interface Overlap {
  readonly key: number;
  readonly from: number;
  readonly to: number;
  readonly kept: RecordPlace;
  readonly other: RecordPlace;
}

/**
 * Which record holds item i of key k (a block of a cell, or a point), for millions of records: six numbers
 * each, in one array. Add first, then `sort`, then ask.
 */
export interface RangeIndex {
  /** Items from … to − 1 of a key. */
  add(key: number, from: number, to: number, place: RecordPlace): void;
  /** Ends the adding; the items that more than one record holds keep the record added first. */
  sort(): readonly Overlap[];
  find(key: number, item: number): RecordPlace | undefined;
  /** Whether this source is one of those that hold an item; after `sort`. */
  isIn(source: number, key: number, item: number): boolean;
  /**
   * Items held, each counted once, or what `of` says of items from … to − 1 of a key, summed; after `sort`.
   */
  size(of?: (key: number, from: number, to: number) => number): number;
}

const FIELDS = 6;
const [KEY, FROM, TO, SOURCE, OFFSET, LENGTH] = [0, 1, 2, 3, 4, 5] as const;

export function rangeIndex(): RangeIndex {
  let table = new Float64Array(FIELDS * 64);
  let order = new Uint32Array(0);
  let entries = 0;
  const doubled = new Map<number, Overlap[]>();
  const field = (entry: number, which: number): number => table[entry * FIELDS + which]!;
  const placeOf = (entry: number): RecordPlace => ({
    source: field(entry, SOURCE),
    offset: field(entry, OFFSET),
    length: field(entry, LENGTH),
  });

  function add(key: number, from: number, to: number, { source, offset, length }: RecordPlace): void {
    if (table.length < (entries + 1) * FIELDS) {
      const wider = new Float64Array(2 * table.length);
      wider.set(table);
      table = wider;
    }
    table.set([key, from, to, source, offset, length], entries * FIELDS);
    entries += 1;
  }

  function sort(): readonly Overlap[] {
    order = Uint32Array.from({ length: entries }, (_, i) => i).sort(
      (a, b) => field(a, KEY) - field(b, KEY) || field(a, FROM) - field(b, FROM) || a - b,
    );
    const overlaps: Overlap[] = [];
    let kept = 0;
    for (const entry of order) {
      const before = kept > 0 ? order[kept - 1]! : undefined;
      const key = field(entry, KEY);
      const end = before !== undefined && field(before, KEY) === key ? field(before, TO) : 0;
      const [from, to] = [field(entry, FROM), field(entry, TO)];
      if (from < end) {
        const common = { key, from, to: Math.min(to, end) };
        const overlap = { ...common, kept: placeOf(before!), other: placeOf(entry) };
        overlaps.push(overlap);
        const ofKey = doubled.get(key);
        if (ofKey === undefined) doubled.set(key, [overlap]);
        else ofKey.push(overlap);
        table[entry * FIELDS + FROM] = end;
      }
      if (to <= end) continue;
      order[kept] = entry;
      kept += 1;
    }
    order = order.slice(0, kept);
    return overlaps;
  }

  function find(key: number, item: number): RecordPlace | undefined {
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = order[middle]!;
      const isAfter = field(entry, KEY) > key || (field(entry, KEY) === key && field(entry, FROM) > item);
      if (isAfter) high = middle;
      else low = middle + 1;
    }
    if (low === 0) return undefined;
    const entry = order[low - 1]!;
    return field(entry, KEY) === key && item < field(entry, TO) ? placeOf(entry) : undefined;
  }

  function isIn(source: number, key: number, item: number): boolean {
    if (find(key, item)?.source === source) return true;
    const others = doubled.get(key) ?? [];
    return others.some(({ from, to, other }) => other.source === source && from <= item && item < to);
  }

  const count = (_: number, from: number, to: number): number => to - from;
  const size = (of = count): number =>
    order.reduce((sum, entry) => sum + of(field(entry, KEY), field(entry, FROM), field(entry, TO)), 0);
  return { add, sort, find, isIn, size };
}
