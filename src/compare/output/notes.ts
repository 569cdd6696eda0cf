import type { Comparison } from '../comparison.ts';
import { medianTrialsNeeded } from './row-facts.ts';

/** How the comparison was made and what to do next, a sentence each; the same in every format for people. */
export function notes(comparison: Comparison): readonly string[] {
  const { samePlan, streams, options, precision, counts, shifts, sameBytes } = comparison;
  const found = comparison.unsealed.map((label) => `${label} has no seal: its run has not ended.`);
  if (sameBytes) return found;
  if (samePlan) found.push('One plan: the same draws on both sides, so every bit must agree.');
  else if (streams === 'same') found.push('One seed: rows of equal trials must agree bit by bit; of other trials, the shorter one is the beginning of the longer one.');
  else if (streams === 'other') found.push('Other seeds: the sides are independent.');
  else found.push('Without plan.json on both sides the seeds are not known: the sides are taken for independent.');
  if (precision.family > 0) {
    const effect = `${Number((100 * options.effect).toPrecision(3))} %`;
    found.push(`${precision.family} rows tested against a minimum effect of ${effect}, error rate ${options.q} (${options.correction}).`);
  }
  const least = shifts.find(({ alarm }) => alarm);
  if (least !== undefined) found.push('A shift over all rows was found that is too small for single rows: look for what they share.');
  const needed = counts.inconclusive > 0 ? medianTrialsNeeded(comparison) : null;
  if (needed !== null)
    found.push(`Half of the inconclusive rows are decided with ${needed} trials on both sides (trials_needed tells each).`);
  if (counts.heavy_tail > 0) found.push(`${counts.heavy_tail} rows have too heavy a tail for their trials and were not tested.`);
  return found;
}
