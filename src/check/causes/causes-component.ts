import { exp } from '../../elementary/exp.ts';
import { drawCause, factorCause, rowOf, type Cause } from './cause.ts';
import { contribution } from './setting.ts';

/** The derivative is right, but by something else than was said. */
export const componentCauses: readonly Cause[] = [
  factorCause(
    'log_sigma',
    'this is the derivative by log sigma: say --component log_sigma, or divide by sigma',
    ({ component, sigma }) => (component === 'sigma' ? sigma : null),
  ),
  factorCause(
    'sigma_not_log_sigma',
    'this is the derivative by sigma: say --component sigma, or multiply by sigma',
    ({ component, sigma }) => (component === 'log_sigma' ? 1 / sigma : null),
  ),
  drawCause(
    'other_component',
    ({ component }) =>
      component === 'mu'
        ? 'this is the derivative by sigma: say --component sigma'
        : 'this is the derivative by mu: say --component mu (a factor eps, or eps^2 - 1, is missing)',
    ({ estimator, component, sigma }) => contribution(estimator, component === 'mu' ? 'sigma' : 'mu', sigma),
  ),
  factorCause(
    'by_variance',
    'this is the derivative by sigma^2: multiply by 2 sigma',
    ({ component, sigma }) =>
      component === 'sigma' ? 1 / (2 * sigma) : component === 'log_sigma' ? 1 / (2 * sigma * sigma) : null,
  ),
  factorCause(
    'by_softplus',
    'this is the derivative by rho in sigma = log(1 + exp(rho)): divide by 1 − exp(−sigma)',
    ({ component, sigma }) => (component === 'sigma' ? 1 - exp(-sigma) : null),
  ),
  {
    name: 'variance_for_sigma',
    sentence: () =>
      'the draws have the standard deviation sigma^2 or sqrt(sigma): a variance was given where a deviation is meant',
    predict: ({ sigma, estimator, component, m, moments }) =>
      sigma === 1
        ? []
        : [sigma * sigma, Math.sqrt(sigma)].map((other) => {
            const f = contribution(estimator, component, other);
            return {
              row: rowOf(moments(f, other), m),
              drawn: { f, m, sigma: other },
              detail: `standard deviation ${Number(other.toPrecision(6))}`,
            };
          }),
  },
];
