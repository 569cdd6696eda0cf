import type { Wrong } from './wrong.ts';

const tenCoordinates = 'm: 10\ndimension: [1, 10]';

export const wrongDimensions: readonly Wrong[] = [
  [
    'a dimension of 0',
    { m: 'm: 10\ndimension: 0' },
    ['x.yaml:8:12 dimension: found 0, expected a whole number from 1 to 1000'],
  ],
  [
    'a dimension beyond the limit',
    { m: 'm: 10\ndimension: [1, 1001]' },
    ['x.yaml:8:16 dimension[1]: found 1001, expected a whole number from 1 to 1000'],
  ],
  [
    'a broken dimension',
    { m: 'm: 10\ndimension: { linear: { from: 1, to: 10, count: 3 } }' },
    ['x.yaml:8:22 dimension.linear: gives 5.5, expected whole numbers only'],
  ],
  [
    'a dimension twice',
    { m: 'm: 10\ndimension: [2, 3, 2]' },
    ['x.yaml:8:19 dimension[2]: found 2, expected distinct values: dimension[0] is the same number'],
  ],
  [
    'a function of one coordinate with ten of them',
    { m: tenCoordinates },
    [
      'x.yaml:4:14 integrands[0]: found z^2 with dimension = 10, expected what it is for 10 coordinates: ' +
        '`over: sum` or `over: mean`, or a formula in sum(…) and mean(…)',
    ],
  ],
  [
    'an unknown way to the coordinates',
    { integrands: 'integrands: [{ name: square, over: max }]', m: tenCoordinates },
    ['x.yaml:4:36 integrands[0].over: found "max", expected one of sum, mean, sq'],
  ],
  [
    'sums twice over',
    { integrands: 'integrands: [{ name: a, formula: "sum(z)", over: mean }]', m: tenCoordinates },
    ['integrands[0].formula: formula: it has sum(…) or mean(…) already', 'leave `over` out'],
  ],
  [
    'z in a formula of sums',
    {
      integrands: 'integrands: [{ name: a, formula: "sum(z^2) + k*z", params: { k: 1 } }]',
      m: tenCoordinates,
    },
    [
      'integrands[0].formula: formula: found z outside sum(…) and mean(…)\n      sum(z^2) + k*z\n                   ^',
    ],
  ],
  [
    'a sum within a sum',
    { integrands: 'integrands: [{ name: a, formula: "sum(z*mean(z))" }]', m: tenCoordinates },
    ['formula: found mean(…) inside a sum or mean over the coordinates\n      sum(z*mean(z))\n            ^'],
  ],
  [
    'z in a formula in s and q',
    { integrands: 'integrands: [{ name: a, formula: "s*z", over: sq }]', m: tenCoordinates },
    ['integrands[0].formula: formula: found z, expected a formula in s and q', 's is sum(z), q is sum(z^2)'],
  ],
  [
    'neither s nor q',
    {
      integrands: 'integrands: [{ name: a, formula: "2*k", over: sq, params: { k: 1 } }]',
      m: tenCoordinates,
    },
    ['integrands[0].formula: formula: found neither s nor q'],
  ],
  [
    'too many different sums',
    {
      integrands: `integrands: [{ name: a, formula: "${Array.from({ length: 9 }, (_, i) => `sum(z^${i + 1})`).join('*')}" }]`,
      m: tenCoordinates,
    },
    ['integrands[0].formula: formula: it has 9 different terms in sum(…) and mean(…), the limit is 8'],
  ],
  [
    'a parameter of no term',
    {
      integrands: 'integrands: [{ name: a, formula: "sum(k*z)", params: { k: 1, l: 2 } }]',
      m: tenCoordinates,
    },
    ['integrands[0].params.l: found the parameter "l", but the formula of a has only k'],
  ],
  [
    'the same function in one coordinate',
    {
      integrands:
        'integrands: [{ name: square, over: sum }, { name: mean_square, formula: "z^2", over: mean }]',
      m: tenCoordinates,
    },
    [
      'integrands[1]: mean_square is the same function as square, z^2, at a common parameter point and dimension 1: their cells would be the same',
    ],
  ],
  [
    'an estimator that has one coordinate',
    {
      integrands: 'integrands: [{ name: square, over: sum }]',
      m: tenCoordinates,
      estimators: 'estimators: [score, score_loo, pathwise]',
    },
    [
      'x.yaml:11:21 estimators[1]: found score_loo with dimension = 10, expected score and pathwise alone where a dimension is above 1',
    ],
  ],
  [
    'a direction in mu and sigma of ten coordinates',
    {
      integrands: 'integrands: [{ name: square, over: sum }]',
      m: tenCoordinates,
      components: 'components: [mu, { phi: { mu: 1, sigma: 1 } }]',
    },
    [
      'x.yaml:10:18 components[1]: found phi(mu=1;sigma=1) with dimension = 10, expected no direction in both mu and sigma',
    ],
  ],
  [
    'too many cells by their dimensions',
    {
      integrands: 'integrands: [{ name: square, over: sum }]',
      mu: 'mu: { linear: { from: 0, to: 1, count: 10000 } }',
      sigma: 'sigma: { linear: { from: 1, to: 2, count: 501 } }',
      m: tenCoordinates,
    },
    ['the grid has 10020000 cells (1 integrand points × 2 dimensions × 10000 mu × 501 sigma × 1 m)'],
  ],
];
