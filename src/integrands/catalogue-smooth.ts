import { family, plain, type CatalogueEntry } from './catalogue-entry.ts';

const MOHAMED = 'Mohamed et al. 2020';
const GAL = 'Gal 2016';

/** Functions without kinks, from textbooks and papers on gradient estimators. */
export const SMOOTH_ENTRIES: readonly CatalogueEntry[] = [
  plain('const', '1', 'degenerate', 'mc_gradients tests', 'pathwise is exactly 0; the score is pure noise'),
  plain('linear', 'z', 'linear', 'mc_gradients tests', 'pathwise for mu has variance 0'),
  plain(
    'square',
    'z^2',
    'polynomial',
    'Erdogan 2016',
    'the usual demonstration: ratio 21.75 at mu=2, sigma=1',
  ),
  family(
    { k: 1 },
    plain('square_shift', '(z - k)^2', 'polynomial', MOHAMED, 'their figure 2; pathwise wins for every k'),
  ),
  plain('gal_quad', 'z + z^2', 'polynomial', GAL, 'first row of his table; pathwise wins'),
  plain('cube', 'z^3', 'polynomial', 'new', 'odd power: changes sign with z'),
  plain('quartic', 'z^4', 'polynomial', 'new', 'kurtosis of the score is in the hundreds'),
  plain('double_well', '(z^2 - 1)^2', 'polynomial', 'common', 'two minima with a hill between'),
  plain('sin', 'sin(z)', 'oscillating', GAL, 'second row of his table; the order depends on mu'),
  plain('sin10', 'sin(10*z)', 'oscillating', GAL, 'third row of his table; the score wins a hundredfold'),
  family(
    { k: 3 },
    plain('cosine', 'cos(k*z)', 'oscillating', MOHAMED, 'their figure 3; the lines cross near k=1.06'),
  ),
  plain('zsinz', 'z*sin(z)', 'oscillating', 'new', 'oscillation that grows with z'),
  plain('chirp', 'sin(z^2)', 'oscillating', 'new', 'frequency grows with z: hard for fixed quadrature'),
  plain(
    'ripple',
    'z^2 + 0.1*sin(50*z)',
    'oscillating',
    'new',
    'noisy objective: small in r, large in its derivative',
  ),
  plain(
    'rastrigin',
    'z^2 + 10*(1 - cos(2*pi*z))',
    'oscillating',
    'optimization',
    'standard test of global search',
  ),
  plain(
    'ackley',
    '20 + e - 20*exp(-0.2*abs(z)) - exp(cos(2*pi*z))',
    'oscillating',
    'optimization',
    'one-dimensional Ackley function: ripples and a kink at 0',
  ),
  family(
    { k: 1 },
    plain('bump_k', 'exp(-k*z^2)', 'bump', MOHAMED, 'their figure 3; the lines cross near k=0.87'),
  ),
  plain('bump10', 'exp(-10*z^2)', 'bump', MOHAMED, 'narrow bump: the score wins'),
  plain('needle', 'exp(-(z/0.05)^2)', 'bump', 'new', 'very narrow bump: most draws see nothing'),
  plain('lorentz', '1/(1 + z^2)', 'bump', 'new', 'bump with algebraic tails'),
  plain('exp', 'exp(z)', 'growth', 'DifferentiableExpectations.jl', 'kurtosis near 900 at mu=1, sigma=1'),
  plain('cosh', 'cosh(z)', 'growth', 'new', 'grows to both sides'),
  family(
    { c: 0.05 },
    plain('expsq_c', 'exp(c*z^2)', 'heavy_tail', 'new', 'variance infinite from c*sigma^2 = 1/4 on'),
  ),
  plain('log1p_sq', 'log1p(z^2)', 'growth', 'common', 'grows like a logarithm'),
];
