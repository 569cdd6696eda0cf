import type { SuiteResult } from '../run-suite.ts';
import { githubText } from './github.ts';
import { jsonText } from './json.ts';
import { junitText } from './junit.ts';
import { markdownText } from './markdown.ts';
import { tableText } from './table.ts';

/** Every format of a suite by name. */
export const SUITE_FORMATS = {
  table: tableText,
  json: jsonText,
  markdown: markdownText,
  junit: junitText,
  github: githubText,
} as const satisfies Readonly<Record<string, (result: SuiteResult) => Iterable<string>>>;
