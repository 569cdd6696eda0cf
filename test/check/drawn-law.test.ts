import { describe, expect, test } from 'vitest';
import { drawnLaw } from '../../src/check/law/drawn-law.ts';
import { drawerOf } from '../../src/check/law/drawn-rows.ts';
import { normquantile } from '../../src/elementary/normal-quantile.ts';
import { directionOf } from '../../src/estimators/component.ts';
import { measuredForm } from '../../src/estimators/measured/measured-form.ts';
import { requireEstimator } from '../../src/estimators/registry.ts';
import { NO_CONSTANTS } from '../../src/estimators/estimator.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { OCTAVES } from '../../src/check/law/waves.ts';
import { normals } from '../statistics/normal-draws.ts';
import { claimedOf, type TestClaim } from './claims.ts';
import { prepared } from './studies.ts';

const [MU, SIGMA] = [0.3, 0.7];
const r = (z: number): number => Math.sin(2 * z) + 0.5 * z;
const slope = (z: number): number => 2 * Math.cos(2 * z) + 0.5;

test.each([
  ['score', 'mu', 3],
  ['pathwise', 'sigma', 5],
  ['score_antithetic', 'sigma', 4],
  ['price', 'sigma', 2],
] as const)('drawn rows of %s by %s have the law that is exactly known', (estimator, component, m) => {
  const claim = { formula: 'sin(2*z)+0.5*z', mu: MU, sigma: SIGMA, estimator, component, m };
  const { view } = claimedOf(claim);
  const { waves, right } = view!();
  const direction = directionOf(component);
  const form = requireEstimator(estimator).form({ direction, sigma: SIGMA, m, constants: NO_CONSTANTS });
  const point = { integrand: compileIntegrand(claim.formula, {}), mu: MU, sigma: SIGMA };
  const draw = drawerOf(measuredForm(form, direction, point), { mu: MU, sigma: SIGMA, m })!;
  const drawn = drawnLaw(() => draw().map((row) => row * form.scale)).seen(waves);
  for (let j = 0; j < OCTAVES; j += 1) {
    const off = Math.hypot(drawn.real[j]! - right.real[j]!, drawn.imaginary[j]! - right.imaginary[j]!);
    expect(off).toBeLessThanOrEqual(2 * (drawn.errors[j]! + right.errors[j]!));
    expect(drawn.errors[j]).toBeLessThan(0.03);
  }
});

interface Other {
  readonly estimator: string;
  readonly component: 'mu' | 'sigma';
  /** A row by hand, from normals and uniforms of another generator. */
  readonly row: (normal: () => number, uniform: () => number) => number;
}

const M = 4;
const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b) / numbers.length;
const times = <T>(make: (i: number) => T): readonly T[] => Array.from({ length: M }, (_, i) => make(i));

function batch(normal: () => number, own: boolean): number {
  const eps = times(() => normal());
  const values = eps.map((e) => r(MU + SIGMA * e));
  const all = mean(values);
  const change = own ? 1 : M / (M - 1);
  return mean(eps.map((e, i) => ((values[i]! - all) * change * e) / SIGMA));
}

const OTHERS: readonly Other[] = [
  { estimator: 'score_loo', component: 'mu', row: (normal) => batch(normal, false) },
  { estimator: 'score_batch_mean', component: 'mu', row: (normal) => batch(normal, true) },
  {
    estimator: 'measure_valued',
    component: 'mu',
    row: (_, uniform) =>
      mean(
        times(() => {
          const w = Math.sqrt(-2 * Math.log(1 - uniform()));
          return (r(MU + SIGMA * w) - r(MU - SIGMA * w)) / (SIGMA * Math.sqrt(2 * Math.PI));
        }),
      ),
  },
  {
    estimator: 'measure_valued',
    component: 'sigma',
    row: (normal, uniform) =>
      mean(
        times(() => {
          const size = Math.hypot(normal(), normal(), normal());
          const maxwell = uniform() < 0.5 ? size : -size;
          return (r(MU + SIGMA * maxwell) - r(MU + SIGMA * uniform() * maxwell)) / SIGMA;
        }),
      ),
  },
  {
    estimator: 'score_rqmc',
    component: 'sigma',
    row: (_, uniform) => {
      const shift = uniform();
      return mean(
        times((j) => {
          const e = normquantile((j + shift) / M);
          return (r(MU + SIGMA * e) * (e * e - 1)) / SIGMA;
        }),
      );
    },
  },
  {
    estimator: 'pathwise_rqmc',
    component: 'mu',
    row: (_, uniform) => {
      const shift = uniform();
      return mean(times((j) => slope(MU + SIGMA * normquantile((j + shift) / M))));
    },
  },
];

describe.each(OTHERS)('$estimator by $component', ({ estimator, component, row }) => {
  const claim: TestClaim = { formula: 'sin(2*z)+0.5*z', mu: MU, sigma: SIGMA, estimator, component, m: M };
  const { judge } = prepared({ ...claim, draw: () => 0 });
  const normal = normals(17);
  let state = 123456789;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const high = state;
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (high + (state >>> 8) / 16777216 + 0.5 / 16777216) / 4294967296;
  };
  const rows = Float64Array.from({ length: 20_000 }, () => row(normal, uniform));

  test('rows by hand pass, by their law too', () => {
    const { verdict, tests, sensitivity } = judge(rows, 0.01);
    expect([verdict, tests.map(({ quantity }) => quantity)]).toEqual([
      'accepted',
      ['mean', 'variance', 'law'],
    ]);
    expect(sensitivity?.factor).toBeLessThanOrEqual(1.25);
  });

  test('normal rows of the same mean and variance do not', () => {
    const [center, count] = [mean([...rows]), rows.length];
    const deviation = Math.sqrt(rows.reduce((sum, x) => sum + (x - center) * (x - center), 0) / count);
    const fake = rows.map(() => center + deviation * normal());
    const { tests } = judge(fake, 0.01);
    const rejected = tests.filter(({ verdict }) => verdict === 'rejected').map(({ quantity }) => quantity);
    expect(rejected).toContain('law');
  });
});
