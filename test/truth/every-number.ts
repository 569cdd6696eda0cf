import { varianceRatio } from '../../src/cross/ratio-along.ts';
import { TOTAL } from '../../src/estimators/component.ts';
import type { Asked } from '../../src/estimators/asked.ts';
import { covarianceAt, pairLaws } from '../../src/estimators/exact/point-laws.ts';
import { rowTruth } from '../../src/estimators/exact/row-truth.ts';
import { estimatorPairs, estimators } from '../../src/estimators/registry.ts';
import type { Integrand } from '../../src/integrands/integrand.ts';
import { exactPhiRange } from '../../src/truth/directions/exact-phi-range.ts';
import { secondMoment, varianceDifference } from '../../src/truth/exact/second-moment.ts';
import { exactLaws } from '../../src/truth/estimates/exact-laws.ts';

/** Draws per estimate that every estimator can work with. */
const M = 4;

/** Every estimator, every kind of component. */
const ASKED: Asked = {
  estimators: estimators.map(({ name }) => name),
  components: ['mu', 'log_sigma', 'phi(mu=1;sigma=-0.5)', TOTAL],
  m: [M],
  moves: {},
  knowsPhi: false,
};

/**
 * Everything exact that a function at a point has in any output: rows of all tables, `cross`, `exact`, which prints
 * the point, or the estimates that the rows are of.
 */
export function everyNumber(integrand: Integrand, mu: number, sigma: number): object {
  const lawsHere = exactLaws(integrand)(mu, sigma);
  const point = lawsHere.exact;
  const laws = pairLaws(lawsHere, ASKED, { integrand, mu, sigma, guided: null }, null);
  const place = { point: { sigma, guided: null }, m: M, mIndex: 0, trials: 1000 };
  const covariances = ASKED.estimators.map((_, i) => covarianceAt(laws, ASKED, 0, i)!);
  const rows = ASKED.components.flatMap((component) =>
    estimatorPairs(ASKED.estimators).map((pair, pairIndex) =>
      rowTruth(point, laws, ASKED, { ...place, component, pair, pairIndex }),
    ),
  );
  return {
    point,
    rows,
    covariances,
    ranges: covariances.map((each) => exactPhiRange(each, covariances.at(-1)!)),
    why: [varianceDifference(point), secondMoment(point.mu), secondMoment(point.sigma)],
    ratios: [varianceRatio(point.mu), varianceRatio(point.sigma)],
  };
}

/** Paths of numbers that their own errors swamp. */
export function swamped(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { kind, value: number, error } = value as { kind?: string; value?: number; error?: number };
  if (kind === 'finite')
    return number !== 0 && !(Math.abs(number!) > error!) ? [`${path} ${number} ± ${error}`] : [];
  return Object.entries(value).flatMap(([key, each]) => swamped(each, `${path}/${key}`));
}
