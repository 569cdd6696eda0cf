import { expect, test } from 'vitest';
import { UNKNOWN_TRUTH } from '../../src/statistics/pair-truth.ts';
import { summarizePair, type Channel, type MeasuredPair } from '../../src/statistics/summarize-pair.ts';
import { simulateCell, type NextDraw } from './block-sums.ts';
import { square, fast } from './examples.ts';
import { contributions, normals } from './normal-draws.ts';
import { truth } from './truths.ts';

const channel = (at: number, scale: number): Channel => ({
  contribution: { kind: 'channel', channel: at, weight: 1 },
  scale,
  average: true,
});
const muPair = (sigma: number): MeasuredPair => ({
  first: channel(0, 1 / sigma),
  second: channel(2, 1),
  componentScale: 1,
});
const sigmaPair = (sigma: number, componentScale: number): MeasuredPair => ({
  first: channel(1, 1 / sigma),
  second: channel(3, 1),
  componentScale,
});

/** Plain sample mean and variance of the estimates, recomputed from the same draws. */
function estimates(next: NextDraw, trials: number, m: number, contribution: number, scale: number) {
  const out = new Float64Array(4);
  const means = Array.from({ length: trials }, () => {
    let sum = 0;
    for (let j = 0; j < m; j += 1) {
      next(out);
      sum += out[contribution]! * scale;
    }
    return sum / m;
  });
  const mean = means.reduce((sum, x) => sum + x, 0) / trials;
  return { mean, variance: means.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (trials - 1) };
}

test.each([
  { sigma: 0.5, m: 1, trials: 1500 },
  { sigma: 2, m: 7, trials: 333 },
])('means, variances and ratio are those of the estimates: sigma $sigma, m $m', ({ sigma, m, trials }) => {
  const example = { ...square, sigma };
  const cell = simulateCell(trials, m, contributions(example, normals(21)));
  const found = summarizePair(cell, [muPair(sigma)], truth());
  const one = estimates(contributions(example, normals(21)), trials, m, 0, 1 / sigma);
  const two = estimates(contributions(example, normals(21)), trials, m, 2, 1);
  expect(found.trials).toBe(trials);
  expect(found.first.mean! / one.mean).toBeCloseTo(1, 12);
  expect(found.first.variance! / one.variance).toBeCloseTo(1, 11);
  expect(found.first.mcse! / Math.sqrt(one.variance / trials)).toBeCloseTo(1, 11);
  expect(found.second.mean! / two.mean).toBeCloseTo(1, 12);
  expect(found.second.variance! / two.variance).toBeCloseTo(1, 11);
  if (found.ratio.kind !== 'interval' || found.drawRatio.kind !== 'interval') throw new Error('no interval');
  expect((found.ratio.ratio * two.variance) / one.variance).toBeCloseTo(1, 11);
  const draws = estimates(contributions(example, normals(21)), trials * m, 1, 0, 1 / sigma);
  expect(found.first.drawVariance! / draws.variance).toBeCloseTo(1, 11);
  expect(found.drawRatio.ratio).toBeCloseTo(found.first.drawVariance! / found.second.drawVariance!, 11);
});

test('log_sigma scales means by sigma and variances by its square and keeps the bits of the ratio', () => {
  const sigma = 0.3;
  const cell = simulateCell(800, 3, contributions({ ...square, sigma }, normals(4)));
  const plain = summarizePair(cell, [sigmaPair(sigma, 1)], truth());
  const scaled = summarizePair(cell, [sigmaPair(sigma, sigma)], truth());
  expect(scaled.ratio).toEqual(plain.ratio);
  expect(scaled.drawRatio).toEqual(plain.drawRatio);
  expect(scaled.zScore).toBe(plain.zScore);
  for (const side of ['first', 'second'] as const) {
    expect(scaled[side].mean! / (plain[side].mean! * sigma)).toBeCloseTo(1, 14);
    expect(scaled[side].mcse! / (plain[side].mcse! * sigma)).toBeCloseTo(1, 14);
    expect(scaled[side].variance! / (plain[side].variance! * sigma * sigma)).toBeCloseTo(1, 14);
    expect(scaled[side].drawVariance! / (plain[side].drawVariance! * sigma * sigma)).toBeCloseTo(1, 14);
  }
});

test('a constant derivative is a zero variance, and so is one that only rounding moves', () => {
  let tick = 0;
  const linear = { ...square, value: (z: number) => 3 * z, derivative: () => 3 };
  const rounded = { ...linear, derivative: () => 3 * (1 + Number.EPSILON * (tick++ % 3)) };
  for (const example of [linear, rounded]) {
    const found = summarizePair(
      simulateCell(500, 2, contributions(example, normals(2))),
      [muPair(1)],
      truth(),
    );
    expect([found.first.zeroVariance, found.second.zeroVariance]).toEqual([false, true]);
    expect(found.ratio).toEqual({ kind: 'none', reason: 'zero_variance' });
    expect(found.drawRatio).toEqual({ kind: 'none', reason: 'zero_variance' });
    expect(found.quality).toBe('none');
    expect(found.second.mean).toBeCloseTo(3, 12);
  }
});

test.each([1, 1000])(
  'a small but real spread about a large mean is no zero variance, whatever m: %s',
  (m) => {
    const example = { ...fast, derivative: (z: number) => 1e8 + 1e-3 * Math.cos(z) };
    const found = summarizePair(
      simulateCell(50, m, contributions(example, normals(2))),
      [muPair(1)],
      truth(),
    );
    expect(found.second.zeroVariance).toBe(false);
    expect(found.ratio.kind).toBe('interval');
  },
);

test('an estimator that is no average of draws has no draw variance, and the pair no draw ratio', () => {
  const pair = { ...muPair(1), second: { ...channel(2, 1), average: false } };
  const found = summarizePair(simulateCell(500, 2, contributions(square, normals(2))), [pair], truth());
  expect(found.first.drawVariance).not.toBeNull();
  expect(found.second.drawVariance).toBeNull();
  expect(found.drawRatio).toEqual({ kind: 'none', reason: 'no_draw_variance' });
  expect(found.ratio.kind).toBe('interval');
});

test('a contribution that is not finite empties its numbers and the ratios, and leaves the other estimator', () => {
  const broken = { ...square, derivative: (z: number) => (z > 4 ? Infinity : z) };
  const found = summarizePair(simulateCell(900, 1, contributions(broken, normals(2))), [muPair(1)], truth());
  expect(found.second).toMatchObject({
    mean: null,
    variance: null,
    drawVariance: null,
    mcse: null,
    finite: false,
  });
  expect(found.first.finite).toBe(true);
  expect(found.first.variance).toBeGreaterThan(0);
  expect(found.ratio).toEqual({ kind: 'none', reason: 'non_finite' });
  expect(found.zScore).toBeNull();
});

test('one trial has means and nothing else', () => {
  const found = summarizePair(
    simulateCell(1, 4, contributions(square, normals(2))),
    [muPair(1)],
    UNKNOWN_TRUTH,
  );
  expect(found.first.mean).not.toBeNull();
  expect(found.first).toMatchObject({ mcse: null, variance: null });
  expect(found.first.drawVariance).toBeGreaterThan(0);
  expect(found.ratio.kind).toBe('none');
});
