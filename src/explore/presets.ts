import { FIRST_STATE, type ExploreState } from './explore-state.ts';

/** A function that tells a part of the story. */
export interface Preset {
  readonly name: string;
  readonly story: string;
  readonly state: ExploreState;
}

const preset = (name: string, story: string, changes: Partial<ExploreState>): Preset => ({
  name,
  story,
  state: { ...FIRST_STATE, ...changes },
});

export const PRESETS: readonly Preset[] = [
  preset('z²', 'Bends away from zero everywhere: pathwise wins at every mu and sigma, and that is proven.', {
    formula: 'z^2',
  }),
  preset('sin 10z', 'A wave: its slope is ten times itself, and the score wins from sigma = 0.11 on.', {
    formula: 'sin(w*z)',
    parameters: { w: 10 },
  }),
  preset(
    'a step',
    "It jumps: r' is 0 wherever it exists, so pathwise is wrong, without any variance to warn you.",
    {
      formula: 'step(z)',
    },
  ),
  preset('exp', 'Grows fast: at a large sigma the tails are so heavy that few draws ever see them.', {
    formula: 'exp(z)',
    sigma: 1.5,
  }),
  preset('ReLU', 'A kink, but no jump: pathwise is right, and the less noisy one.', { formula: 'max(z, 0)' }),
  preset('a needle', 'A narrow peak: its slope is rarely met, and then huge.', {
    formula: 'exp(-(z/a)^2)',
    parameters: { a: 0.05 },
    sigma: 2,
  }),
  preset('mixture', 'Log density of two modes, as in variational inference.', {
    formula: 'softplus(-16*z) - 2*(z - 2)^2 - log(2*pi)/2',
    sigma: 0.5,
  }),
  preset('ELBO', 'A quadratic log density: the case for which pathwise was made.', {
    formula: '-(z - a)^2/2',
    parameters: { a: 1 },
    sigma: 0.3,
  }),
];
