import type { EstimateForm } from '../truth/one-draw/variable/estimate-form.ts';
import { valueVariable, weightVariable } from '../truth/one-draw/variable/variable.ts';
import { costOfBoth, type Estimator, type FormContext } from './estimator.ts';

const BATCH_BASELINE = {
  cost: costOfBoth({ values: 1 }),
  average: false,
  needsOfM: { text: 'at least 2', holds: (m: number) => m >= 2 },
  sumsOf: 'score_loo',
  builtIn: null,
  ownTerm: false,
  choosesByDirection: false,
} as const;

/** The sample covariance of r and the score weight, times a factor. */
function covarianceForm({ direction, m }: FormContext, scale: number): EstimateForm {
  return {
    kind: 'covariance',
    value: valueVariable,
    weight: weightVariable(direction),
    draws: m,
    scale,
  };
}

/**
 * The score function with leave-one-out baselines: the mean of (r(z_i) − the mean of the other r(z_j))·s_i,
 * which is the sample covariance of r and s.
 *
 * Approximates dJ/dmu and dJ/dsigma. With m >= 2 draws of r, no constant. Requires what `score` does.
 */
export const scoreLoo: Estimator = {
  ...BATCH_BASELINE,
  name: 'score_loo',
  title: 'Score function with leave-one-out baselines',
  formula: {
    mu: '(r(z_i) - mean of the other r(z_j))*eps_i/sigma',
    sigma: '(r(z_i) - mean of the other r(z_j))*(eps_i^2 - 1)/sigma',
  },
  approximates: 'the gradient of J = E r(Z), without bias',
  with: 'as baseline of each draw the mean of r over the other draws of the batch',
  requires: 'm >= 2; a finite mean of |r(Z)|*eps^2; r may jump',
  source: 'Mnih and Rezende 2016, ICML; Kool, van Hoof and Welling 2019, ICLR workshop',
  form: (context) => covarianceForm(context, 1 / context.sigma),
};

/**
 * The score function with the mean of the whole batch as baseline, its own draw included: the gradient times
 * 1 − 1/m, in the mean. Here so that people see that factor.
 *
 * Approximates (1 − 1/m) times dJ/dmu and dJ/dsigma. With m >= 2 draws of r. Requires what `score` does.
 */
export const scoreBatchMean: Estimator = {
  ...BATCH_BASELINE,
  name: 'score_batch_mean',
  title: 'Score function with the mean of the batch as baseline (biased)',
  formula: {
    mu: '(r(z_i) - mean of all r(z_j))*eps_i/sigma',
    sigma: '(r(z_i) - mean of all r(z_j))*(eps_i^2 - 1)/sigma',
  },
  approximates: '1 - 1/m times the gradient of J = E r(Z): it is biased',
  with: 'as baseline the mean of r over all draws of the batch, its own included',
  requires: 'm >= 2; a finite mean of |r(Z)|*eps^2; r may jump',
  source: 'common in code; the leave-one-out estimate (Kool et al. 2019) times 1 - 1/m',
  form: (context) => covarianceForm(context, (1 - 1 / context.m) / context.sigma),
};
