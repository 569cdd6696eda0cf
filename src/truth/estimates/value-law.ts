import type { Integrand } from '../../integrands/integrand.ts';
import type { Exact, ExactEstimate } from '../exact/exact.ts';
import { EXACT_ZERO, finite, unknown } from '../exact/exact-number.ts';
import { NO_VARIANCE } from '../exact/lacks.ts';
import { ALONG_MU } from '../one-draw/variable/direction.ts';
import { valueVariable } from '../one-draw/variable/variable.ts';
import { exactLaws } from './exact-laws.ts';

/** Exact mean, variance and kurtosis of a function of one draw. */
export type ValueLaw = Pick<ExactEstimate, 'mean' | 'variance' | 'kurtosis'>;

/** Those of r(Z) itself, Z ~ N(mu, sigma²), by quadrature with certified errors. */
export function valueLaw(integrand: Integrand, mu: number, sigma: number): ValueLaw {
  const { value } = integrand;
  if (value.kind === 'number') return constantLaw(finite(value.value, 0));
  const form = { kind: 'average', family: 'plain', variable: valueVariable, draws: 1, scale: 1 } as const;
  const laws = exactLaws(integrand)(mu, sigma);
  const { variance, kurtosis } = laws.estimate(form, ALONG_MU);
  return { mean: laws.exact.expectation, variance, kurtosis };
}

function constantLaw(mean: Exact): ValueLaw {
  return { mean, variance: EXACT_ZERO, kurtosis: unknown(NO_VARIANCE) };
}
