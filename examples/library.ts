/**
 * gradvar as a library: where does the score function beat the pathwise estimator for cos(k z)?
 * Build first (`npm run build`), then run with a Node that strips types (>= 22.18), or compile it.
 */
import { compileIntegrand, exactMoments, planExperiment, runExperiment, type SummaryRow } from 'gradvar';

/** The exact ratio at one point. */
export function exactRatio(k: number): number {
  const { score, pathwise } = exactMoments(compileIntegrand('cos(k*z)', { k }), 1, 1).mu;
  if (score.variance.kind !== 'finite' || pathwise.variance.kind !== 'finite')
    throw new Error('not certified');
  return score.variance.value / pathwise.variance.value;
}

/** The measured ratios on a small grid, beside the exact ones; `signal` stops the run. */
export async function measuredRatios(signal?: AbortSignal): Promise<readonly SummaryRow[]> {
  const plan = planExperiment({
    version: 1,
    name: 'crossing',
    seed: '2026',
    integrands: [{ name: 'cosine', params: { k: [0.5, 1, 2] } }],
    mu: 1,
    sigma: 1,
    m: [1, 10],
    trials: 4096,
    components: ['mu'],
    estimators: ['score', 'pathwise'],
  });
  const rows: SummaryRow[] = [];
  for await (const row of runExperiment(plan, signal === undefined ? {} : { signal })) rows.push(row);
  return rows;
}
