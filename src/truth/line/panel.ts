import type { Encloseable } from '../../formula/analysis/enclosure.ts';

/**
 * Where a panel's positions t are counted from, in units of sigma: eps = shift + t, and the formula's
 * variable is base + sigma·t. The ordinary origin is z = mu. Next to a singular point z0 it is z0 itself,
 * with formulas written in h = z − z0 (base 0), so that nothing cancels however close h comes to 0.
 */
export interface Origin {
  readonly base: number;
  readonly shift: number;
  readonly work: Encloseable;
  /** The ordinary origin can use the block program; others evaluate their own graph. */
  readonly isCenter: boolean;
  /** Set far out where r and r' are taken times a root of the density: see tail.ts. */
  readonly tilt: Tilt | null;
}

/** Which roots of the density r and r' are multiplied with. */
export interface Tilt {
  readonly value: 1 | 2 | 4;
  readonly derivative: 1 | 2 | 4;
}

/** A piece of the line, t in [from, to], on which r and r' are smooth and resolved. */
export interface Panel {
  readonly origin: Origin;
  readonly from: number;
  readonly to: number;
  /** Bounds of the error of evaluating r and r' here, rounding of z included. */
  readonly valueError: number;
  readonly derivativeError: number;
  /**
   * Bounds of what unresolved, but negligible, parts of the formula may change in r and r' here; 0 if all is
   * resolved.
   */
  readonly valueBlur: number;
  readonly derivativeBlur: number;
  readonly ends: EndErrors;
}

/**
 * How far both ends of a piece may be from the points of the line that they stand for, in eps; 0 for a cut
 * anywhere.
 */
export interface EndErrors {
  readonly from: number;
  readonly to: number;
  /** By how much rounding may move a z beside a break, and so to its other side. */
  readonly grain: number;
}

export const FREE_ENDS: EndErrors = { from: 0, to: 0, grain: 0 };

/** How much larger than its mean a resolved variable may be at an end; of its k-th power k times as much. */
const END_SHARE = 8;

/** Share of a piece that no node comes nearer to its ends. */
const NO_NODE = 5e-4;

/**
 * Relative error of the integral of a variable over a piece whose ends are off by so much; k times of its
 * k-th power.
 */
export function endShare({ from, to, grain }: EndErrors, width: number): number {
  const off = from + to + (grain > NO_NODE * width ? grain : 0);
  return off === 0 ? 0 : (END_SHARE * off) / width;
}

/**
 * A piece of the line left out, and logarithms of bounds of the variables there (r and r' from their
 * centers).
 */
export interface Dropped {
  readonly origin: Origin;
  readonly from: number;
  readonly to: number;
  readonly sizes: Float64Array;
  /** It touches the singular point of its origin: the bounds are those of tip.ts. */
  readonly isTip: boolean;
}

/**
 * A bound on an error: the variables are known only up to `change` on a set of this probability, where they
 * are at most `size` (logarithms, by variable). For a piece left out change = size, and its probability
 * counts as that of the variables being at their centers; for a panel with an unresolved but negligible part
 * it is 0.
 */
export interface Blur {
  readonly change: Float64Array;
  readonly size: Float64Array;
  readonly logProbability: number;
  readonly probability: number;
}

/**
 * A place where r may jump, at eps up to the error of the place: by 0 where no jump can be told from
 * rounding.
 */
export interface Jump {
  readonly z: number;
  readonly eps: number;
  readonly placeError: number;
  readonly height: number;
  readonly heightError: number;
}
