import { exp } from '../../elementary/exp.ts';
import { transformed } from '../law/row-law.ts';
import { plainCause, type Cause } from './cause.ts';
import type { Setting } from './setting.ts';

/** A mistake that multiplies every row by a number; null where it cannot be made. */
function factorCause(
  name: string,
  sentence: Cause['sentence'],
  factor: (setting: Setting) => number | null,
): Cause {
  return plainCause(name, sentence, (setting) => {
    const times = factor(setting);
    return times === null || times === 1 ? null : transformed(setting.right, times);
  });
}

/** Powers of sigma, signs and halves that are missing or too many. */
export const factorCauses: readonly Cause[] = [
  factorCause(
    'zero_gradient',
    'every row is 0: the draw does not depend on the parameter (sample() where rsample() is meant, or a detach too many)',
    () => 0,
  ),
  factorCause(
    'sign',
    'the sign is wrong: a loss was differentiated where r is meant, or eps is −eps',
    () => -1,
  ),
  factorCause(
    'by_variance',
    'this is the derivative by sigma^2: multiply by 2 sigma',
    ({ claim: { component }, subject: { sigma } }) =>
      component === 'sigma' ? 1 / (2 * sigma) : component === 'log_sigma' ? 1 / (2 * sigma * sigma) : null,
  ),
  factorCause(
    'by_softplus',
    'this is the derivative by rho in sigma = log(1 + exp(rho)): divide by 1 − exp(−sigma)',
    ({ claim: { component }, subject: { sigma } }) => (component === 'sigma' ? 1 - exp(-sigma) : null),
  ),
  factorCause(
    'missing_inverse_sigma',
    '1/sigma is missing: the score is eps/sigma, (eps^2 - 1)/sigma; or sigma was taken as the variance in the log density',
    ({ isPath, claim: { component }, subject: { sigma } }) =>
      !isPath && component !== 'log_sigma' ? sigma : null,
  ),
  factorCause(
    'missing_inverse_variance',
    '1/sigma^2 is missing: the score by mu is (z - mu)/sigma^2',
    ({ isScore, claim: { component }, subject: { sigma } }) =>
      isScore && component === 'mu' ? sigma * sigma : null,
  ),
  factorCause(
    'inverse_sigma_squared',
    '1/sigma is there once too often: (z - mu)/sigma^2 is eps/sigma',
    ({ subject: { sigma } }) => 1 / sigma,
  ),
  factorCause(
    'derivative_by_eps',
    'this is the derivative by eps: divide by sigma to have the one by z, or by mu',
    ({ isPath, claim: { component }, subject: { sigma } }) => (isPath && component === 'mu' ? sigma : null),
  ),
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
  factorCause(
    'rescaled_by_batch',
    'the gradient is 1 - 1/m times itself: a mean over the batch holds the draw itself',
    ({ claim: { estimator, m } }) => (m > 1 && estimator.builtIn === null ? 1 - 1 / m : null),
  ),
];
