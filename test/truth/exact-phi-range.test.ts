import { expect, it, test } from 'vitest';
import type { Direction } from '../../src/truth/one-draw/variable/direction.ts';
import { exactPhiRange, type ExactPhiRange } from '../../src/truth/directions/exact-phi-range.ts';
import type { ExactCovariance } from '../../src/truth/one-draw/variable/point-laws.ts';
import { finite } from '../../src/truth/exact/exact-number.ts';
import type { Exact } from '../../src/truth/exact/exact.ts';
import { lawsAt, leaveOneOut, pathwise, score, valueOf } from './known-forms.ts';

function rangeOf(formula: string, mu: number, sigma: number): ExactPhiRange {
  const laws = lawsAt(formula, mu, sigma);
  return exactPhiRange(
    laws.covariance((direction) => score(direction, sigma)),
    laws.covariance((direction) => pathwise(direction)),
  );
}

test.each([
  ['z^2', 2, 9.514, 22.986],
  ['z^2 + 0.1*sin(50*z)', 1, 0.59, 6.012],
  ['exp(-z^2)', 1, 0.7257, 2.8434],
  ['exp(z)', 1, 7.209, 10.752],
])('the ratio of %s at (%d, 1) ranges over [%d, %d]', (formula, mu, low, high) => {
  const { smallest, largest } = rangeOf(formula, mu, 1);
  expect(Math.abs(valueOf(smallest.ratio) - low)).toBeLessThan(0.00051);
  expect(Math.abs(valueOf(largest.ratio) - high)).toBeLessThan(0.00051);
});

it('the ratio in the directions told is the extreme one, and no direction goes beyond', () => {
  const laws = lawsAt('z^2 + 0.1*sin(50*z)', 1, 1);
  const ratioAlong = (direction: Direction): number =>
    valueOf(laws.estimate(score(direction, 1), direction).variance) /
    valueOf(laws.estimate(pathwise(direction), direction).variance);
  const { smallest, largest } = rangeOf('z^2 + 0.1*sin(50*z)', 1, 1);
  const [low, high] = [valueOf(smallest.ratio), valueOf(largest.ratio)];
  expect(ratioAlong(smallest.direction!) / low).toBeCloseTo(1, 9);
  expect(ratioAlong(largest.direction!) / high).toBeCloseTo(1, 9);
  for (let i = 0; i < 60; i++) {
    const angle = (Math.PI * i) / 60;
    const ratio = ratioAlong({ mu: Math.cos(angle), sigma: Math.sin(angle) });
    expect(ratio).toBeGreaterThanOrEqual(low * (1 - 1e-9));
    expect(ratio).toBeLessThanOrEqual(high * (1 + 1e-9));
  }
  // Found by hand for (mu', sigma') = (−1, 0.408).
  expect(ratioAlong({ mu: -1, sigma: 0.408 })).toBeCloseTo(0.59, 2);
});

it('the covariance of the contributions of a quadratic', () => {
  // r = z² at (2, 1): x = (4e + 4e² + e³, …), y = (4 + 2e, 4e + 2e²): the covariance of y is [[4, 8], [8, 24]].
  const path = lawsAt('z^2', 2, 1).covariance((direction) => pathwise(direction, 5));
  expect(valueOf(path.mu)).toBeCloseTo(4 / 5, 13);
  expect(valueOf(path.sigma)).toBeCloseTo(24 / 5, 12);
  expect(valueOf(path.between)).toBeCloseTo(8 / 5, 13);
});

it('works for estimates that are no averages', () => {
  const laws = lawsAt('z^2', 2, 1);
  const loo = laws.covariance((direction) => leaveOneOut(direction, 1, 4));
  expect(4 * valueOf(loo.mu)).toBeCloseTo(53.33333333333, 8);
  const { smallest, largest } = exactPhiRange(
    loo,
    laws.covariance((direction) => pathwise(direction, 4)),
  );
  expect(valueOf(smallest.ratio)).toBeLessThan(valueOf(largest.ratio));
});

const exact = (value: number): Exact => finite(value, 1e-15 * Math.abs(value));
const covariance = (mu: number, between: number, sigma: number): ExactCovariance => ({
  mu: exact(mu),
  between: exact(between),
  sigma: exact(sigma),
});

it('without variance of the second along mu the ratio is infinite there, and bounded below', () => {
  const { smallest, largest } = exactPhiRange(covariance(3, 1, 12), covariance(0, 0, 2));
  expect(largest).toEqual({ ratio: { kind: 'infinite' }, direction: { mu: 1, sigma: 0 } });
  // (12 − 1/3)/2 along (−1/3, 1).
  expect(valueOf(smallest.ratio)).toBeCloseTo(35 / 6, 12);
  expect(smallest.direction!.mu / smallest.direction!.sigma).toBeCloseTo(-1 / 3, 12);
  expect(rangeOf('3*z', 1, 1).largest.ratio).toEqual({ kind: 'infinite' });
});

it('where neither has variance along an axis the other axis decides, and where the first has none the ratio is 0', () => {
  const { smallest, largest } = exactPhiRange(covariance(0, 0, 12), covariance(0, 0, 2));
  expect(valueOf(smallest.ratio)).toBe(6);
  expect(valueOf(largest.ratio)).toBe(6);
  const zero = exactPhiRange(covariance(0, 0, 12), covariance(1, 0.5, 2));
  expect(zero.smallest).toEqual({
    ratio: { kind: 'finite', value: 0, error: 0 },
    direction: { mu: 1, sigma: 0 },
  });
});

it('what is infinite, unknown or nearly singular is told as unknown', () => {
  const infinite = { ...covariance(1, 0, 1), mu: { kind: 'infinite' } } satisfies ExactCovariance;
  expect(exactPhiRange(infinite, covariance(1, 0, 1)).largest.ratio.kind).toBe('unknown');
  expect(exactPhiRange(covariance(1, 0, 1), covariance(1, 1, 1)).largest.ratio.kind).toBe('unknown');
  expect(exactPhiRange(covariance(1, 0, 1), covariance(0, 0, 0)).largest.ratio.kind).toBe('unknown');
});

it('equal covariances have the ratio 1 in every direction', () => {
  const { smallest, largest } = exactPhiRange(covariance(2, 0.3, 5), covariance(2, 0.3, 5));
  expect(valueOf(smallest.ratio)).toBeCloseTo(1, 13);
  expect(valueOf(largest.ratio)).toBeCloseTo(1, 13);
});
