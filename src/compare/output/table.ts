import { alignedLines } from '../../text/table.ts';
import { visibleLine } from '../../text/visible.ts';
import { CLASS_MEANINGS, ROW_CLASSES } from '../compared-row.ts';
import { worstRows, type Comparison } from '../comparison.ts';
import { classText, type ComparisonVerdict } from '../verdict.ts';
import { notes } from './notes.ts';
import { changeText, rowPlaceText, ratiosText, rowFacts } from './row-facts.ts';

const MOST_ROWS = 20;

/** For a terminal: the verdict, counts, the worst rows and what to run next. */
export function* tableText(comparison: Comparison, verdict: ComparisonVerdict): Generator<string> {
  yield `${visibleLine(`${verdict.word.toUpperCase()}: ${verdict.sentence}`)}\n`;
  const { counts } = comparison;
  const present = ROW_CLASSES.filter((name) => counts[name] > 0);
  yield `\n${aligned(present.map((name) => [classText(name), String(counts[name]), CLASS_MEANINGS[name]]))}\n`;
  const worst = worstRows(comparison, MOST_ROWS).map((row) => rowFacts(comparison, row));
  if (worst.length > 0) {
    yield `\nthe worst ${worst.length === 1 ? 'row' : `${worst.length} rows`}:\n`;
    yield `${aligned(
      worst.map((facts) => [facts.cell_id, classText(facts.class), rowPlaceText(facts), ratiosText(facts), changeText(facts)]),
    )}\n`;
    const replays = [...new Set(worst.flatMap(({ replay }) => replay ?? []))].slice(0, 3);
    if (replays.length > 0) yield `\nto look into it:\n${replays.map((command) => `  ${visibleLine(command)}\n`).join('')}`;
  }
  const said = notes(comparison);
  if (said.length > 0) yield `\n${said.join('\n')}\n`;
}

function aligned(rows: readonly (readonly string[])[]): string {
  return alignedLines(rows)
    .map((line) => `  ${line}`)
    .join('\n');
}
