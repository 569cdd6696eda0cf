import { expect, it } from 'vitest';
import { ALONG_MU, ALONG_SIGMA } from '../../src/truth/one-draw/variable/direction.ts';
import { pathVariable, scoreVariable } from '../../src/truth/one-draw/variable/variable.ts';
import { lawsAt, leaveOneOut, mirrored, pathwise, price, score } from './known-forms.ts';

it('numbers are the same bits whatever was asked before', () => {
  const forms = [
    [score(ALONG_MU, 0.7), ALONG_MU],
    [price(ALONG_SIGMA, 0.7), ALONG_SIGMA],
    [mirrored(scoreVariable(ALONG_SIGMA)), ALONG_SIGMA],
    [pathwise(ALONG_SIGMA), ALONG_SIGMA],
    [leaveOneOut(ALONG_MU, 0.7, 7), ALONG_MU],
  ] as const;
  const alone = forms.map(([form, direction]) =>
    lawsAt('tanh(3*z)*cos(5*z)', 0.3, 0.7).estimate(form, direction),
  );
  const laws = lawsAt('tanh(3*z)*cos(5*z)', 0.3, 0.7);
  const together = [...forms].reverse().map(([form, direction]) => laws.estimate(form, direction));
  expect(together.reverse()).toEqual(alone);
});

it('estimates of different random numbers are independent', () => {
  const laws = lawsAt('exp(z)', 0.3, 0.7);
  const pair = laws.pair(score(ALONG_MU, 0.7, 0, 10), mirrored(pathVariable(ALONG_MU), 1, 5), ALONG_MU);
  expect(pair.correlation).toEqual({ kind: 'finite', value: 0, error: 0 });
  expect(pair.coKurtosis).toEqual({ kind: 'finite', value: 1, error: 0 });
});

it('an estimate against itself has correlation 1 and its kurtosis as co-kurtosis', () => {
  const laws = lawsAt('exp(z)', 0.3, 0.7);
  const form = leaveOneOut(ALONG_MU, 0.7, 4);
  const { first, correlation, coKurtosis } = laws.pair(form, { ...form, scale: -form.scale / 2 }, ALONG_MU);
  expect(correlation).toEqual({ kind: 'finite', value: -1, error: 0 });
  expect(coKurtosis).toEqual(first.kurtosis);
});

it('refuses two estimates of the same draws that differ in their number, and a covariance of one draw', () => {
  const laws = lawsAt('exp(z)', 0.3, 0.7);
  expect(() => laws.pair(score(ALONG_MU, 0.7, 0, 10), pathwise(ALONG_MU, 9), ALONG_MU)).toThrow(RangeError);
  expect(() => laws.estimate(leaveOneOut(ALONG_MU, 0.7, 1), ALONG_MU)).toThrow(RangeError);
});
