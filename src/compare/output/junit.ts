import { junitDocument, type JunitCase as Case } from '../../text/junit.ts';
import { visibleLine, visibleLines } from '../../text/visible.ts';
import { ROW_CLASSES, type RowClass } from '../compared-row.ts';
import { classOf, countedRows, type ClassCounts, type Comparison } from '../comparison.ts';
import { classText, shiftText, type ComparisonVerdict } from '../verdict.ts';
import { changeText, rowPlaceText, rowFacts } from './row-facts.ts';

/** Rows written into the body of one failed case. */
const MOST_ROWS = 10;

/**
 * JUnit XML: a case for each integrand, one for the global test and one for completeness. A case fails if one
 * of its rows has a failing class, is skipped if rows are undecided and none is more than that, and passes
 * else.
 */
export function* junitText(comparison: Comparison, verdict: ComparisonVerdict): Generator<string> {
  const cases = [...integrandCases(comparison), shiftCase(comparison), completeCase(comparison)];
  yield* junitDocument('gradvar compare', cases, verdict.sentence);
}

function integrandCases(comparison: Comparison): readonly Case[] {
  if (comparison.sameBytes)
    return [{ name: 'all integrands', outcome: 'passed', message: 'the same bytes', body: '' }];
  const failing = failingRows(comparison);
  return [...comparison.integrands].map(([name, counts]): Case => {
    const message = countsText(counts);
    const wrong = failing.get(name) ?? [];
    if (wrong.length > 0) return { name, outcome: 'failure', message, body: wrong.join('\n') };
    const undecided = counts.inconclusive + counts.heavy_tail + counts.unmeasured;
    return { name, outcome: undecided > 0 ? 'skipped' : 'passed', message, body: '' };
  });
}

function failingRows(comparison: Comparison): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, string[]>();
  for (const row of comparison.rows) {
    const found: RowClass = classOf(comparison, row);
    if (!comparison.options.failing.has(found)) continue;
    const of = lines.get(row.cell.integrand) ?? [];
    lines.set(row.cell.integrand, of);
    if (of.length >= MOST_ROWS) continue;
    const facts = rowFacts(comparison, row);
    const replay = facts.replay === null ? '' : `; ${facts.replay}`;
    const what = `${classText(found)}, ${changeText(facts)}${replay}`;
    of.push(visibleLine(`${facts.cell_id} ${rowPlaceText(facts)}: ${what}`));
  }
  return lines;
}

function shiftCase({ shifts }: Comparison): Case {
  const alarms = shifts.filter(({ alarm }) => alarm).map(shiftText);
  const outcome = alarms.length > 0 ? 'failure' : shifts.length > 0 ? 'passed' : 'skipped';
  const message = shifts.length > 0 ? 'a shift over all rows' : 'nothing to test';
  return { name: 'shift over all rows', outcome, message, body: alarms.join('\n') };
}

function completeCase({ incomplete }: Comparison): Case {
  const body = visibleLines(
    incomplete.map(({ label, rows, planned }) => `${label}: ${rows} of ${planned} rows`),
  );
  return { name: 'complete', outcome: body === '' ? 'passed' : 'failure', message: 'rows are missing', body };
}

function countsText(counts: ClassCounts): string {
  const present = ROW_CLASSES.filter((name) => counts[name] > 0);
  return `${present.map((name) => `${counts[name]} ${classText(name)}`).join(', ')} of ${countedRows(counts)}`;
}
