import type { Wrong } from './wrong.ts';

export const wrongAxes: readonly Wrong[] = [
  [
    'a negative sigma',
    { sigma: 'sigma: [1, 2, -1]' },
    ['x.yaml:6:15 sigma[2]: found -1, expected a number > 0'],
  ],
  ['a sigma of zero', { sigma: 'sigma: 0' }, ['x.yaml:6:8 sigma: found 0, expected a number > 0']],
  [
    'a sigma that is text',
    { sigma: 'sigma: [1, two]' },
    ['x.yaml:6:12 sigma[1]: found "two", expected a number > 0'],
  ],
  [
    'a sigma in quotes',
    { sigma: 'sigma: "1"' },
    ['x.yaml:6:8 sigma: found "1", expected a number > 0, a list'],
  ],
  [
    'a range turned around',
    { sigma: 'sigma: 4..0.1' },
    ['x.yaml:6:8 sigma: found "4..0.1", expected a range such as', 'the smaller number first'],
  ],
  [
    'a range from zero',
    { sigma: 'sigma: 0..4' },
    ['x.yaml:6:8 sigma: found "0..4", expected a number > 0 for every value'],
  ],
  ['a range of one value', { mu: 'mu: 0..4:1' }, ['x.yaml:5:5 mu: found "0..4:1", expected a range']],
  [
    'numbers of which one is text',
    { mu: 'mu: 1,two' },
    ['x.yaml:5:5 mu: found "1,two", expected a number, a'],
  ],
  ['a value twice in words', { mu: 'mu: 0..1,0.5' }, ['x.yaml:5:5 mu: gives 0.5 more than once']],
  [
    'a part of a draw',
    { m: 'm: 1.5,2' },
    ['m: found "1.5,2", expected a whole number from 1 to 1000000 for every'],
  ],
  ['an empty axis', { mu: 'mu: []' }, ['x.yaml:5:5 mu: found an empty list, expected at least one value']],
  ['nothing for an axis', { mu: 'mu:' }, ['x.yaml:5:4 mu: found nothing, expected a number, a list of them']],
  ['an axis that is true', { mu: 'mu: true' }, ['x.yaml:5:5 mu: found true, expected a number']],
  [
    'a list within a list',
    { mu: 'mu: [[1]]' },
    ['x.yaml:5:6 mu[0]: found a list of 1, expected a finite number'],
  ],
  [
    'a value that is not a number',
    { mu: 'mu: [.nan]' },
    ['x.yaml:5:6 mu[0]: found .nan, expected a finite number'],
  ],
  ['an infinite value', { mu: 'mu: -.inf' }, ['x.yaml:5:5 mu: found -.inf, expected a number']],
  [
    'a number that overflows',
    { mu: 'mu: [1e400]' },
    ['x.yaml:5:6 mu[0]: found 1e400, expected a finite number'],
  ],
  ['a number with a grouping sign', { mu: 'mu: 1_000' }, ['x.yaml:5:5 mu: found "1_000"']],
  ['a value twice', { mu: 'mu: [1, 2, 1]' }, ['x.yaml:5:12 mu[2]: found 1, expected distinct values: mu[0]']],
  [
    'two spellings of a value',
    { mu: 'mu: [0.5, 5e-1]' },
    ['x.yaml:5:11 mu[1]: found 5e-1', 'mu[0] is the same number'],
  ],
  [
    'zero with and without a sign',
    { mu: 'mu: [0, -0.0]' },
    ['x.yaml:5:9 mu[1]: found -0.0', 'mu[0] is the same number'],
  ],
  [
    'decimals beyond a double',
    { mu: 'mu: [0.1, 0.10000000000000000001]' },
    ['mu[1]: found 0.10000000000000000001', 'same'],
  ],
  [
    'draws that overflow',
    { mu: 'mu: 1.7e308', sigma: 'sigma: 1e307' },
    ['x.yaml:6:8 sigma: mu = 1.7e+308 with sigma = 1e+307 overflows', 'mu ± 9·sigma'],
  ],
  ['m of zero', { m: 'm: 0' }, ['x.yaml:7:4 m: found 0, expected a whole number from 1 to 1000000']],
  [
    'm with a fraction',
    { m: 'm: [1, 2.5]' },
    ['x.yaml:7:8 m[1]: found 2.5, expected a whole number from 1 to 1000000'],
  ],
  [
    'm that is too large',
    { m: 'm: 1000001' },
    ['x.yaml:7:4 m: found 1000001, expected a whole number from 1 to 1000000'],
  ],
  [
    'an unknown form of an axis',
    { mu: 'mu: { range: [1, 2] }' },
    ['x.yaml:5:7 mu.range: unknown key "range", expected one of linear, geometric'],
  ],
  [
    'a misspelt form of an axis',
    { sigma: 'sigma: { geometrc: { from: 1, to: 2, count: 2 } }' },
    ['x.yaml:6:10 sigma.geometrc: unknown key', '`geometric`?'],
  ],
  [
    'two forms of an axis at once',
    { mu: 'mu: { linear: { from: 1, to: 2, count: 2 }, geometric: { from: 1, to: 2, count: 2 } }' },
    ['x.yaml:5:5 mu: found a map, expected a number, a list of them, {linear'],
  ],
  [
    'a spacing without its end',
    { mu: 'mu: { linear: { from: 1, count: 2 } }' },
    ['mu.linear.to: missing, expected a finite number'],
  ],
  [
    'a spacing with a step',
    { mu: 'mu: { linear: { from: 1, to: 2, step: 1 } }' },
    ['mu.linear.step: unknown key "step", expected one of from, to, count', 'mu.linear.count: missing'],
  ],
  [
    'a list for a spacing',
    { mu: 'mu: { linear: [1, 2, 3] }' },
    ['mu.linear: found a list of 3, expected a map with from, to and count'],
  ],
  [
    'a count of zero',
    { mu: 'mu: { linear: { from: 1, to: 2, count: 0 } }' },
    ['mu.linear.count: found 0, expected a whole number from 1 to 10000'],
  ],
  [
    'a count that is too large',
    { mu: 'mu: { linear: { from: 1, to: 2, count: 10001 } }' },
    ['mu.linear.count: found 10001'],
  ],
  [
    'a count of one for two ends',
    { mu: 'mu: { linear: { from: 1, to: 2, count: 1 } }' },
    ['x.yaml:5:40 mu.linear.count: found 1, expected 2 or more'],
  ],
  [
    'a spacing from a value to itself',
    { mu: 'mu: { linear: { from: 1, to: 1, count: 3 } }' },
    ['mu.linear: gives 1 more than once'],
  ],
  [
    'a spacing that is too fine',
    { mu: 'mu: { linear: { from: 1, to: 1.0000000000000002, count: 3 } }' },
    ['mu.linear: gives 1 more than once'],
  ],
  [
    'a spacing that overflows',
    { mu: 'mu: { linear: { from: -1.7e308, to: 1.7e308, count: 3 } }', sigma: 'sigma: 1e-9' },
    ['mu.linear: gives values that overflow'],
  ],
  [
    'a geometric spacing from zero',
    { sigma: 'sigma: { geometric: { from: 0, to: 2, count: 2 } }' },
    ['x.yaml:6:29 sigma.geometric.from: found 0, expected a number > 0'],
  ],
  [
    'a geometric spacing beyond the doubles',
    { sigma: 'sigma: { geometric: { from: 1e200, to: 1e-200, count: 3 } }' },
    ['sigma.geometric: to/from is 0, expected a quotient from 1e-300 to 1e300'],
  ],
  [
    'a geometric spacing across zero',
    { mu: 'mu: { geometric: { from: -1, to: 2, count: 2 } }' },
    ['mu.geometric.from: found -1, expected a number > 0'],
  ],
  [
    'a linear spacing of sigma through zero',
    { sigma: 'sigma: { linear: { from: 0, to: 2, count: 3 } }' },
    ['sigma.linear.from: found 0, expected a number > 0'],
  ],
  [
    'a spacing of m with fractions',
    { m: 'm: { geometric: { from: 1, to: 10, count: 3 } }' },
    ['x.yaml:7:17 m.geometric: gives 3.16227766016838, expected whole numbers only'],
  ],
];

export const wrongCounts: readonly Wrong[] = [
  [
    'one trial',
    { trials: 'trials: 1' },
    ['x.yaml:8:9 trials: found 1, expected a whole number from 2 to 1000000000'],
  ],
  [
    'trials with a fraction',
    { trials: 'trials: 10.5' },
    ['x.yaml:8:9 trials: found 10.5, expected a whole number'],
  ],
  [
    'too many trials',
    { trials: 'trials: 1e10' },
    ['x.yaml:8:9 trials: found 1e10, expected a whole number from 2'],
  ],
  [
    'an axis of trials',
    { trials: 'trials: [10, 20]' },
    ['x.yaml:8:9 trials: found a list of 2, expected a whole number'],
  ],
  [
    'an unknown component',
    { components: 'components: [mu, sigam]' },
    [
      'x.yaml:9:18 components[1]: found "sigam", expected one of mu, sigma, log_sigma, variance, softplus, total, or {phi: {mu: …, sigma: …}}; did you mean `sigma`?',
    ],
  ],
  [
    'a component twice',
    { components: 'components: [mu, mu]' },
    ['x.yaml:9:18 components[1]: found "mu" a second time'],
  ],
  [
    'no component',
    { components: 'components: []' },
    ['x.yaml:9:13 components: found an empty list, expected at least one component'],
  ],
  [
    'a component that is no list',
    { components: 'components: mu' },
    ['x.yaml:9:13 components: found "mu", expected a list of components'],
  ],
  [
    'an unknown estimator',
    { estimators: 'estimators: [scored, pathwise]' },
    ['x.yaml:10:14 estimators[0]: found "scored"', 'did you mean `score`?'],
  ],
  [
    'one estimator',
    { estimators: 'estimators: [score]' },
    ['x.yaml:10:13 estimators: found a list of 1, expected at least two estimators'],
  ],
  [
    'an estimator twice',
    { estimators: 'estimators: [score, score]' },
    ['x.yaml:10:21 estimators[1]: found "score" a second time'],
  ],
];

export const wrongGrids: readonly Wrong[] = [
  [
    'too many cells',
    {
      mu: 'mu: { linear: { from: 0, to: 1, count: 10000 } }',
      sigma: 'sigma: { linear: { from: 1, to: 2, count: 1001 } }',
    },
    [
      'x.yaml:1:1: the grid has 10010000 cells (1 integrand points × 10000 mu × 1001 sigma × 1 m), expected at most 10000000',
    ],
  ],
  [
    'too many parameter points',
    {
      integrands:
        'integrands: [{ name: a, formula: "k*z+l", params: { k: { linear: { from: 0, to: 1, count: 1001 } }, l: { linear: { from: 0, to: 1, count: 100 } } } }]',
    },
    ['x.yaml:4:13 integrands: 100100 combinations of integrands and parameters, expected at most 100000'],
  ],
];
