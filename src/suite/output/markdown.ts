import { shortMarkdown } from '../../text/markdown.ts';
import type { Judgement } from '../judgement.ts';
import { gravestFirst, probabilityText } from './claim-text.ts';

/** Step summaries are dropped whole above 1 MiB. */
const MOST_ROWS = 100;
const MOST_CHARACTERS = 300;

/** For a step summary or a comment: the verdict, and the gravest claims. */
export function* suiteMarkdown({ title, counted, claims, exitCode, sentence }: Judgement): Generator<string> {
  const sign = exitCode === 0 ? '✅' : exitCode === 21 ? '⚠️' : '❌';
  yield `### ${sign} ${title}\n\n${shortMarkdown(sentence, MOST_CHARACTERS)}\n`;
  yield `\n| outcome | claim | ${counted} | p | why |\n|---|---|---:|---|---|\n`;
  for (const claim of gravestFirst(claims).slice(0, MOST_ROWS)) {
    const { outcome, name, count, reasons } = claim;
    const cells = [name, String(count ?? ''), probabilityText(claim), reasons[0] ?? ''];
    yield `| ${outcome} | ${cells.map((cell) => shortMarkdown(cell, MOST_CHARACTERS)).join(' | ')} |\n`;
  }
  if (claims.length > MOST_ROWS) yield `\n… and ${claims.length - MOST_ROWS} more claims\n`;
}
