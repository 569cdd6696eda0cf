import { BATCHES } from './batches.ts';
import { rowOf, type Cause, type Prediction } from './cause.ts';
import type { Draw, DrawMoments } from '../law/draws.ts';
import { contribution, type Setting } from './setting.ts';

/** With b = E r: moments of (r − b)·score, and Var r times E score². */
function centred({ component, sigma, moments }: Setting): {
  readonly f: (draw: Draw) => number;
  readonly law: DrawMoments;
  readonly noise: number;
} {
  const { mean: b, variance } = moments(({ value }) => value);
  const score = contribution('score', component, sigma);
  const information = (component === 'mu' ? 1 : 2) / (component === 'log_sigma' ? 1 : sigma * sigma);
  const f = (draw: Draw) => score({ ...draw, value: draw.value - b });
  return { f, law: moments(f), noise: variance * information };
}

/**
 * Rows of score gradients with a baseline from a batch of B draws, `share` of 1 (the others alone) or 1 − 1/B
 * (all of them). The mean of the others is independent of a draw: one row has the second moment E[((r −
 * b)·s)²] + Var r·E s²/(B − 1); over a row of m = B draws the covariances of pairs add g²/(B − 1) to m times
 * the variance.
 */
function batchRows(setting: Setting, shareOf: (batch: number) => number): readonly Prediction[] {
  if (setting.estimator !== 'score') return [];
  const { law, noise } = centred(setting);
  const { m } = setting;
  return (m > 1 ? [m] : BATCHES).map((batch) => {
    const share = shareOf(batch);
    const pairs = m > 1 ? (law.mean * law.mean) / (batch - 1) : 0;
    const variance = share * share * (law.variance + pairs + noise / (batch - 1));
    return {
      row: rowOf({ mean: share * law.mean, variance, kurtosis: law.kurtosis }, m),
      drawn: null,
      detail: `a batch of ${batch}`,
    };
  });
}

/** The score function with something subtracted from r. */
export const baselineCauses: readonly Cause[] = [
  {
    name: 'batch_mean_baseline',
    sentence: () =>
      'the mean of r over the whole batch is subtracted, its own draw included, which scales the gradient by 1 − 1/M: ' +
      'leave the draw itself out of its baseline',
    predict: (setting) => batchRows(setting, (batch) => 1 - 1 / batch),
  },
  {
    name: 'mean_baseline',
    sentence: () =>
      'a baseline close to E r is subtracted: the mean is right, the variance is not that of the plain score function',
    predict: (setting) => {
      if (setting.estimator !== 'score') return [];
      const { law, f } = centred(setting);
      const { m, sigma } = setting;
      return [{ row: rowOf(law, m), drawn: { f, m, sigma }, detail: '' }];
    },
  },
  {
    name: 'leave_one_out_baseline',
    sentence: () =>
      'the mean of r over the other draws is subtracted: that is without bias, but not the plain score function',
    predict: (setting) => batchRows(setting, () => 1),
  },
];
