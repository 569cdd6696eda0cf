import { csvLine } from '../../text/csv.ts';
import type { Comparison } from '../comparison.ts';
import { FACTS, rowFacts } from './row-facts.ts';

/** Every row that is not identical, a line each, under the rules of summary.csv. */
export function* csvLines(comparison: Comparison): Generator<string> {
  yield csvLine(FACTS);
  for (const row of comparison.rows) {
    const facts = rowFacts(comparison, row);
    yield csvLine(FACTS.map((name) => facts[name]));
  }
}
