import type { SampleTest } from '../claim/sample-test.ts';
import { boundedMeanBound } from '../moments/tail-bounds.ts';
import { WAVES, type WaveDifference } from './wave-differences.ts';

/**
 * The law of the rows as a whole against the exact one: the mean of each wave against its expectation,
 * Bonferroni over the waves. Waves are bounded, so p holds at any number of rows and under any tail.
 */
export function lawTest(differences: readonly WaveDifference[], rows: number, center: number): SampleTest {
  const judged = differences.map((difference) => ({ difference, p: waveProbability(difference, rows) }));
  const { difference, p } = judged.reduce((worst, each) => (each.p < worst.p ? each : worst));
  const { measured, exact, variance } = difference;
  const standardError = Math.sqrt(variance / rows);
  return {
    quantity: 'law',
    statistic: waveText(difference, center),
    measured,
    exact,
    standardError,
    z: standardError > 0 ? (measured - exact) / standardError : null,
    p: Math.min(1, WAVES * p),
    pAdjusted: 1,
    basis: 'bound',
    interval: null,
    verdict: 'accepted',
  };
}

/** Bound on the probability that the mean of a wave lies so far from its expectation. */
export function waveProbability(
  { measured, exact, variance, range, allowance }: WaveDifference,
  rows: number,
): number {
  return boundedMeanBound(Math.abs(measured - exact) - allowance, rows, variance, range);
}

function waveText({ wave, frequency }: WaveDifference, center: number): string {
  const [size, from] = [1 / frequency, center].map((x) => Number(x.toPrecision(3))) as [number, number];
  const distance = from === 0 ? 'x' : from < 0 ? `(x + ${-from})` : `(x - ${from})`;
  return `E ${wave}(${distance}/${size})`;
}
