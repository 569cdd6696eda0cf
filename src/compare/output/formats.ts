import type { Comparison } from '../comparison.ts';
import type { Verdict } from '../verdict.ts';
import { csvLines } from './csv.ts';
import { githubText } from './github.ts';
import { jsonText } from './json.ts';
import { junitText } from './junit.ts';
import { markdownText } from './markdown.ts';
import { tableText } from './table.ts';

/** A text in pieces of any size. */
export type Pieces = Iterable<string>;

/** Every format by name. */
export const FORMATS = {
  table: tableText,
  json: jsonText,
  markdown: markdownText,
  junit: junitText,
  github: githubText,
  csv: csvLines,
} as const satisfies Readonly<Record<string, (comparison: Comparison, verdict: Verdict) => Pieces>>;
