import { expect, test } from 'vitest';
import { checkSamples } from '../../src/check/check-samples.ts';
import { claimedFunction } from '../../src/commands/claimed-function.ts';
import { requireEstimator } from '../../src/estimators/registry.ts';
import { normals } from '../statistics/normal-draws.ts';
import { npyBytes, sampleFile } from './sample-file.ts';

// mu = 2a + 0.3c, sigma = exp(c) at a = 0.5, c = -0.2.
const [MU, SIGMA] = [0.94, Math.exp(-0.2)];
const SLOPES = { a: [2, 0], c: [0.3, SIGMA] } as const;
const LAW = { mu: '2*a + 0.3*c', sigma: 'exp(c)', phi: { a: '0.5', c: '-0.2' }, x: undefined };

interface Function {
  readonly formula: string;
  readonly value: (z: number) => number;
  readonly slope: (z: number) => number;
  /** r's own derivatives by mu and sigma. */
  readonly own: (eps: number) => readonly [mu: number, sigma: number];
}

const PLAIN: Function = {
  formula: 'sin(z) + 0.5*z^2',
  value: (z) => Math.sin(z) + 0.5 * z * z,
  slope: (z) => Math.cos(z) + z,
  own: () => [0, 0],
};

/** An ELBO: r knows mu and sigma by the log density of the guide. */
const ELBO: Function = {
  formula: '-z^2/2 - (2 - z)^2/2 - lognormpdf((z - mu)/sigma) + log(sigma)',
  value: (z) => {
    const [eps, rest] = [(z - MU) / SIGMA, 2 - z];
    return 0.5 * (eps * eps - z * z - rest * rest + Math.log(2 * Math.PI)) + Math.log(SIGMA);
  },
  slope: (z) => 2 - 2 * z + (z - MU) / (SIGMA * SIGMA),
  own: (eps) => [-eps / SIGMA, (1 - eps * eps) / SIGMA],
};

type Name = 'score' | 'score_frozen' | 'pathwise' | 'pathwise_frozen';

/** One draw of an estimator along (p, q). */
function contribution(r: Function, name: Name, [p, q]: readonly [number, number], eps: number): number {
  const z = MU + SIGMA * eps;
  const [ofMu, ofSigma] = r.own(eps);
  const own = name.endsWith('frozen') ? 0 : p * ofMu + q * ofSigma;
  const frozen = name.startsWith('score')
    ? (r.value(z) * (p * eps + q * (eps * eps - 1))) / SIGMA
    : r.slope(z) * (p + q * eps);
  return frozen + own;
}

interface Case {
  readonly r: Function;
  readonly component: 'a' | 'c';
  readonly claimed: Name;
  readonly made: Name;
  readonly by: readonly [number, number];
}

function checked({ r, component, claimed, made, by }: Case, seed: number) {
  const normal = normals(seed);
  const rows = Float64Array.from({ length: 20_000 }, () => contribution(r, made, by, normal()));
  const path = sampleFile('rows.npy', npyBytes(rows));
  return checkSamples({
    ...{ path, column: null, key: null, m: 1, alpha: 0.001, estimator: requireEstimator(claimed) },
    ...claimedFunction({ formula: r.formula, params: {}, ...LAW }, component),
  });
}

const NAMES: readonly Name[] = ['score', 'score_frozen', 'pathwise', 'pathwise_frozen'];

const RIGHT: readonly Case[] = (['a', 'c'] as const).flatMap((component) =>
  [
    ...(['score', 'pathwise'] as const).map((name) => ({ r: PLAIN, name })),
    ...NAMES.map((name) => ({ r: ELBO, name })),
  ].map(({ r, name }) => ({ r, component, claimed: name, made: name, by: SLOPES[component] })),
);

test.each(RIGHT)('rows by $component that are $made are accepted: $r.formula', (each) => {
  expect(checked(each, 1).verdict).toBe('accepted');
});

const FORGOTTEN: readonly (readonly [Case, string])[] = [
  ...(['score', 'pathwise'] as const).map(
    (name) =>
      [{ r: PLAIN, component: 'c', claimed: name, made: name, by: [0, 1] }, 'chain_rule by sigma'] as const,
  ),
  ...(['score', 'pathwise'] as const).map(
    (name) =>
      [{ r: PLAIN, component: 'c', claimed: name, made: name, by: [1, 0] }, 'chain_rule by mu'] as const,
  ),
];
const FROZEN: readonly (readonly [Case, string])[] = (['a', 'c'] as const).flatMap((component) =>
  (
    [
      ['score', 'score_frozen'],
      ['score_frozen', 'score'],
      ['pathwise', 'pathwise_frozen'],
      ['pathwise_frozen', 'pathwise'],
    ] as const
  ).map(([claimed, made]) => [{ r: ELBO, component, claimed, made, by: SLOPES[component] }, made] as const),
);

test.each([...FORGOTTEN, ...FROZEN])('what is wrong is told: %o', (each, expected) => {
  const { verdict, causes } = checked(each, 2);
  expect(verdict).toBe('rejected');
  expect(`${causes[0]?.name} ${causes[0]?.detail}`).toContain(expected);
});

test('a multiple is told by its factor where the direction is mu alone', () => {
  const { verdict, causes } = checked(
    { r: PLAIN, component: 'a', claimed: 'pathwise', made: 'pathwise', by: [1, 0] },
    3,
  );
  expect([verdict, causes[0]?.name]).toEqual(['rejected', 'chain_rule']);
});
