import { jsonText as json } from '../../text/json.ts';
import type { SuiteResult } from '../run-suite.ts';

/** One JSON document. */
export function* suiteJson({ suite, claims, counts, exitCode, sentence }: SuiteResult): Generator<string> {
  const { name, alpha } = suite;
  yield `${json({ name, alpha, exit_code: exitCode, sentence, counts, claims }, 2)}\n`;
}
