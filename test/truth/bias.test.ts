import { expect, it, test } from 'vitest';
import { normpdf } from '../../src/elementary/error-function.ts';
import { ALONG_MU, ALONG_SIGMA } from '../../src/truth/one-draw/variable/direction.ts';
import { pathVariable, scoreVariable } from '../../src/truth/one-draw/variable/variable.ts';
import {
  COMPONENTS,
  lawsAt,
  leaveOneOut,
  mirrored,
  mix,
  pathwise,
  price,
  score,
  valueOf,
} from './known-forms.ts';

const NONE = { kind: 'finite', value: 0, error: 0 };

test.each(['exp(z)', 'z^2', 'sin(10*z)', 'abs(z)', 'max(z, 0)^2', 'tanh(10*z)'])(
  '%s: what is unbiased by its form has a bias of exactly 0 and the gradient as its mean',
  (formula) => {
    const laws = lawsAt(formula, 0.3, 0.8);
    for (const [component, direction] of COMPONENTS) {
      const forms = [
        score(direction, 0.8),
        score(direction, 0.8, 1.7),
        pathwise(direction),
        mix(0.3, direction, 0.8),
        mirrored(scoreVariable(direction), 1 / 0.8),
        mirrored(pathVariable(direction)),
        leaveOneOut(direction, 0.8, 5),
      ];
      for (const form of forms) {
        const { mean, bias } = laws.estimate(form, direction);
        expect(bias).toEqual(NONE);
        expect(valueOf(mean)).toBeCloseTo(valueOf(laws.exact[component].gradient), 14);
      }
    }
  },
);

it('a jump of r biases what uses r′, in proportion to its share', () => {
  const laws = lawsAt('z^2 + step(z - 1)', 0.2, 0.5);
  const jump = normpdf((1 - 0.2) / 0.5) / 0.5;
  expect(valueOf(laws.estimate(pathwise(ALONG_MU), ALONG_MU).bias)).toBeCloseTo(-jump, 13);
  expect(valueOf(laws.estimate(mirrored(pathVariable(ALONG_MU)), ALONG_MU).bias)).toBeCloseTo(-jump, 13);
  expect(valueOf(laws.estimate(mix(0.25, ALONG_MU, 0.5), ALONG_MU).bias)).toBeCloseTo(-0.75 * jump, 13);
  expect(laws.estimate(score(ALONG_MU, 0.5), ALONG_MU).bias).toEqual(NONE);
  expect(laws.estimate(leaveOneOut(ALONG_MU, 0.5, 3), ALONG_MU).bias).toEqual(NONE);
});

it('a jump of r′ biases price alone: on max(z, 0) it misses the whole gradient', () => {
  const laws = lawsAt('max(z, 0)', 0.2, 0.5);
  const { mean, bias } = laws.estimate(price(ALONG_SIGMA, 0.5), ALONG_SIGMA);
  expect(valueOf(mean)).toBeCloseTo(0, 14);
  expect(valueOf(bias)).toBeCloseTo(-normpdf(0.4), 14);
  expect(laws.estimate(price(ALONG_MU, 0.5), ALONG_MU).bias).toEqual(NONE);
  expect(laws.estimate(pathwise(ALONG_SIGMA), ALONG_SIGMA).bias).toEqual(NONE);
});

it('jumps of r and of r′ add up for price', () => {
  // r = z·step(z) + 2·step(z − 1): r′ jumps by 1 at 0, r by 2 at 1, where sigma·r″ lacks 2·eps·density/sigma.
  const laws = lawsAt('z*step(z) + 2*step(z - 1)', 0.2, 0.5);
  const [atKink, atJump] = [-0.4, 1.6];
  const expected = -normpdf(atKink) - (2 * atJump * normpdf(atJump)) / 0.5;
  expect(valueOf(laws.estimate(price(ALONG_SIGMA, 0.5), ALONG_SIGMA).bias)).toBeCloseTo(expected, 13);
});

it('a jump at mu leaves d/dsigma of pathwise without bias, by symmetry', () => {
  const laws = lawsAt('z^2 + step(z)', 0, 0.1);
  expect(laws.estimate(pathwise(ALONG_SIGMA), ALONG_SIGMA).bias).toEqual(NONE);
  expect(valueOf(laws.estimate(pathwise(ALONG_MU), ALONG_MU).bias)).toBeCloseTo(-3.98942, 5);
});

it('log_sigma is the direction (0, sigma), and a parameterization is any direction', () => {
  const laws = lawsAt('exp(z)', 0.2, 0.5);
  const along = { mu: 0.7, sigma: -1.3 };
  const whole = laws.estimate(pathwise(along), along);
  const expected = 0.7 * valueOf(laws.exact.mu.gradient) - 1.3 * valueOf(laws.exact.sigma.gradient);
  expect(valueOf(whole.mean)).toBeCloseTo(expected, 14);
  expect(whole.bias).toEqual(NONE);
});
