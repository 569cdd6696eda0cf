import { requestedChannels } from '../estimators/measured/channels.ts';
import { directionInBoth } from '../estimators/asked.ts';
import type { PointResult } from '../plan/batch-result.ts';
import { measuredCovariance } from '../estimators/measured/measured-covariance.ts';
import { covarianceAt, hasCovariances } from '../estimators/exact/point-laws.ts';
import { estimatorPairs } from '../estimators/registry.ts';
import { exactPhiRange, type ExactExtreme, type ExactPhiRange } from '../truth/directions/exact-phi-range.ts';
import { phiRange, type PhiRange, type SymmetricMatrix } from '../truth/directions/phi-range.ts';
import type { ExactCovariance } from '../truth/one-draw/variable/point-laws.ts';
import { numberOrNull } from '../truth/exact/exact-number.ts';
import { allLacking, lacksText } from '../truth/exact/lacks.ts';
import { PHI_COLUMNS, type PhiRow } from './columns/phi-columns.ts';
import type { ResultTable } from './result-table.ts';
import { parameterText } from './parameter-text.ts';

/** phi.csv, of plans with a component that is a direction in both mu and sigma. */
export const PHI: ResultTable = {
  name: 'phi',
  columns: PHI_COLUMNS,
  primaryKey: ['cell_id', 'estimator_1', 'estimator_2'],
  rowMeaning:
    'One row per cell and estimator pair, in plan order; only of plans with a component `{phi: {mu: …, sigma: …}}`, or with a phi that both mu and sigma change with.',
  isFor: (asked) => hasCovariances(asked),
  rowsOf: ({ asked }) => {
    const pairs = estimatorPairs(asked.estimators);
    const requests = requestedChannels(asked);
    const both = directionInBoth(asked)!;
    return ({ done: { cell, exact, measured } }) => {
      const { id, name, parameters, mu, sigma, m } = cell;
      const laws = exact.kind === 'exact' ? exact.laws : null;
      const place = { cell_id: id, integrand: name, params: parameterText(parameters), mu, sigma, m };
      const last = asked.estimators.length - 1;
      return pairs.map(({ first, second }, i): PhiRow => {
        const [measured1, measured2] = [first, second].map((estimator) =>
          measured.kind === 'failed'
            ? null
            : measuredCovariance(measured.moments, estimator, both, requests, cell),
        ) as [SymmetricMatrix | null, SymmetricMatrix | null];
        const exactOf = (estimator: number): ExactCovariance | null =>
          laws === null ? null : covarianceAt(laws, asked, cell.index % asked.m.length, estimator);
        const [exact1, exact2] = [exactOf(i), exactOf(last)];
        const found = rangeOf(measured1, measured2);
        const truth = exactRangeOf(exact1, exact2);
        const [smallest, largest] = [extremeOf(truth?.smallest), extremeOf(truth?.largest)];
        return {
          ...place,
          estimator_1: first.name,
          estimator_2: second.name,
          variance_mu_1: measured1?.mu ?? null,
          variance_mu_1_exact: numberOrNull(exact1?.mu),
          variance_sigma_1: measured1?.sigma ?? null,
          variance_sigma_1_exact: numberOrNull(exact1?.sigma),
          covariance_1: measured1?.between ?? null,
          covariance_1_exact: numberOrNull(exact1?.between),
          variance_mu_2: measured2?.mu ?? null,
          variance_mu_2_exact: numberOrNull(exact2?.mu),
          variance_sigma_2: measured2?.sigma ?? null,
          variance_sigma_2_exact: numberOrNull(exact2?.sigma),
          covariance_2: measured2?.between ?? null,
          covariance_2_exact: numberOrNull(exact2?.between),
          ratio_smallest: found?.smallest ?? null,
          ratio_smallest_exact: smallest.ratio,
          smallest_mu_exact: smallest.mu,
          smallest_sigma_exact: smallest.sigma,
          ratio_largest: found?.largest ?? null,
          ratio_largest_exact: largest.ratio,
          largest_mu_exact: largest.mu,
          largest_sigma_exact: largest.sigma,
          unknown: lacksOf(exact, exact1, exact2, truth),
        };
      });
    };
  },
};

function rangeOf(first: SymmetricMatrix | null, second: SymmetricMatrix | null): PhiRange | null {
  return first === null || second === null ? null : phiRange(first, second);
}

function exactRangeOf(first: ExactCovariance | null, second: ExactCovariance | null): ExactPhiRange | null {
  return first === null || second === null ? null : exactPhiRange(first, second);
}

const EXACT = [
  'variance_mu_1_exact',
  'variance_sigma_1_exact',
  'covariance_1_exact',
  'variance_mu_2_exact',
  'variance_sigma_2_exact',
  'covariance_2_exact',
  'ratio_smallest_exact',
  'ratio_largest_exact',
] as const;

function lacksOf(
  point: PointResult,
  first: ExactCovariance | null,
  second: ExactCovariance | null,
  range: ExactPhiRange | null,
): string {
  if (point.kind === 'failed') return lacksText(Object.entries(allLacking(EXACT, point.reason)));
  const covariances = [first, second].flatMap((of) => [of?.mu, of?.sigma, of?.between]);
  const numbers = [...covariances, range?.smallest.ratio, range?.largest.ratio];
  return lacksText(EXACT.map((name, i) => [name, numbers[i]]));
}

/** The cells of an extreme: empty where it is infinite or not known. */
function extremeOf(extreme: ExactExtreme | undefined): {
  readonly ratio: number | null;
  readonly mu: number | null;
  readonly sigma: number | null;
} {
  const ratio = numberOrNull(extreme?.ratio);
  const direction = ratio === null ? null : (extreme?.direction ?? null);
  if (direction === null) return { ratio: null, mu: null, sigma: null };
  return { ratio, ...direction };
}
