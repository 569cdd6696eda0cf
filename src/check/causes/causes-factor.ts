import { drawCause, factorCause, type Cause } from './cause.ts';

/** Powers of sigma and terms that are missing or too many. */
export const factorCauses: readonly Cause[] = [
  factorCause(
    'missing_inverse_sigma',
    '1/sigma is missing: the score is eps/sigma, (eps^2 - 1)/sigma',
    (s) => (s.estimator === 'score' && s.component !== 'log_sigma' ? s.sigma : null),
  ),
  factorCause(
    'missing_inverse_variance',
    '1/sigma^2 is missing: the score by mu is (z - mu)/sigma^2',
    ({ estimator, component, sigma }) => (estimator === 'score' && component === 'mu' ? sigma * sigma : null),
  ),
  factorCause(
    'inverse_sigma_squared',
    '1/sigma is there once too often: (z - mu)/sigma^2 is eps/sigma',
    ({ sigma }) => 1 / sigma,
  ),
  factorCause(
    'derivative_by_eps',
    'this is the derivative by eps: divide by sigma to have the one by z, or by mu',
    ({ estimator, component, sigma }) => (estimator === 'pathwise' && component === 'mu' ? sigma : null),
  ),
  drawCause('eps_squared', 'eps^2 stands where eps^2 - 1 belongs', ({ estimator, component, sigma }) => {
    if (estimator !== 'score' || component === 'mu') return null;
    const scale = component === 'log_sigma' ? 1 : 1 / sigma;
    return ({ value, eps }) => value * eps * eps * scale;
  }),
  drawCause('not_centered', 'z stands where z - mu belongs', ({ estimator, component, mu, sigma }) => {
    if (estimator !== 'score' || mu === 0) return null;
    if (component === 'mu') return ({ value, eps }) => (value * (mu + sigma * eps)) / (sigma * sigma);
    const scale = component === 'log_sigma' ? 1 : 1 / sigma;
    return ({ value, eps }) => {
      const u = (mu + sigma * eps) / sigma;
      return value * (u * u - 1) * scale;
    };
  }),
  factorCause(
    'half_gradient',
    'the gradient is halved: one of two terms is detached, or a mean is taken over two copies',
    () => 0.5,
  ),
  factorCause(
    'double_gradient',
    'the gradient is doubled: a term is counted twice, or gradients of two calls were accumulated',
    () => 2,
  ),
];
