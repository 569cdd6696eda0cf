import { ROW_CLASSES } from '../compared-row.ts';
import { totalOf, worstRows, type ClassCounts, type Comparison } from '../comparison.ts';
import { classText, type Verdict } from '../verdict.ts';
import { notes } from './notes.ts';
import { changeText, placeText, ratiosText, rowFacts } from './row-facts.ts';

/** Step summaries hold 1 MiB and are dropped whole above it. */
const MOST_ROWS = 20;
const MOST_INTEGRANDS = 50;

/** For a step summary or a comment: the verdict, counts, the worst 20 rows. Below 60 kB whatever the size of the results. */
export function* markdownText(comparison: Comparison, verdict: Verdict): Generator<string> {
  const sign = verdict.exitCode === 0 ? '✅' : verdict.word === 'inconclusive' ? '⚠️' : '❌';
  yield `### ${sign} gradvar compare: ${verdict.word}\n\n${escaped(verdict.sentence)}\n`;
  const { counts, integrands } = comparison;
  const present = ROW_CLASSES.filter((name) => counts[name] > 0);
  yield `\n| | ${present.map(classText).join(' | ')} |\n|---|${'---:|'.repeat(present.length)}\n`;
  yield countsLine('**all**', counts);
  const worstFirst = [...integrands].sort(([, a], [, b]) => gravity(b) - gravity(a));
  for (const [name, found] of worstFirst.slice(0, MOST_INTEGRANDS)) yield countsLine(escaped(name), found);
  if (worstFirst.length > MOST_INTEGRANDS) yield `\n… and ${worstFirst.length - MOST_INTEGRANDS} more integrands\n`;
  const worst = worstRows(comparison, MOST_ROWS).map((row) => rowFacts(comparison, row));
  if (worst.length > 0) {
    yield '\n| class | row | ratio | what changed |\n|---|---|---|---|\n';
    for (const facts of worst) {
      const where = `\`${facts.cell_id}\` ${escaped(placeText(facts))}`;
      yield `| ${classText(facts.class)} | ${where} | ${ratiosText(facts)} | ${escaped(shortened(changeText(facts)))} |\n`;
    }
    const replay = worst.find((facts) => facts.replay !== null)?.replay;
    if (replay !== undefined && replay !== null) yield `\n\`${replay}\`\n`;
  }
  const said = notes(comparison);
  if (said.length > 0) yield `\n${said.map((note) => `- ${escaped(note)}\n`).join('')}`;

  function countsLine(name: string, of: ClassCounts): string {
    return `| ${name} | ${present.map((key) => String(of[key])).join(' | ')} |\n`;
  }
}

/** Rows that are neither identical nor equivalent. */
function gravity(counts: ClassCounts): number {
  const { identical, equivalent, added, ...others } = counts;
  const good = identical + equivalent + added;
  const undecided = others.inconclusive + others.heavy_tail + others.unmeasured;
  return totalOf(counts) - good - undecided;
}

function shortened(text: string): string {
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*');
}
