import { expect, it } from 'vitest';
import { normcdf } from '../../src/elementary/error-function.ts';
import { normquantile } from '../../src/elementary/normal-quantile.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { evaluator } from '../../src/formula/evaluate.ts';
import type { Integrand } from '../../src/integrands/integrand.ts';
import type { Direction } from '../../src/truth/one-draw/variable/direction.ts';
import { exactLaws } from '../../src/truth/estimates/exact-laws.ts';
import type { PointLaws } from '../../src/truth/one-draw/variable/point-laws.ts';
import { pathVariable, scoreVariable } from '../../src/truth/one-draw/variable/variable.ts';
import type { Exact } from '../../src/truth/exact/exact.ts';
import { createPicker, randomFormula } from './line/random-formula.ts';
import { leaveOneOut, mirrored, price, score } from './known-forms.ts';
import { effort } from '../fixtures/effort.ts';

/** Two-point Gauss rule on many equal panels: crude, blind to structure, and independent of everything in src/laws. */
const REACH = 14;
const GAUSS = 1 / Math.sqrt(3);
/** A jump inside a panel shifts a moment by up to this share of its size. */
const ROUGH = /abs|sign|step|floor|mod|max|min|clip/;
const ROUGH_DOUBT = 0.01;

/** Along a direction at (0.8, −0.6)-like angles, so that no component is special. */
const ALONG: Direction = { mu: 0.8, sigma: -0.6 };
const M = 3;

/** Mean, variance and kurtosis. */
type Moments = readonly [number, number, number];

function meanOf(v: ArrayLike<number>, weights: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += v[i]! * weights[i]!;
  return sum;
}

function momentsOf(v: ArrayLike<number>, weights: ArrayLike<number>): Moments {
  const average = meanOf(v, weights);
  const squares = Float64Array.from(v, (x) => (x - average) * (x - average));
  const square = meanOf(squares, weights);
  const fourth = meanOf(
    squares.map((x) => x * x),
    weights,
  );
  return [average, square, fourth / (square * square)];
}

function brute(
  { value, derivative, secondDerivative }: Integrand,
  mu: number,
  sigma: number,
  panels: number,
) {
  const [r, d, s] = [evaluator(value), evaluator(derivative), evaluator(secondDerivative)];
  const half = REACH / panels;
  const count = 2 * panels;
  const eps = Float64Array.from(
    { length: count },
    (_, i) => -REACH + half * (2 * (i >> 1) + 1 + (i % 2 === 0 ? -GAUSS : GAUSS)),
  );
  const density = eps.map((e) => (half * Math.exp((-e * e) / 2)) / Math.sqrt(2 * Math.PI));
  const of = (f: (z: number) => number): Float64Array => eps.map((e) => f(mu + sigma * e));
  const [values, slopes, seconds] = [of(r), of(d), of(s)];
  const weight = eps.map((e) => ALONG.mu * e + ALONG.sigma * (e * e - 1));
  const mean = (v: Float64Array): number => meanOf(v, density);
  const moments = (v: Float64Array, w = density): Moments => momentsOf(v, w);
  // The nodes are symmetric about 0: the mirror image of node i is node count − 1 − i.
  const mirror = (v: Float64Array): Float64Array => v.map((x, i) => (x + v[count - 1 - i]!) / 2);
  const x = values.map((v, i) => (v * weight[i]!) / sigma);
  const y = slopes.map((v, i) => v * (ALONG.mu + ALONG.sigma * eps[i]!));
  const average = mean(values);
  const centered = values.map((v) => v - average);
  const product = centered.map((v, i) => v * weight[i]!);
  const [g, spread] = moments(product);
  const squares = mean(centered.map((v) => v * v)) * (ALONG.mu * ALONG.mu + 2 * ALONG.sigma * ALONG.sigma);
  const rayleigh = density.map((w, i) => (eps[i]! > 0 ? w * eps[i]! * Math.sqrt(2 * Math.PI) : 0));
  const gap = values.map((v, i) => (v - values[count - 1 - i]!) / (sigma * Math.sqrt(2 * Math.PI)));
  return {
    'score about E r': moments(product.map((p) => p / sigma)),
    price: moments(slopes.map((v, i) => ALONG.mu * v + ALONG.sigma * sigma * seconds[i]!)),
    'score pairs': moments(mirror(x)),
    'pathwise pairs': moments(mirror(y)),
    coupled: moments(gap, rayleigh),
    ...latticeBrute(r, d, mu, sigma, panels),
    'leave-one-out': [g / sigma, (spread + (g * g + squares) / (M - 1)) / M / (sigma * sigma), NaN],
  } satisfies Record<string, readonly [number, number, number]>;
}

/** Mean, variance and kurtosis over the shift U of a lattice of three points, by the place of its outermost one. */
function latticeBrute(
  r: (z: number) => number,
  d: (z: number) => number,
  mu: number,
  sigma: number,
  panels: number,
) {
  const end = normquantile(1 / 6);
  const half = (end + REACH) / panels / 2;
  const weights: number[] = [];
  const [scores, paths]: [number[], number[]] = [[], []];
  for (let i = 0; i < 2 * panels; i++) {
    const e = -REACH + half * (2 * (i >> 1) + 1 + (i % 2 === 0 ? -GAUSS : GAUSS));
    const shift = 3 * normcdf(e);
    const points = [e, normquantile((1 + shift) / 3), -normquantile((1 - shift) / 3)];
    // The shift 1 − U gives the mirror image.
    for (const sign of [1, -1]) {
      weights.push((3 * half * Math.exp((-e * e) / 2)) / Math.sqrt(2 * Math.PI));
      let [score, path] = [0, 0];
      for (const point of points) {
        const eps = sign * point;
        const z = mu + sigma * eps;
        score += (r(z) * (ALONG.mu * eps + ALONG.sigma * (eps * eps - 1))) / sigma / 3;
        path += (d(z) * (ALONG.mu + ALONG.sigma * eps)) / 3;
      }
      scores.push(score);
      paths.push(path);
    }
  }
  return { 'score lattice': momentsOf(scores, weights), 'pathwise lattice': momentsOf(paths, weights) };
}

function claims(laws: PointLaws, sigma: number): Readonly<Record<string, readonly Exact[]>> {
  const { expectation } = laws.baselines(ALONG);
  const baseline = expectation.kind === 'finite' ? expectation.value : 0;
  const along = { mu: 1, sigma: 0 };
  return Object.fromEntries(
    [
      ['score about E r', laws.estimate(score(ALONG, sigma, baseline), ALONG)] as const,
      ['price', laws.estimate(price(ALONG, sigma), ALONG)] as const,
      ['score pairs', laws.estimate(mirrored(scoreVariable(ALONG), 1 / sigma), ALONG)] as const,
      ['pathwise pairs', laws.estimate(mirrored(pathVariable(ALONG)), ALONG)] as const,
      ['coupled', laws.estimate({ kind: 'coupled', draws: 1, scale: 1 }, along)] as const,
      [
        'score lattice',
        laws.estimate(
          { kind: 'lattice', variable: scoreVariable(ALONG), points: M, scale: 1 / sigma },
          ALONG,
        ),
      ] as const,
      [
        'pathwise lattice',
        laws.estimate({ kind: 'lattice', variable: pathVariable(ALONG), points: M, scale: 1 }, ALONG),
      ] as const,
      ['leave-one-out', laws.estimate(leaveOneOut(ALONG, sigma, M), ALONG)] as const,
    ].map(([name, { mean, variance, kurtosis }]) => [name, [mean, variance, kurtosis]]),
  );
}

it('knows that a jump which only rounding makes cannot be located', () => {
  const laws = exactLaws(compileIntegrand('floor(normcdf(1.9*z))', {}))(0.5, 2.3);
  const law = laws.estimate({ kind: 'coupled', draws: 1, scale: 1 }, { mu: 1, sigma: 0 });
  expect(law.variance.kind).toBe('unknown');
});

const FORMULAS = effort(10, 80);

it('no certified number of random formulas disagrees with brute force', () => {
  const pick = createPicker(20260102);
  const faults: string[] = [];
  let [compared, sharp] = [0, 0];
  for (let n = 0; n < FORMULAS; n++) {
    const formula = randomFormula(pick, 1 + Math.floor(pick() * 3));
    const [mu, sigma] = [4 * (pick() - 0.5), Math.exp(3 * (pick() - 0.7))];
    const integrand = compileIntegrand(formula, {});
    const [coarse, fine] = [brute(integrand, mu, sigma, 3001), brute(integrand, mu, sigma, 8009)];
    for (const [name, exacts] of Object.entries(claims(exactLaws(integrand)(mu, sigma), sigma))) {
      const key = name as keyof typeof fine;
      const variance = fine[key][1];
      exacts.forEach((exact, k) => {
        const truth = fine[key][k]!;
        if (exact.kind !== 'finite' || !Number.isFinite(truth) || (truth === 0 && exact.value === 0)) return;
        // Brute force sees nothing beyond its reach, of probability 1e-44, nor what rounding covers.
        if (variance < 1e-24 * (1 + fine[key][0] * fine[key][0]) || (k === 2 && exact.value > 1e20)) return;
        const scale = k === 0 ? Math.sqrt(variance) + Math.abs(truth) : Math.abs(truth);
        const average = Math.abs(fine[key][0]);
        const rounding = 1e-13 * scale * (1 + average / Math.sqrt(variance) + (average * average) / variance);
        const edges = ROUGH.test(formula) ? ROUGH_DOUBT * scale : 0;
        const doubt = 4 * Math.abs(truth - coarse[key][k]!) + rounding + edges;
        if (!(Math.abs(exact.value - truth) <= doubt + 10 * exact.error))
          faults.push(
            `${formula} at (${mu}, ${sigma}) ${name} ${k}: ${exact.value} ± ${exact.error}, brute force ${truth} ± ${doubt}`,
          );
        compared++;
        if (doubt < 1e-6 * scale) sharp++;
      });
    }
  }
  expect(faults).toEqual([]);
  expect(compared).toBeGreaterThan(8 * FORMULAS);
  expect(sharp).toBeGreaterThan(0.4 * compared);
});
