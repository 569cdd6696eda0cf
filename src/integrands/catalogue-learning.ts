import { plain, type CatalogueEntry } from './catalogue-entry.ts';

/** Losses, activations and log densities of machine learning. */
export const LEARNING: readonly CatalogueEntry[] = [
  plain(
    'student_nll',
    '2*log1p(z^2/3)',
    'learning',
    'common',
    'negative log density of a Student t, 3 degrees of freedom',
  ),
  plain('sigmoid', 'sigmoid(z)', 'learning', 'common', 'logistic activation; pathwise wins a hundredfold'),
  plain('softplus', 'softplus(z)', 'learning', 'common', 'smooth rectifier'),
  plain('silu', 'z*sigmoid(z)', 'learning', 'common', 'smooth rectifier with a dip'),
  plain('gelu', 'z*normcdf(z)', 'learning', 'common', 'Gaussian error linear unit'),
  plain('probit', 'normcdf(z)', 'learning', 'common', 'normal distribution function as activation'),
  plain('bce', 'softplus(-z)', 'learning', 'Mohamed et al. 2020', 'logistic loss of one observation'),
  plain(
    'gauss_logp',
    '-(z - 1)^2/2',
    'learning',
    'Xu et al. 2019',
    'quadratic log density, as in variational inference',
  ),
  plain(
    'mix2_logp',
    // log(e^a + e^b) = b + softplus(a - b) with b = -2(z - 2)^2 and a - b = -16z.
    'softplus(-16*z) - 2*(z - 2)^2 - log(2*pi)/2',
    'learning',
    'variational inference',
    'log of an equal mixture of N(-2, 1/4) and N(2, 1/4): two modes',
  ),
];
