import { log } from '../elementary/log.ts';

/**
 * Nanoseconds a draw in each round of a measurement. Lists of one measurement belong together round by round.
 */
export type Rounds = readonly number[];

/**
 * Random numbers, and evaluations, of a unit of work: an antithetic pair takes half a normal an evaluation.
 */
export function costOf(normals: number, normal: Rounds, times: number, evaluation: Rounds): Rounds {
  return normal.map((each, round) => normals * each + times * evaluation[round]!);
}

export interface CostRatio {
  /** Median over the rounds of cost 1 over cost 2 in the same round. */
  readonly ratio: number;
  /**
   * Standard error of log ratio over the rounds: of this measurement, which another launch may miss by 1 %.
   */
  readonly logError: number;
}

/**
 * How many times as dear the first is: what slows a round slows both, so the ratio is taken in each round.
 */
export function costRatio(first: Rounds, second: Rounds): CostRatio {
  const logs = first.map((each, round) => log(each / second[round]!));
  const mean = logs.reduce((sum, each) => sum + each, 0) / logs.length;
  const squares = logs.reduce((sum, each) => sum + (each - mean) * (each - mean), 0);
  const variance = squares / Math.max(1, logs.length - 1);
  return {
    ratio: median(first.map((each, round) => each / second[round]!)),
    logError: Math.sqrt(variance / logs.length),
  };
}

export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
