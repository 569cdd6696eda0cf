import { junitDocument } from '../../text/junit.ts';
import { visibleLines } from '../../text/visible.ts';
import type { Judgement } from '../judgement.ts';
import { probabilityText } from './claim-text.ts';

/** JUnit XML: a case for each claim; one that can be neither rejected nor confirmed is skipped. */
export function* suiteJunit({ title, claims, sentence }: Judgement): Generator<string> {
  const cases = claims.map((claim) => {
    const { name, outcome, reasons } = claim;
    const isWrong = outcome === 'rejected' || outcome === 'failed';
    return {
      name,
      outcome: isWrong ? ('failure' as const) : outcome === 'accepted' ? ('passed' as const) : ('skipped' as const),
      message: `${outcome} ${probabilityText(claim)}`.trim(),
      body: visibleLines(reasons),
    };
  });
  yield* junitDocument(title, cases, sentence);
}
