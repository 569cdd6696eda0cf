import { markdownCode, shortMarkdown } from '../../text/markdown.ts';
import { ROW_CLASSES } from '../compared-row.ts';
import { countedRows, worstRows, type ClassCounts, type Comparison } from '../comparison.ts';
import { classText, type ComparisonVerdict } from '../verdict.ts';
import { notes } from './notes.ts';
import { changeText, rowPlaceText, ratiosText, rowFacts } from './row-facts.ts';

/** Step summaries hold 1 MiB and are dropped whole above it. */
const MOST_ROWS = 20;
const MOST_INTEGRANDS = 50;

/** Of a name, and of any other text. */
const MOST_OF_A_NAME = 64;
const MOST_CHARACTERS = 300;

/** What is not decided is neither good nor bad, whatever the exit code. */
const SIGNS: Readonly<Record<ComparisonVerdict['word'], string>> = {
  identical: '✅',
  passed: '✅',
  inconclusive: '⚠️',
  failed: '❌',
  incomplete: '❌',
};

/**
 * For a step summary or a comment: the verdict, counts, the worst 20 rows. Below 60 kB whatever the size of
 * the results, and below 512 kB whatever their names.
 */
export function* comparisonMarkdown(comparison: Comparison, verdict: ComparisonVerdict): Generator<string> {
  yield `### ${SIGNS[verdict.word]} gradvar compare: ${verdict.word}\n\n${shortMarkdown(verdict.sentence, MOST_CHARACTERS)}\n`;
  const { counts, integrands } = comparison;
  const present = ROW_CLASSES.filter((name) => counts[name] > 0);
  yield `\n| | ${present.map(classText).join(' | ')} |\n|---|${'---:|'.repeat(present.length)}\n`;
  yield countsLine('**all**', counts);
  const worstFirst = [...integrands].sort(([, a], [, b]) => gravity(b) - gravity(a));
  for (const [name, found] of worstFirst.slice(0, MOST_INTEGRANDS)) yield countsLine(shortMarkdown(name, MOST_OF_A_NAME), found);
  if (worstFirst.length > MOST_INTEGRANDS) yield `\n… and ${worstFirst.length - MOST_INTEGRANDS} more integrands\n`;
  const worst = worstRows(comparison, MOST_ROWS).map((row) => rowFacts(comparison, row));
  if (worst.length > 0) {
    yield '\n| class | row | ratio | what changed |\n|---|---|---|---|\n';
    for (const facts of worst) {
      const where = `${markdownCode(facts.cell_id)} ${shortMarkdown(rowPlaceText(facts), MOST_CHARACTERS)}`;
      yield `| ${classText(facts.class)} | ${where} | ${ratiosText(facts)} | ${shortMarkdown(changeText(facts), MOST_CHARACTERS)} |\n`;
    }
    const replay = worst.find((facts) => facts.replay !== null)?.replay;
    if (replay !== undefined && replay !== null) yield `\n${markdownCode(replay)}\n`;
  }
  const said = notes(comparison);
  if (said.length > 0) yield `\n${said.map((note) => `- ${shortMarkdown(note, MOST_CHARACTERS)}\n`).join('')}`;

  function countsLine(name: string, of: ClassCounts): string {
    return `| ${name} | ${present.map((key) => String(of[key])).join(' | ')} |\n`;
  }
}

/** Rows that are neither identical nor equivalent. */
function gravity(counts: ClassCounts): number {
  const { identical, equivalent, added, ...others } = counts;
  const good = identical + equivalent + added;
  const undecided = others.inconclusive + others.heavy_tail + others.unmeasured;
  return countedRows(counts) - good - undecided;
}
