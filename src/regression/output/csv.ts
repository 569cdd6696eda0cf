import { csvText } from '../../results/csv.ts';
import type { Comparison } from '../comparison.ts';
import { FACTS, rowFacts } from './row-facts.ts';

/** Text is handed on in pieces of about this size. */
const PIECE = 1 << 18;

/** Every row that is not identical, a line each, under the rules of summary.csv. */
export async function* csvLines(comparison: Comparison): AsyncGenerator<Uint8Array> {
  const csv = csvText(FACTS);
  for (const row of comparison.rows) {
    csv.add(rowFacts(comparison, row));
    if (csv.waiting() >= PIECE) yield csv.take();
  }
  yield await csv.end();
}
