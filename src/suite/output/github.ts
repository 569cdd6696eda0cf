import { annotation } from '../../text/annotation.ts';
import type { Judgement } from '../judgement.ts';
import { gravestFirst, probabilityText } from './claim-text.ts';

/** A step shows ten annotations of a kind; the first is the verdict. */
const MOST = 10;

/** Workflow commands of GitHub Actions: the verdict and the worst claims. */
export function* suiteGithub({ title, claims, exitCode, sentence, counts }: Judgement): Generator<string> {
  const level = exitCode === 0 ? 'notice' : counts.rejected + counts.failed > 0 ? 'error' : 'warning';
  yield annotation(level, title, [sentence]);
  if (exitCode === 0) return;
  const worst = gravestFirst(claims).filter(({ outcome }) => outcome !== 'accepted');
  for (const claim of worst.slice(0, MOST - 1))
    yield annotation(level, `${claim.outcome}: ${claim.name}`, [probabilityText(claim), ...claim.reasons]);
}
