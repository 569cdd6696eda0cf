import { family, plain, type CatalogueEntry } from './catalogue-entry.ts';

const SUH = 'Suh et al. 2022';
const GLASSERMAN = 'after Glasserman 2003';

/** Functions with singular points, kinks, jumps or steep ramps. */
export const ROUGH: readonly CatalogueEntry[] = [
  family(
    { p: 1.5 },
    plain('abs_p', 'abs(z)^p', 'singular', 'new', 'pathwise variance infinite at mu=0 for p <= 1/2'),
  ),
  plain('log_sq', 'log(z^2)', 'singular', 'mc_gradients tests', 'pathwise variance is infinite everywhere'),
  plain('laplace', 'exp(-abs(z))', 'kink', 'new', 'bump with a cusp'),
  plain('abs', 'abs(z)', 'kink', 'common', 'simplest kink'),
  plain('relu', 'max(z, 0)', 'kink', 'common', 'rectifier; flat on one side'),
  plain(
    'huber',
    'clip(z, -1, 1)*(z - clip(z, -1, 1)/2)',
    'kink',
    'common',
    'Huber loss: the derivative has the kinks',
  ),
  plain('hinge', 'max(0, 1 - z)', 'kink', 'common', 'hinge loss, as in support vector machines'),
  plain('clip', 'clip(z, -1, 1)', 'kink', SUH, 'saturation, as in dry friction'),
  plain('triangle', 'abs(mod(z, 2) - 1)', 'kink', 'new', 'triangle wave: kinks without end'),
  plain('heaviside', 'step(z)', 'discontinuous', SUH, 'pathwise is exactly 0 and wrong'),
  plain('staircase', 'floor(z)', 'discontinuous', 'new', 'jumps without end'),
  plain('square_step', 'z^2 + step(z)', 'discontinuous', 'new', 'finite ratio of a biased estimator'),
  family(
    { delta: 0.2 },
    plain('soft_step', 'clip(2*z/delta, -1, 1)', 'steep', SUH, 'empirical bias: few draws hit the ramp'),
  ),
  plain('tanh10', 'tanh(10*z)', 'steep', 'new', 'smooth ramp'),
  plain('call', 'max(exp(z) - 1, 0)', 'finance', GLASSERMAN, 'payoff of a call option on exp(z)'),
  plain(
    'digital',
    'step(exp(z) - 1)',
    'finance',
    GLASSERMAN,
    'payoff of a digital option: pathwise is biased',
  ),
];
