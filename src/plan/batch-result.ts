import type { PairLaws } from '../estimators/exact/point-laws.ts';
import type { ExactPoint } from '../truth/exact/exact.ts';

/**
 * What a worker answers to a batch: plain data, failures included. Entries stand in the order of the batch.
 */
export interface BatchResult {
  readonly points: readonly PointResult[];
  readonly runs: readonly RunResult[];
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
