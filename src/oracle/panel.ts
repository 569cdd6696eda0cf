import type { Encloseable } from '../formula/analysis/enclosure.ts';

/**
 * Where a panel's positions t are counted from, in units of sigma: eps = shift + t, and the formula's
 * variable is base + sigma·t. The ordinary origin is z = mu. Next to a singular point z0 it is z0 itself, with
 * formulas written in h = z − z0 (base 0), so that nothing cancels however close h comes to 0.
 */
export interface Origin {
  readonly base: number;
  readonly shift: number;
  readonly work: Encloseable;
  /** The ordinary origin can use the block program; others evaluate their own graph. */
  readonly isCenter: boolean;
}

/** A piece of the line, t in [from, to], on which r and r' are smooth and resolved. */
export interface Panel {
  readonly origin: Origin;
  readonly from: number;
  readonly to: number;
  /** Bounds of the error of evaluating r and r' here, rounding of z included. */
  readonly valueError: number;
  readonly derivativeError: number;
  /** Bounds of what unresolved, but negligible, parts of the formula may change in r and r' here; 0 if all is resolved. */
  readonly valueBlur: number;
  readonly derivativeBlur: number;
}

/** A piece of the line left out, and logarithms of bounds of the variables there (r and r' from their centers). */
export interface Dropped {
  readonly origin: Origin;
  readonly from: number;
  readonly to: number;
  readonly sizes: Float64Array;
  /** It touches the singular point of its origin: the bounds are those of tip.ts. */
  readonly isTip: boolean;
}

/**
 * A bound on an error: the variables are known only up to `change` on a set of this probability, where they are
 * at most `size` (logarithms, by variable). For a piece left out change = size, and its probability counts as
 * that of the variables being at their centers; for a panel with an unresolved but negligible part it is 0.
 */
export interface Blur {
  readonly change: Float64Array;
  readonly size: Float64Array;
  readonly logProbability: number;
  readonly probability: number;
}

/** A jump of r at eps, found within the pieces that count. */
export interface Jump {
  readonly eps: number;
  readonly height: number;
}
