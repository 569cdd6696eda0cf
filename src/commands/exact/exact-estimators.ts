import { ALONG_MU, ALONG_SIGMA } from '../../truth/one-draw/variable/direction.ts';
import { exactLaws } from '../../truth/estimates/exact-laws.ts';
import { constantsAlong } from '../../estimators/exact/constants-along.ts';
import { estimators } from '../../estimators/registry.ts';
import type { Integrand } from '../../integrands/integrand.ts';
import { table } from '../../text/table.ts';
import type { ExactEstimate } from '../../truth/exact/exact.ts';
import { scaled } from '../../truth/exact/exact-number.ts';
import { lacksText } from '../../truth/exact/lacks.ts';
import { show } from '../../answers/exact-text.ts';

/** One estimator in one component: what is exactly known of its estimates from m draws. */
export interface EstimatorRow {
  readonly component: 'mu' | 'sigma';
  readonly estimator: string;
  /** null where the estimator cannot work with this m. */
  readonly exact: ExactEstimate | null;
  /** Evaluations of r, r' and r'' in all. */
  readonly evaluations: number;
}

export function estimatorRows(
  integrand: Integrand,
  mu: number,
  sigma: number,
  m: number,
): readonly EstimatorRow[] {
  const laws = exactLaws(integrand)(mu, sigma);
  return (['mu', 'sigma'] as const).flatMap((component) => {
    const direction = component === 'mu' ? ALONG_MU : ALONG_SIGMA;
    const constants = constantsAlong(laws, direction);
    return estimators.map(({ name, needsOfM, cost, form }): EstimatorRow => {
      const { values, derivatives, seconds } = cost[component];
      const evaluations = m * (values + derivatives + seconds);
      if (needsOfM !== null && !needsOfM.holds(m))
        return { component, estimator: name, exact: null, evaluations };
      const exact = laws.estimate(form({ direction, sigma, m, constants }), direction);
      return { component, estimator: name, exact, evaluations };
    });
  });
}

export function estimatorsText(rows: readonly EstimatorRow[], m: number): string {
  const header = [
    'component',
    'estimator',
    `variance at m = ${m}`,
    'm x variance',
    'bias',
    'kurtosis',
    'evaluations',
    ...(rows.some(({ exact }) => exact !== null && lacksText(Object.entries(exact)) !== '')
      ? ['unknown']
      : []),
  ];
  return table(
    header,
    rows.map(({ component, estimator, exact, evaluations }) =>
      exact === null
        ? [component, estimator, `not with m = ${m}`, '-', '-', '-', '-']
        : [
            component,
            estimator,
            show(exact.variance),
            show(scaled(exact.variance, m)),
            show(exact.bias),
            show(exact.kurtosis),
            String(evaluations),
            lacksText(Object.entries(exact)),
          ],
    ),
  );
}
