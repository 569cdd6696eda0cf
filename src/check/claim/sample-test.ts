import type { Verdict } from './verdict.ts';

/** Something measured in the rows beside its exact value. */
export interface SampleTest {
  readonly quantity: 'mean' | 'variance' | 'law' | 'copies';
  /** What was measured, as text: `mean`, `variance`, `copies`, or the wave that lies furthest off. */
  readonly statistic: string;
  readonly measured: number;
  readonly exact: number;
  /** Exact standard error of what was measured; null where it is infinite. */
  readonly standardError: number | null;
  /** (measured − exact)/standardError; null where that has no meaning. */
  readonly z: number | null;
  /**
   * Probability of so large a difference in a correct file, or a bound on it; of the law, over all its waves.
   */
  readonly p: number;
  /** The same after Holm, for all tests together. */
  readonly pAdjusted: number;
  /** Where p comes from. */
  readonly basis: 'normal' | 'bound' | 'constant';
  /** 95 % interval of what was measured; null where the rows are too few for the kurtosis. */
  readonly interval: readonly [low: number, high: number] | null;
  readonly verdict: Verdict;
}
