import { alignedLines } from '../../text/table.ts';
import { visibleLine } from '../../text/visible.ts';
import type { SuiteResult } from '../run-suite.ts';
import { gravestFirst, probabilityText } from './claim-text.ts';

/** For people: every claim that is not accepted with its reasons, the accepted ones in a line each. */
export function* suiteTable(result: SuiteResult): Generator<string> {
  yield `${visibleLine(result.sentence)}\n\n`;
  const rows = gravestFirst(result.claims).flatMap((claim) => [
    [claim.outcome, claim.name, claim.rows === null ? '' : `${claim.rows} rows`, probabilityText(claim)],
    ...claim.reasons.map((reason) => ['', '', '', reason]),
  ]);
  for (const line of alignedLines(rows)) yield `${line}\n`;
}
