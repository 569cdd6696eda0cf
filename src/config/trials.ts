import type { Plan } from '../plan/plan.ts';
import { locate, type Located } from './reading/located.ts';
import { keyProblem, valueProblem, type Problem } from './reading/problem.ts';
import { TRIALS_TEXT, type CheckedOptions } from './schema.ts';

/**
 * A config says how much is sampled in one of two ways: `trials`, or `precision`. Both, or neither, is a
 * problem.
 */
export function trialsProblems(root: Located): readonly Problem[] {
  if (root.kind !== 'map') return [];
  const [trials, precision] = [['trials'], ['precision']].map((path) => locate(root, path));
  if (trials === undefined && precision === undefined) {
    const text = `missing, expected ${TRIALS_TEXT}, or precision: {ratio: 0.01, max_trials: 1000000}`;
    return [valueProblem(['trials'], text)];
  }
  if (trials === undefined || precision === undefined) return [];
  const text =
    'found precision beside trials, expected one of them: precision takes as many trials as it needs';
  return [keyProblem(['precision'], text)];
}

/** What a plan has of the two. Domain: options without `trialsProblems`. */
export function plannedTrials({ trials, precision }: CheckedOptions): Pick<Plan, 'trials' | 'precision'> {
  if (precision === undefined) return { trials: trials! };
  return { trials: precision.max_trials, precision: { ratio: precision.ratio } };
}
