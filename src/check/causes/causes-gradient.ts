import { log } from '../../elementary/log.ts';
import { drawCause, factorCause, type Cause } from './cause.ts';
import { contribution, type Setting } from './setting.ts';

/** log(2 pi)/2 */
const HALF_LOG_2PI = 0.5 * log(2 * Math.PI);

const logDensity = (eps: number, sigma: number): number => -0.5 * eps * eps - log(sigma) - HALF_LOG_2PI;

/** d eps-free part: the log density of a reparameterized draw changes with sigma alone, by −1/sigma. */
const densitySlope = ({ component, sigma }: Setting): number =>
  component === 'mu' ? 0 : component === 'sigma' ? -1 / sigma : -1;

/**
 * What goes wrong with automatic differentiation: gradients that are cut, doubled or taken of something else.
 */
export const gradientCauses: readonly Cause[] = [
  drawCause(
    'zero_gradient',
    'every row is 0: the draw does not depend on the parameter (sample() where rsample() is meant, or a detach too many)',
    () => () => 0,
  ),
  factorCause(
    'sign',
    'the sign is wrong: a loss was differentiated where r is meant, or eps is −eps',
    () => -1,
  ),
  drawCause(
    'other_estimator',
    ({ estimator }) =>
      estimator === 'score'
        ? 'these are pathwise gradients: say --estimator pathwise, or detach the draw in the score function'
        : 'these are score-function gradients: say --estimator score, or let the gradient flow through the draw',
    ({ estimator, component, sigma }) =>
      contribution(estimator === 'score' ? 'pathwise' : 'score', component, sigma),
  ),
  drawCause(
    'both_added',
    'score and pathwise gradient are added up: detach r in the score term, or leave one of the two out',
    ({ component, sigma }) => {
      const [score, path] = [
        contribution('score', component, sigma),
        contribution('pathwise', component, sigma),
      ];
      return (draw) => score(draw) + path(draw);
    },
  ),
  drawCause(
    'draw_not_detached',
    'the draw in the log density is not detached: use sample(), or stop the gradient of z',
    (setting) => {
      if (setting.estimator !== 'score') return null;
      const slope = densitySlope(setting);
      return ({ value }) => value * slope;
    },
  ),
  drawCause(
    'draw_and_reward_not_detached',
    'neither the draw nor r is detached: use sample(), or stop the gradient of z before r and the log density',
    (setting) => {
      if (setting.estimator !== 'score') return null;
      const slope = densitySlope(setting);
      const path = contribution('pathwise', setting.component, setting.sigma);
      return (draw) => path(draw) * logDensity(draw.eps, setting.sigma) + draw.value * slope;
    },
  ),
];
