import { GAUSS_WEIGHTS, KRONROD_WEIGHTS } from './kronrod-rule.ts';
import type { SampledPanel } from './sample.ts';
import { VARIABLES } from './variables.ts';

/** Which integrals there are, in their order, and how a panel adds to them. */

/** Integrands of the central moments: second moment of each variable, … */
export const SECOND = 0;
/** … fourth moment of each variable (that of r is not asked for), … */
export const FOURTH = SECOND + VARIABLES;
/** … E xy and E x²y² of each pair. */
export const PRODUCT = FOURTH + VARIABLES;
export const CROSS = PRODUCT + 2;
export const CENTRAL = CROSS + 2;

/** Places of the mean integrals: E(v − origin) of every variable, then E|v| of every variable. */
export const SIZE = VARIABLES;
export const MEANS = SIZE + VARIABLES;

/**
 * Central moments are worked out of ((v − origin) − offset)/scale. origin + offset is the mean; the origin is
 * a value that v takes, so that v − origin is exact where v hardly varies. scale is a power of two near the
 * deviation.
 */
export interface Standardization {
  readonly origin: Float64Array;
  readonly offset: Float64Array;
  readonly inverseScale: Float64Array;
}

/** Differences of the two rules' weights. */
export const DIFFERENCES = Float64Array.from(KRONROD_WEIGHTS, (w, j) => w - GAUSS_WEIGHTS[j]!);
export const WEIGHTS = Float64Array.from(KRONROD_WEIGHTS);

export type AddPanel = (sample: SampledPanel, sums: Float64Array, differences: Float64Array) => void;
