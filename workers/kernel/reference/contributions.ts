import type { Evaluated } from '../../../src/formula/program/evaluate-program.ts';

/**
 * The four contributions of each draw, in the order of `CONTRIBUTIONS` in task.ts, without the factor
 * 1/sigma of the score: r·eps, r·(eps² − 1), r', r'·eps.
 *
 * @param into four arrays of at least `count` doubles
 */
export function contributions(
  count: number,
  eps: Float64Array,
  { value, derivative }: Evaluated,
  into: readonly Float64Array[],
): void {
  const scoreMu = into[0]!;
  const scoreSigma = into[1]!;
  const pathwiseMu = into[2]!;
  const pathwiseSigma = into[3]!;
  for (let i = 0; i < count; i++) {
    const e = eps[i]!;
    scoreMu[i] = value[i]! * e;
    scoreSigma[i] = value[i]! * (e * e - 1);
    pathwiseMu[i] = derivative[i]!;
    pathwiseSigma[i] = derivative[i]! * e;
  }
}
