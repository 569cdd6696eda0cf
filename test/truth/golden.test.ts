import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { ALONG_MU, ALONG_SIGMA, type Direction } from '../../src/truth/one-draw/variable/direction.ts';
import type { EstimateForm } from '../../src/truth/one-draw/variable/estimate-form.ts';
import type { PointLaws } from '../../src/truth/one-draw/variable/point-laws.ts';
import { pathVariable, scoreVariable } from '../../src/truth/one-draw/variable/variable.ts';
import type { Exact } from '../../src/truth/exact/exact.ts';
import { lawsAt, leaveOneOut, mirrored, mix, pathwise, price, score, valueOf } from './known-forms.ts';

/** Against scripts/make-laws-golden.py: sums over all pairs and triples of nodes, other quadratures, and Monte Carlo. */
const rows: readonly Record<string, string>[] = parse(
  readFileSync(new URL('../golden/laws.csv', import.meta.url)),
  { columns: true },
);

/** Relative accuracy of the golden values. */
const ACCURACY = 2e-9;

interface Place {
  readonly laws: PointLaws;
  readonly direction: Direction;
  readonly sigma: number;
  readonly m: number;
}

function formOf(name: string, { laws, direction, sigma, m }: Place): EstimateForm {
  const { expectation, optimal, mix: alpha } = laws.baselines(direction);
  switch (name) {
    case 'score':
      return score(direction, sigma, 0, m);
    case 'pathwise':
      return pathwise(direction, m);
    case 'score_constant':
      return score(direction, sigma, valueOf(expectation));
    case 'score_optimal':
      return score(direction, sigma, valueOf(optimal));
    case 'mixed':
      return mix(valueOf(alpha), direction, sigma);
    case 'price':
      return price(direction, sigma);
    case 'score_antithetic':
      return mirrored(scoreVariable(direction), 1 / sigma);
    case 'pathwise_antithetic':
      return mirrored(pathVariable(direction));
    case 'measure_valued':
      return { kind: 'coupled', draws: 1, scale: 1 };
    case 'score_loo':
      return leaveOneOut(direction, sigma, m);
    case 'score_rqmc':
      return { kind: 'lattice', variable: scoreVariable(direction), points: m, scale: 1 / sigma };
    case 'pathwise_rqmc':
      return { kind: 'lattice', variable: pathVariable(direction), points: m, scale: 1 };
    default:
      throw new Error(name);
  }
}

const places = new Map<string, Place>();

function placeOf(row: Record<string, string>): Place {
  const [mu, sigma, m] = [Number(row['mu']), Number(row['sigma']), Number(row['m'])];
  const at = `${row['formula']} ${mu} ${sigma}`;
  const key = `${at} ${row['component']} ${m}`;
  const laws =
    [...places].find(([known]) => known.startsWith(at))?.[1].laws ?? lawsAt(row['formula']!, mu, sigma);
  const direction = row['component'] === 'mu' ? ALONG_MU : ALONG_SIGMA;
  const place = places.get(key) ?? { laws, direction, sigma, m };
  places.set(key, place);
  return place;
}

/** The laws' own value of a row, and the size that its error is judged by. */
function found(row: Record<string, string>): { readonly exact: Exact; readonly size: number } {
  const place = placeOf(row);
  const { laws, direction } = place;
  const [first, second, quantity] = [row['estimator_1']!, row['estimator_2']!, row['quantity']!];
  const size = Math.abs(Number(row['value']));
  if (first === 'baseline')
    return {
      exact: laws.baselines(direction)[quantity as 'expectation' | 'optimal' | 'mix'],
      size: Math.max(size, 1e-3),
    };
  if (second === '') {
    const law = laws.estimate(formOf(first, place), direction);
    if (quantity !== 'mean') return { exact: law[quantity as 'variance' | 'kurtosis'], size };
    const spread = law.variance.kind === 'finite' ? Math.sqrt(law.variance.value) : 0;
    return { exact: law.mean, size: Math.max(size, spread, 1e-3) };
  }
  const pair = laws.pair(formOf(first, place), formOf(second, place), direction);
  return quantity === 'correlation' ? { exact: pair.correlation, size: 1 } : { exact: pair.coKurtosis, size };
}

const isSampled = (row: Record<string, string>): boolean => row['standard_error'] !== '';
const nameOf = (row: Record<string, string>): string =>
  `${row['formula']} ${row['component']} ${row['estimator_1']} ${row['estimator_2']} m = ${row['m']} ${row['quantity']}`;

it('every law agrees with independent quadrature', () => {
  const unknown: string[] = [];
  const faults = rows
    .filter((row) => !isSampled(row))
    .flatMap((row) => {
      const truth = Number(row['value']);
      const { exact, size } = found(row);
      if (exact.kind !== 'finite') {
        unknown.push(`${nameOf(row)}: ${JSON.stringify(exact)}`);
        return [];
      }
      const apart = Math.abs(exact.value - truth);
      return apart <= 10 * exact.error + ACCURACY * size
        ? []
        : [`${nameOf(row)}: ${exact.value} ± ${exact.error} against ${truth}`];
    });
  expect(faults).toEqual([]);
  expect(unknown).toEqual([]);
});

it('the moments of leave-one-out at m = 10 are within 4 standard errors of those of 2,000,000 samples', () => {
  const scores = rows.filter(isSampled).map((row) => {
    const place = placeOf(row);
    const { laws, direction } = place;
    const other = row['estimator_2'] === '' ? 'pathwise' : row['estimator_2']!;
    const pair = laws.pair(formOf('score_loo', place), formOf(other, place), direction);
    const [va, vb] = [valueOf(pair.first.variance), valueOf(pair.second.variance)];
    const truth = {
      variance: () => va,
      fourth: () => valueOf(pair.first.kurtosis) * va * va,
      cross: () => valueOf(pair.coKurtosis) * va * vb,
    }[row['quantity'] as 'variance' | 'fourth' | 'cross']();
    return (Number(row['value']) - truth) / Number(row['standard_error']);
  });
  expect(scores.length).toBe(18);
  expect(scores.filter((z) => Math.abs(z) > 4)).toEqual([]);
});
