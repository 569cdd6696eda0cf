import type { EncodedColumn, EncodedWhy } from './data/report-data.ts';

/** What the server of a run tells its page, one JSON document an event. */
export interface LiveMessages {
  readonly rows: RowsMessage;
  readonly progress: ProgressMessage;
  readonly end: EndMessage;
}

/** Rows in plan order. */
export interface RowsMessage {
  /** Place of the first one, from 0. */
  readonly from: number;
  readonly columns: readonly EncodedColumn[];
  readonly why: EncodedWhy;
}

export interface ProgressMessage {
  readonly cells: number;
  readonly draws: number;
  /** Share of the estimated work that is done, 0 to 1. */
  readonly fraction: number;
  readonly milliseconds: number;
  /** Rows that the page is not sent, for there are too many. */
  readonly rowsLeftOut: number;
}

/** `done`: summary.csv is written; `complete`: it was there before; `stopped`: the run ended before. */
export interface EndMessage {
  readonly kind: 'done' | 'complete' | 'stopped';
}
