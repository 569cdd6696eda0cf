import { jsonText as json } from '../../text/json.ts';
import type { Judgement } from '../judgement.ts';

/** One JSON document. */
export function* suiteJson(judged: Judgement): Generator<string> {
  const { name, alpha, exitCode, sentence, counts, counted } = judged;
  const claims = judged.claims.map(({ count, ...claim }) => ({ ...claim, [counted]: count }));
  yield `${json({ name, alpha, exit_code: exitCode, sentence, counts, claims }, 2)}\n`;
}
