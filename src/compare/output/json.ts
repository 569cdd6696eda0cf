import { jsonText as json } from '../../text/json.ts';
import type { Comparison } from '../comparison.ts';
import type { ComparisonVerdict } from '../verdict.ts';
import { rowFacts } from './row-facts.ts';

/** One JSON document with every row that is not identical, in pieces. */
export function* comparisonJson(comparison: Comparison, verdict: ComparisonVerdict): Generator<string> {
  const { options, precision, threshold } = comparison;
  const head = {
    verdict: verdict.word,
    exit_code: verdict.exitCode,
    sentence: verdict.sentence,
    base: comparison.base,
    new: comparison.next,
    same_bytes: comparison.sameBytes,
    same_plan: comparison.samePlan,
    streams: comparison.streams,
    minimum_effect: options.effect,
    q: options.q,
    correction: options.correction,
    tested_rows: precision.family,
    rejected_up_to_p: threshold < 0 ? null : threshold,
    incomplete: comparison.incomplete,
    edited: comparison.edited,
    unsealed: comparison.unsealed,
    shifts: comparison.shifts,
    counts: comparison.counts,
    integrands: Object.fromEntries(comparison.integrands),
  };
  yield `${json(head, 2).slice(0, -2)},\n  "rows": [`;
  let separator = '\n    ';
  for (const row of comparison.rows) {
    yield separator + json(rowFacts(comparison, row));
    separator = ',\n    ';
  }
  yield comparison.rows.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}
