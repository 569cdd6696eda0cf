/** What the benchmarks are made of: plain data, so that a suite knows nothing of how it is timed. */

export const SUITE_NAMES = ['normals', 'functions', 'kernel', 'oracle', 'pool', 'run'] as const;
export type SuiteName = (typeof SUITE_NAMES)[number];

/** One thing that is timed. */
export interface BenchCase {
  readonly name: string;
  /** Draws (or elements) that a call works on; 0 where a call is the unit, as a point of the oracle is. */
  readonly draws: number;
  /** One call. Its result is thrown away. */
  readonly run: () => unknown;
}

export interface Suite {
  readonly name: SuiteName;
  /** `fast` calls are repeated for the time that the user gives; `slow` ones take seconds and are made three times. */
  readonly pace: 'fast' | 'slow';
  readonly cases: readonly BenchCase[];
}
