/**
 * Which of two estimators has the smaller variance: the first where the ratio is below 1, the second above.
 *
 * @example
 * const name = (side: Side) => (side === 'first' ? 'score' : 'pathwise');
 */
export type Side = 'first' | 'second';

/**
 * A value at which the ratio of variances is 1.
 *
 * @example
 * const text = ({ at, error }: Crossing) => `${at} within ${error}`;
 */
export interface Crossing {
  /**
   * crossing: the ratio passes 1. jump: it jumps across 1. touch: it comes so close to 1 without passing it
   * that it cannot be told whether there is no crossing, one point of touch, or two crossings within `error`.
   */
  readonly kind: 'crossing' | 'jump' | 'touch';
  readonly at: number;
  /**
   * Between at − error and at + error the side changes (touch: the ratio cannot be told from 1), by the
   * errors of the ratio.
   */
  readonly error: number;
  /** Who wins below and above. */
  readonly below: Side;
  readonly above: Side;
}

/**
 * A part of the range in which nothing changes; parts stand side by side and cover the range.
 *
 * @example
 * const width = ({ from, to }: Stretch) => to - from;
 */
export type Stretch = { readonly from: number; readonly to: number } & (
  | { readonly kind: 'won'; readonly by: Side }
  /** The ratio cannot be told from 1 throughout. */
  | { readonly kind: 'even' }
  | { readonly kind: 'unknown'; readonly reason: string }
);

/**
 * What was found of a ratio of variances over a range.
 *
 * @example
 * const values = ({ crossings }: Crossings) => crossings.map(({ at }) => at);
 */
export interface Crossings {
  readonly crossings: readonly Crossing[];
  readonly stretches: readonly Stretch[];
  /**
   * Largest distance between neighboring values that were looked at, outside of unknown stretches: two
   * crossings nearer to each other than that may have been missed. A difference, or a factor above 1 for a
   * logarithmic scan.
   */
  readonly widestStep: number;
  readonly spacing: 'linear' | 'logarithmic';
  /** How often the ratio was asked for. */
  readonly evaluations: number;
  /** Steps of the scan in which the ratio changes too fast to be followed: nobody is said to win there. */
  readonly unresolved: number;
}
