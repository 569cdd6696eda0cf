import type { WhyTerms } from '../../plan/finished-cells.ts';
import type { EncodedWhy } from '../data/report-data.ts';
import type { SummaryRow } from '../../tables/columns/columns.ts';
import { encodeColumns } from '../data/encode-columns.ts';
import { eventText } from './event-text.ts';

/** Rows of one event: about 250 kB, the most that waits for a reader. */
const ROWS_A_PIECE = 500;

/** Further rows are counted, not kept: memory must not grow with the plan. About 50 MB. */
export const MOST_ROWS = 100_000;

/** The rows that are there, as events: each is written once, for all readers. */
export interface RowsSoFar {
  readonly add: (rows: readonly SummaryRow[], why: WhyTerms | null) => void;
  /** Makes an event of the rows that are in none. */
  readonly seal: () => void;
  readonly pieces: readonly Buffer[];
  /** The piece that starts after so many rows; the first one if there is none such. */
  readonly pieceAfter: (rows: number) => number;
  readonly leftOut: () => number;
}

export function rowsSoFar(most = MOST_ROWS): RowsSoFar {
  const pieces: Buffer[] = [];
  const starts = new Map<number, number>([[0, 0]]);
  let waiting: SummaryRow[] = [];
  let points: (WhyTerms | null)[] = [];
  let places: number[] = [];
  let sealed = 0;
  let leftOut = 0;

  function seal(): void {
    if (waiting.length === 0) return;
    const why: EncodedWhy = { points, rows: places };
    const to = sealed + waiting.length;
    pieces.push(eventText('rows', { from: sealed, columns: encodeColumns(waiting), why }, to));
    starts.set(to, pieces.length);
    sealed = to;
    [waiting, points, places] = [[], [], []];
  }

  return {
    pieces,
    seal,
    add(rows, why) {
      for (const row of rows) {
        if (sealed + waiting.length >= most) {
          leftOut += 1;
          continue;
        }
        if (waiting.length === 0 || row === rows[0]) points.push(why);
        places.push(points.length - 1);
        waiting.push(row);
        if (waiting.length >= ROWS_A_PIECE) seal();
      }
    },
    pieceAfter: (rows) => starts.get(rows) ?? 0,
    leftOut: () => leftOut,
  };
}
