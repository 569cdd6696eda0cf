import { expect, test } from 'vitest';
import { ALONG_MU, ALONG_SIGMA, type Direction } from '../../src/truth/one-draw/variable/direction.ts';
import { pathVariable, scoreVariable } from '../../src/truth/one-draw/variable/variable.ts';
import { lawsAt, leaveOneOut, mirrored, pathwise, price } from './known-forms.ts';

const ZERO = { kind: 'finite', value: 0, error: 0 };

const pairedPath = (direction: Direction) => mirrored(pathVariable(direction));
const pairedScore = (direction: Direction) => mirrored(scoreVariable(direction));

test.each([
  ['pairs of the slope of a quadratic', 'z^2 - 3*z', 2, ALONG_MU, pairedPath],
  ['pairs of the slope of z·sigmoid(z) at 0', 'z*sigmoid(z)', 0, ALONG_MU, pairedPath],
  ['pairs of the slope of z·normcdf(z) at 0', 'z*normcdf(z)', 0, ALONG_MU, pairedPath],
  ['pairs of the slope of max(z, 0) at 0', 'max(z, 0)', 0, ALONG_MU, pairedPath],
  ['pairs of slope times eps of sigmoid at 0', 'sigmoid(z)', 0, ALONG_SIGMA, pairedPath],
  ['pairs of slope times eps of what is odd about mu', '(z - 2)^3', 2, ALONG_SIGMA, pairedPath],
  ['pairs of the score of what is even about mu', 'cos(z - 0.5)', 0.5, ALONG_MU, pairedScore],
  ['pairs of the score of a triangle wave about an edge', 'abs(mod(z, 2) - 1)', 1, ALONG_MU, pairedScore],
  ['pairs of the score of what is odd about mu', 'sin(3*z)', 0, ALONG_SIGMA, pairedScore],
  ['price of a quadratic', 'z^2', 2, ALONG_SIGMA, (d: Direction) => price(d, 1)],
  ['price of a piecewise linear function', 'abs(z)', 0.3, ALONG_SIGMA, (d: Direction) => price(d, 1)],
  ['pathwise of a linear function', '3*z + 1', 1, ALONG_MU, (d: Direction) => pathwise(d)],
  ['leave-one-out of a constant', '7', 1, ALONG_SIGMA, (d: Direction) => leaveOneOut(d, 1, 10)],
] as const)('%s: the variance is exactly 0', (_, formula, mu, direction, form) => {
  const law = lawsAt(formula, mu, 1).estimate(form(direction), direction);
  expect(law.variance).toEqual(ZERO);
  expect(law.kurtosis).toEqual({ kind: 'unknown', reason: 'the variance is 0' });
});

test.each([
  // No structure says so of these, or it is not so.
  ['tanh with a slope a little off odd', 'tanh(z) + 1e-6*z^2', 0, ALONG_SIGMA, pairedPath],
  ['a step beside mu', 'step(z - 0.1)', 0, ALONG_MU, pairedScore],
  ['relu beside its kink', 'max(z, 0)', 0.1, ALONG_MU, pairedPath],
])('%s: the variance is not 0', (_, formula, mu, direction, form) => {
  const { variance } = lawsAt(formula, mu, 1).estimate(form(direction), direction);
  expect(variance).toMatchObject({ kind: 'finite' });
  expect(variance).not.toEqual(ZERO);
});
