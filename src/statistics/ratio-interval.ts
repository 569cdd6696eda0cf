/** Why there is no ratio, or no interval of it. */
export type RatioReason = 'too_few_trials' | 'zero_variance' | 'non_finite' | 'no_draw_variance';

/** A measured variance ratio: with its 95 % interval, alone, or not at all. */
export type RatioInterval =
  | {
      readonly kind: 'interval';
      readonly ratio: number;
      readonly low: number;
      readonly high: number;
      /** Standard error of log ratio. */
      readonly standardError: number;
    }
  | { readonly kind: 'point'; readonly ratio: number; readonly reason: RatioReason }
  | { readonly kind: 'none'; readonly reason: RatioReason };

/** The three columns of a ratio; null is an empty cell. */
export interface RatioColumns {
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export function ratioColumns(found: RatioInterval): RatioColumns {
  switch (found.kind) {
    case 'interval':
      return { ratio: found.ratio, low: found.low, high: found.high };
    case 'point':
      return { ratio: found.ratio, low: null, high: null };
    case 'none':
      return { ratio: null, low: null, high: null };
  }
}
