import { times, type Estimated } from '../../exact/estimated.ts';
import { expectationOfPowers, type JointMoments, type PowerTerm } from '../../one-draw/nodes/power-sums.ts';

/**
 * Central moments of a sample covariance A over m draws: E[(A − g)^power], or with the mean B of a further
 * variable y over the same draws E[(A − g)^power·(B − EB)²]. With sums over the draws, (m − 1)(A − g) = Σp +
 * g − ratio·Σa·Σb/m.
 *
 * @param moments joint moments of one draw of the centered a, b, p = ratio·a·b − g and y
 * @param mean g = E p before centering
 */
export function centralCovarianceMoment(
  moments: JointMoments,
  { mean, ratio, m }: { readonly mean: Estimated; readonly ratio: number; readonly m: number },
  power: 2 | 4,
  withOther: boolean,
): Estimated {
  const terms = termsOf(power, mean.value, -ratio / m, withOther ? 2 : 0);
  const expectation = expectationOfPowers(terms, moments, m);
  // The mean in the terms has an error too: E|X|^(n−1)·Y² is at most E[Y²·(1 + X^n)].
  const fromMean = power * mean.error * (Math.abs(expectation.value) + (withOther ? m : 1));
  const each = 1 / (m - 1);
  const factor = (power === 2 ? each * each : each * each * each * each) / (withOther ? m * m : 1);
  return times(factor, { value: expectation.value, error: expectation.error + fromMean });
}

/** Terms of (Σp + mean + share·Σa·Σb)^n·(Σy)^last, exponents of Σa, Σb, Σp and Σy. */
function termsOf(n: number, mean: number, share: number, last: number): readonly PowerTerm[] {
  const terms: PowerTerm[] = [];
  for (let k = 0; k <= n; k++)
    for (let i = 0; i <= n - k; i++) {
      const j = n - i - k;
      const ways = factorial(n) / (factorial(i) * factorial(j) * factorial(k));
      terms.push({ coefficient: ways * powerOf(mean, j) * powerOf(share, k), exponents: [k, k, i, last] });
    }
  return terms;
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

function powerOf(x: number, n: number): number {
  return n === 0 ? 1 : x * powerOf(x, n - 1);
}
