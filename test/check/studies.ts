import type { RowView } from '../../src/check/law/row-view.ts';
import { sampleMoments } from '../../src/check/moments/sample-moments.ts';
import { testSamples, type SampleTests } from '../../src/check/test-samples.ts';
import { roundingAllowances } from '../../src/check/law/wave-differences.ts';
import { addWaves, noWaveSums } from '../../src/check/law/waves.ts';
import { wrongLaws, type WrongLaws } from '../../src/check/law/wrong-laws.ts';
import { claimedOf, type TestClaim } from './claims.ts';

/** Files made here, with the heaviest tails there are, and what is said of them. */

export interface Study extends TestClaim {
  /** What a draw contributes. */
  readonly draw: (eps: number) => number;
}

/** Infinite mean, infinite variance, infinite kurtosis, kurtosis 9e6; means of 5; a coin that rarely falls. */
export const HEAVY: readonly (readonly [name: string, study: Study])[] = [
  ['2/z', study('log(z^2)', 1, 1, 'pathwise', (e) => 2 / (1 + e))],
  ['exp(0.3 z²)', study('exp(0.3*z^2)', 0.2, 1, 'score', (e) => Math.exp(0.3 * (0.2 + e) * (0.2 + e)) * e)],
  ['exp(0.15 z²)', study('exp(0.15*z^2)', 0, 1, 'score', (e) => Math.exp(0.15 * e * e) * e)],
  ['exp(2 z)', study('exp(z)', 0, 2, 'pathwise', (e) => Math.exp(2 * e))],
  ['exp(0.3 z²), m = 5', study('exp(0.3*z^2)', 0, 1, 'score', (e) => Math.exp(0.3 * e * e) * e, 5)],
  ['soft step', study('clip(50*z, -1, 1)', 0, 1, 'pathwise', (e) => (Math.abs(e) < 0.02 ? 50 : 0))],
];

export function study(
  formula: string,
  mu: number,
  sigma: number,
  estimator: TestClaim['estimator'],
  draw: Study['draw'],
  m = 1,
): Study {
  return { formula, mu, sigma, estimator, component: 'mu', m, draw };
}

export interface Prepared {
  readonly view: RowView;
  readonly wrong: WrongLaws;
  readonly center: number;
  readonly judge: (rows: Float64Array, alpha: number, epsilon?: number) => SampleTests;
}

export function prepared(claim: Study): Prepared {
  const law = claimedOf(claim);
  const { mean } = law.moments;
  const center = mean.kind === 'finite' ? mean.value : 0;
  const view = law.view!();
  const { waves } = view;
  const judge: Prepared['judge'] = (rows, alpha, epsilon = Number.EPSILON) => {
    const sums = noWaveSums();
    addWaves(sums, waves, rows);
    const seen = { waves, sums, rounding: roundingAllowances(waves, sums, epsilon) };
    const format = { name: 'npy', type: 'float64', epsilon } as const;
    return testSamples({ format, sample: sampleMoments([rows], center), seen }, law, view, alpha);
  };
  return { view, wrong: wrongLaws(view), center, judge };
}

export function rowsOf({ draw, m }: Study, count: number, normal: () => number): Float64Array {
  return Float64Array.from({ length: count }, () => {
    let sum = 0;
    for (let i = 0; i < m; i += 1) sum += draw(normal());
    return sum / m;
  });
}
