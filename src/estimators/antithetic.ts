import { pathVariable, scoreVariable } from '../truth/one-draw/variable/variable.ts';
import { costOfBoth, type Estimator } from './estimator.ts';

const PAIRS = {
  average: false,
  needsOfM: { text: 'even: its draws come in pairs', holds: (m: number) => m % 2 === 0 },
  builtIn: null,
  ownTerm: false,
  choosesByDirection: false,
} as const;

/**
 * The score function over antithetic pairs: m evaluations at m/2 draws eps and their mirror images −eps.
 *
 * Approximates dJ/dmu and dJ/dsigma. With pairs of evaluations of r. Requires an even m and what `score`
 * does.
 */
export const scoreAntithetic: Estimator = {
  ...PAIRS,
  name: 'score_antithetic',
  title: 'Score function, antithetic pairs',
  formula: {
    mu: '(r(mu + sigma*eps) - r(mu - sigma*eps))*eps/(2*sigma)',
    sigma: '(r(mu + sigma*eps) + r(mu - sigma*eps))*(eps^2 - 1)/(2*sigma)',
  },
  approximates: 'the gradient of J = E r(Z), without bias',
  with: 'm/2 pairs eps, -eps: m evaluations of r',
  requires: 'm even; a finite mean of |r(Z)|*eps^2; r may jump',
  source: 'Hammersley and Morton 1956, Proc. Cambridge Phil. Soc. 52',
  cost: costOfBoth({ normals: 0.5, values: 1 }),
  sumsOf: 'score_antithetic',
  form: ({ direction, sigma, m }) => ({
    kind: 'average',
    family: 'mirrored',
    variable: scoreVariable(direction),
    draws: m / 2,
    scale: 1 / sigma,
  }),
};

/**
 * The pathwise estimator over antithetic pairs: m evaluations at m/2 draws eps and their mirror images −eps.
 *
 * Approximates dJ/dmu and dJ/dsigma. With pairs of evaluations of r'. Requires an even m and what `pathwise`
 * does.
 */
export const pathwiseAntithetic: Estimator = {
  ...PAIRS,
  name: 'pathwise_antithetic',
  title: 'Pathwise, antithetic pairs',
  formula: {
    mu: "(r'(mu + sigma*eps) + r'(mu - sigma*eps))/2",
    sigma: "(r'(mu + sigma*eps) - r'(mu - sigma*eps))*eps/2",
  },
  approximates: 'the gradient of J = E r(Z), without bias where r has no jumps',
  with: "m/2 pairs eps, -eps: m evaluations of r'",
  requires: "m even; r continuous, with a derivative almost everywhere and a finite mean of |r'(Z)*eps|",
  source: 'Hammersley and Morton 1956, Proc. Cambridge Phil. Soc. 52',
  cost: costOfBoth({ normals: 0.5, derivatives: 1 }),
  sumsOf: 'pathwise_antithetic',
  form: ({ direction, m }) => ({
    kind: 'average',
    family: 'mirrored',
    variable: pathVariable(direction),
    draws: m / 2,
    scale: 1,
  }),
};
