import { expect, test } from 'vitest';
import { cos, sin } from '../../src/elementary/trigonometric.ts';
import { sensitivity } from '../../src/check/law/sensitivity.ts';
import { addWaves, noWaveSums, OCTAVES } from '../../src/check/law/waves.ts';
import { normals } from '../statistics/normal-draws.ts';
import { effort } from '../fixtures/effort.ts';
import { HEAVY, prepared, rowsOf, study } from './studies.ts';

test('a row costs one cosine and one sine, and all waves are those of the functions themselves', () => {
  const rows = Float64Array.of(0.1, -3, 250, 1e6, 0);
  const sums = noWaveSums();
  const waves = { first: 0.013, center: 0.4 };
  addWaves(sums, waves, rows.subarray(0, 2));
  addWaves(sums, waves, rows.subarray(2));
  for (let j = 0; j < OCTAVES; j += 1) {
    const angles = Array.from(rows, (x) => 0.013 * Math.pow(2, j) * (x - 0.4));
    expect(sums.cosines[j]).toBeCloseTo(
      angles.reduce((sum, angle) => sum + cos(angle), 0),
      7,
    );
    expect(sums.sines[j]).toBeCloseTo(
      angles.reduce((sum, angle) => sum + sin(angle), 0),
      7,
    );
  }
  expect([sums.rows, sums.absolute]).toEqual([5, 1_000_253.1]);
});

const FILES = effort(100, 1000);
const MOST_REJECTED = effort(13, 72);

test.each(HEAVY)(
  '%s: of many short correct files no more are rejected than the level says',
  (_, claim) => {
    const { judge } = prepared(claim);
    const normal = normals(71);
    for (const rows of [10, 100]) {
      const verdicts = Array.from({ length: FILES }, () => judge(rowsOf(claim, rows, normal), 0.05).verdict);
      // Binomial counts of mean 50 and 5: they exceed these with a probability below 1e-3.
      expect(verdicts.filter((verdict) => verdict === 'rejected').length).toBeLessThanOrEqual(MOST_REJECTED);
    }
  },
  60_000,
);

test.each(HEAVY)(
  '%s: correct files are accepted, and a factor or an offset that is called visible is seen',
  (_, claim) => {
    const { view, center, judge } = prepared(claim);
    const normal = normals(72);
    const rows = 10_000;
    const files = Array.from({ length: 20 }, () => rowsOf(claim, rows, normal));
    const [first] = files.map((file) => judge(file, 0.001));
    const { factor, offset } = first?.sensitivity ?? { factor: null, offset: null };
    if (factor === null || offset === null) throw new Error('nothing is visible');
    expect(first?.verdict).toBe('accepted');
    expect(factor).toBeLessThanOrEqual(1.25);
    const changes: readonly ((x: number) => number)[] = [
      (x) => x * factor,
      (x) => x / factor,
      (x) => center + (x - center) * factor,
      (x) => center + (x - center) / factor,
      (x) => x + offset,
    ];
    for (const change of changes) {
      const rejected = files.filter((file) => judge(file.map(change), 0.001).verdict === 'rejected').length;
      // With a probability of 95 % each: fewer than 15 of 20 has one below 4e-4.
      expect(rejected).toBeGreaterThanOrEqual(15);
    }
    expect(view.right.errors.slice(0, OCTAVES).every((error) => error < 0.03)).toBe(true);
  },
  60_000,
);

test('what is visible gets smaller with more rows, and nothing is with a handful', () => {
  const { wrong } = prepared(study('exp(z)', 0, 2, 'pathwise', (e) => Math.exp(2 * e)));
  const sight = { wrong, rounding: new Float64Array(OCTAVES), alpha: 0.001 / 3 };
  expect(sensitivity(sight, 10)).toEqual({ factor: null, offset: null });
  const factors = [1e3, 1e4, 1e5, 1e6].map((rows) => sensitivity(sight, rows).factor ?? Infinity);
  expect(factors).toEqual([...factors].sort((a, b) => b - a));
  expect(factors.at(-1)).toBeLessThan(1.05);
});

test('rows too few for a factor of 1.25 are inconclusive, and the number told suffices', () => {
  const claim = study('exp(z)', 0, 2, 'pathwise', (e) => Math.exp(2 * e));
  const { judge } = prepared(claim);
  const few = judge(rowsOf(claim, 300, normals(73)), 0.001);
  expect(few.verdict).toBe('inconclusive');
  const doubt = few.doubts.find(({ kind }) => kind === 'law_not_seen');
  const needed = doubt?.kind === 'law_not_seen' ? (doubt.rowsNeeded ?? NaN) : NaN;
  expect(judge(rowsOf(claim, needed, normals(74)), 0.001).verdict).toBe('accepted');
  expect(judge(rowsOf(claim, Math.floor(needed / 2), normals(74)), 0.001).verdict).toBe('inconclusive');
});

test('rows that were cut to a few digits are not rejected for it by the law, and would be without the allowance', () => {
  // Nearly always the same number: the waves scatter little, and tell it apart from others nearby.
  const claim = study('3.3333*abs(z)', 4.2, 1, 'pathwise', (e) => 3.3333 * Math.sign(4.2 + e));
  const { judge } = prepared(claim);
  const step = 1 / 1024;
  const rows = rowsOf(claim, 100_000, normals(75)).map((x) => Math.round(x / 2 / step) * 2 * step);
  const said = (epsilon: number) =>
    judge(rows, 0.001, epsilon).tests.find(({ quantity }) => quantity === 'law')?.verdict;
  expect([said(step), said(Number.EPSILON)]).toEqual(['inconclusive', 'rejected']);
});

test('rows with the right mean and variance and another law are seen by the law alone', () => {
  // z by the score function at mu = 0: eps², of mean 1 and variance 2.
  const claim = study('z', 0, 1, 'score', (e) => 1 + Math.SQRT2 * e);
  const { tests, verdict } = prepared(claim).judge(rowsOf(claim, 20_000, normals(76)), 0.001);
  expect(tests.map(({ quantity, verdict: each }) => `${quantity} ${each}`)).toEqual([
    'mean accepted',
    'variance accepted',
    'law rejected',
  ]);
  expect(verdict).toBe('rejected');
});
