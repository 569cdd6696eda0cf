import fc from 'fast-check';
import type { SummaryRow } from '../../src/tables/columns/columns.ts';

/** An ordinary row: cos(z) at mu = 0.3, sigma = 1, m = 8, 4000 trials; every number plausible. */
export const ORDINARY: SummaryRow = {
  cell_id: 'caaaaaaaaaaaa',
  integrand: 'cosine',
  params: 'k=1',
  formula: 'cos(k*z)',
  mu: 0.3,
  sigma: 1,
  m: 8,
  component: 'mu',
  estimator_1: 'score',
  estimator_2: 'pathwise',
  trials: 4000,
  gradient_exact: -0.18,
  mean_1: -0.181,
  mean_1_mcse: 0.004,
  mean_2: -0.179,
  mean_2_mcse: 0.003,
  variance_1: 0.064,
  variance_1_exact: 0.0635,
  variance_2: 0.036,
  variance_2_exact: 0.0362,
  variance_ratio: 0.064 / 0.036,
  variance_ratio_low: 1.68,
  variance_ratio_high: 1.88,
  variance_ratio_exact: 0.0635 / 0.0362,
  z_score: 0.5,
  draw_variance_1: 0.51,
  draw_variance_2: 0.289,
  draw_variance_ratio: 0.51 / 0.289,
  draw_variance_ratio_low: 1.74,
  draw_variance_ratio_high: 1.79,
  kurtosis_1: 3.2,
  kurtosis_2: 2.9,
  bias_1: 0,
  bias_2: 0,
  mse_ratio: 0.0635 / 0.0362,
  winner: 'pathwise',
  status: 'ok',
  ci_quality: 'ok',
  dimension: 1,
  mse_crossing_m: null,
  stopped: '',
  phi: '',
  x: null,
  snr_1: null,
  snr_2: null,
  unknown: '',
};

export const rowWith = (changes: Partial<SummaryRow>): SummaryRow => ({ ...ORDINARY, ...changes });

/** Text as a name, a formula or a mistake may hold it; no line feed. */
export const fieldText = fc.string({
  unit: fc.constantFrom('a', 'z', ',', '"', ' ', ';', '=', 'µ', '(', '-', '1'),
  maxLength: 8,
});
