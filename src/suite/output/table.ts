import { alignedLines } from '../../text/table.ts';
import { visibleLine } from '../../text/visible.ts';
import type { Judgement } from '../judgement.ts';
import { gravestFirst, probabilityText } from './claim-text.ts';

/** For people: every claim that is not accepted with its reasons, the accepted ones in a line each. */
export function* suiteTable(result: Judgement): Generator<string> {
  yield `${visibleLine(result.sentence)}\n\n`;
  const rows = gravestFirst(result.claims).flatMap((claim) => [
    [claim.outcome, claim.name, countText(claim.count, result.counted), probabilityText(claim)],
    ...claim.reasons.map((reason) => ['', '', '', reason]),
  ]);
  for (const line of alignedLines(rows)) yield `${line}\n`;
}

function countText(count: number | null, counted: Judgement['counted']): string {
  if (count === null) return '';
  return count === 1 ? `1 ${counted.slice(0, -1)}` : `${count} ${counted}`;
}
