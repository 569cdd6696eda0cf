import type { PairLaws } from '../estimators/exact/point-laws.ts';
import type { ExactPoint } from '../truth/exact/exact.ts';
import type { FinishedCells } from './finished-cells.ts';

/**
 * What a worker answers to a batch: plain data, failures included. Points and runs stand in the order of the
 * batch; of the points that were done whole there are only the finished cells.
 */
export interface BatchResult {
  readonly points: readonly PointResult[];
  readonly runs: readonly RunResult[];
  /** The cells of the whole points, in plan order, in as few stretches as there are. */
  readonly finished: readonly FinishedCells[];
  /** All that was computed, as lines of the journal; null where the batch wants none. */
  readonly lines: Uint8Array | null;
  /** Wall time of the batch in the worker; volatile, for timings.csv alone. */
  readonly milliseconds: number;
}

export type PointResult =
  | {
      readonly kind: 'exact';
      readonly point: number;
      readonly exact: ExactPoint;
      /** Laws of the estimates that the oracle does not cover; null where it covers all. */
      readonly laws: PairLaws | null;
    }
  | { readonly kind: 'failed'; readonly point: number; readonly reason: string };

/** The sums of a run of blocks one after the other, all of one length: see `BlockSums`. */
export type RunResult =
  | { readonly kind: 'sums'; readonly cell: number; readonly first: number; readonly sums: Float64Array }
  | { readonly kind: 'failed'; readonly cell: number; readonly first: number; readonly reason: string };
