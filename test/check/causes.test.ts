import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requireEstimator } from '../../src/estimators/registry.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { checkSamples, type SamplesChecked } from '../../src/check/check-samples.ts';
import { causes } from '../../src/check/causes/causes.ts';
import { digitsOf, likelyNumber, simpleNumbers } from '../../src/check/causes/numbers.ts';
import type { SamplesClaim } from '../../src/check/claim/samples-claim.ts';
import { normals } from '../statistics/normal-draws.ts';
import { sampleMoments } from '../../src/check/moments/sample-moments.ts';
import { judgeMoments, lawOf } from './claims.ts';
import { npyBytes, sampleFile } from './sample-file.ts';

// r = sin z + z²/2 at N(1.3, 0.7²), rows of four draws or of one.
const [MU, SIGMA, M, ROWS] = [1.3, 0.7, 4, 20_000];
const integrand = compileIntegrand('sin(z)+0.5*z^2', {});
const r = (z: number): number => Math.sin(z) + 0.5 * z * z;
const slope = (z: number): number => Math.cos(z) + z;
const at = (e: number): number => MU + SIGMA * e;
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;

interface Made {
  readonly estimator: string;
  readonly component?: string;
  readonly m: number;
  readonly row: (eps: readonly number[], normal: () => number) => number;
  readonly rows?: number;
}

function claimOf({ estimator, component = 'mu', m, row, rows = ROWS }: Made, seed: number): SamplesClaim {
  const normal = normals(seed);
  const values = Float64Array.from({ length: rows }, () => row(Array.from({ length: m }, normal), normal));
  const path = sampleFile('rows.npy', npyBytes(values));
  const place = { path, column: null, key: null, integrand, own: null, mu: MU, sigma: SIGMA, alpha: 0.001 };
  return { ...place, estimator: requireEstimator(estimator), component, m };
}

const first = ({ causes: [most] }: SamplesChecked): string => `${most?.name} ${most?.detail}`;
const one = (f: (e: number) => number) => (eps: readonly number[]) => f(eps[0]!);
const score = (e: number): number => (r(at(e)) * e) / SIGMA;

const KINDS: readonly (readonly [RegExp, Made])[] = [
  [/^constant_factor 1024/, { estimator: 'pathwise', m: 1, row: one((e) => 1024 * slope(at(e))) }],
  [/^constant_offset 0\.3/, { estimator: 'score', m: 1, row: one((e) => score(e) + 0.3) }],
  [
    /^constant_offset 1\.429 = 1\/sigma: the gradient of the entropy/,
    { estimator: 'pathwise', component: 'sigma', m: 1, row: one((e) => slope(at(e)) * e + 1 / SIGMA) },
  ],
  [/^constant_baseline 4/, { estimator: 'score', m: 1, row: one((e) => ((r(at(e)) - 4) * e) / SIGMA) }],
  [
    /^other_estimator score_antithetic/,
    {
      estimator: 'score',
      m: M,
      row: (eps) => mean(eps.slice(2).map((e) => ((r(at(e)) - r(at(-e))) * e) / 2 / SIGMA)),
    },
  ],
  [
    /^standardised_rewards numpy/,
    {
      estimator: 'score',
      m: M,
      row: (eps) => {
        const all = eps.map((e) => r(at(e)));
        const deviation = Math.sqrt(mean(all.map((x) => (x - mean(all)) * (x - mean(all)))));
        return mean(eps.map((e, i) => (((all[i]! - mean(all)) / deviation) * e) / SIGMA));
      },
    },
  ],
  [
    /^mean_times_sum/,
    {
      estimator: 'score',
      m: M,
      row: (eps) => (mean(eps) / SIGMA) * eps.reduce((sum, e) => sum + r(at(e)), 0),
    },
  ],
  [/^clipped_rows at ±1/, { estimator: 'score', m: 1, row: one((e) => Math.max(-1, Math.min(1, score(e)))) }],
  [/^lost_draws 3 of 4/, { estimator: 'score', m: M, row: (eps) => (mean(eps.slice(1).map(score)) * 3) / 4 }],
  [
    /^rows_are_means --m 4$/,
    { estimator: 'score', m: 1, row: (_, n) => mean([n(), n(), n(), n()].map(score)) },
  ],
  [
    /^density_of_another_draw/,
    { estimator: 'score', m: 1, row: ([e], normal) => (r(at(e!)) * normal()) / SIGMA },
  ],
];

describe('the cause that made a file is named first, and a suggested claim accepts it', () => {
  test.each(KINDS)(
    '%s',
    (expected, made) => {
      const claim = claimOf(made, 7);
      const found = checkSamples(claim);
      expect(found.verdict).toBe('rejected');
      expect(first(found)).toMatch(expected);
      for (const cause of found.causes)
        if (cause.claim !== null) expect(checkSamples({ ...claim, ...cause.claim }).verdict).toBe('accepted');
    },
    60_000,
  );
});

test('no cause is named for rows of another function', () => {
  const found = checkSamples(
    claimOf({ estimator: 'pathwise', m: 1, row: one((e) => 3 * Math.tanh(at(e))) }, 8),
  );
  expect(found.verdict).toBe('rejected');
  expect(found.causes.filter(({ claim }) => claim !== null)).toEqual([]);
}, 60_000);

test('rows without bias that scatter more are right in the mean and wrong in the variance alone', () => {
  const claim = {
    formula: integrand.formula,
    mu: MU,
    sigma: SIGMA,
    estimator: 'pathwise',
    component: 'mu',
    m: 1,
  };
  const law = lawOf(claim);
  const format = { name: 'npy', type: 'float64', epsilon: Number.EPSILON } as const;
  const normal = normals(100);
  const found = Array.from({ length: 60 }, () => {
    const rows = Float64Array.from({ length: 5000 }, () => slope(at(normal())) + 3 * normal());
    return judgeMoments(sampleMoments([rows], 1.5), law, format, 0.001);
  });
  // In standard errors that the estimator would have, most means are far off.
  expect(found.filter(({ tests: [mean] }) => Math.abs(mean!.z!) > 5).length).toBeGreaterThan(20);
  expect(found.map(({ tests }) => tests.map(({ verdict }) => verdict))).toEqual(
    found.map(() => ['accepted', 'rejected']),
  );
});

test('rows that stand three times are told to, and nothing else is', () => {
  const claim = claimOf({ estimator: 'score', m: 1, row: one(score), rows: 6000 }, 9);
  const once = checkSamples(claim);
  const normal = normals(9);
  const values = Float64Array.from({ length: 6000 }, () => score(normal()));
  const thrice = Float64Array.from({ length: 18_000 }, (_, i) => values[i % 6000]!);
  const found = checkSamples({ ...claim, path: sampleFile('thrice.npy', npyBytes(thrice)) });
  expect(found.verdict).toBe('rejected');
  expect(found.causes.map(({ name, detail }) => `${name}: ${detail}`)).toEqual([
    'repeated_rows: 3 rows are equal wherever one is',
  ]);
  expect(found.tests.slice(0, 2).map(({ p }) => p)).toEqual(
    once.tests.slice(0, 2).map(({ p }) => expect.closeTo(p, 6) as number),
  );
});

test('rows of 0 up to rounding are right where gradient and variance are 0, and others are not', () => {
  const flat = (size: number) => {
    const normal = normals(10);
    const values = Float64Array.from({ length: 1000 }, () => size * normal());
    const place = {
      path: sampleFile('flat.npy', npyBytes(values)),
      column: null,
      key: null,
      own: null,
      mu: 0,
      sigma: 1,
      alpha: 0.001,
    };
    const of = { estimator: requireEstimator('score_antithetic'), component: 'mu', m: 2 };
    return checkSamples({ ...place, ...of, integrand: compileIntegrand('1e3*cos(z)', {}) }).verdict;
  };
  expect([flat(0), flat(1e-13), flat(1e-6)]).toEqual(['accepted', 'accepted', 'rejected']);
});

test('a measured number stands for the round ones and the powers of two about it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99 }),
      fc.integer({ min: -6, max: 6 }),
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      (digits, power, shift, share) => {
        const truth = Number(`${digits}e${power}`);
        const error = share * Number(`1e${power}`);
        const found = simpleNumbers(truth + shift * error, error);
        expect(found.some((each) => Math.abs(each / truth - 1) < 1e-9)).toBe(true);
        // 11 round ones, 17 powers of two, itself.
        expect(found.length).toBeLessThan(30);
      },
    ),
  );
  expect(simpleNumbers(1021, 3)).toContain(1024);
  expect([1024, 3.7, -0.01, 0.125].map(digitsOf)).toEqual([1, 2, 1, 3]);
  expect(likelyNumber(101.5, 0.01, [64, 100, 128])).toEqual([100]);
  expect(likelyNumber(71.2, 0.01, [64, 100, 128])).toEqual([71]);
});

test('causes have names and sentences of their own', () => {
  expect(new Set(causes.map(({ name }) => name)).size).toBe(causes.length);
  for (const { name, sentence } of causes) {
    expect(name).toMatch(/^[a-z_]+$/);
    if (typeof sentence === 'string') expect(sentence.length).toBeGreaterThan(20);
  }
});

test('docs/check.md lists the causes, all of them, in the order of the code', () => {
  const page = readFileSync(new URL('../../docs/check.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, name]) => name);
  expect(listed).toEqual(['repeated_rows', ...causes.map(({ name }) => name)]);
});
