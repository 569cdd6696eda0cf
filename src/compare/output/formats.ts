import type { Comparison } from '../comparison.ts';
import type { ComparisonVerdict } from '../verdict.ts';
import { csvLines } from './csv.ts';
import { githubText } from './github.ts';
import { comparisonJson } from './json.ts';
import { junitText } from './junit.ts';
import { comparisonMarkdown } from './markdown.ts';
import { tableText } from './table.ts';

/** A text in pieces of any size. */
export type Pieces = Iterable<string>;

/** Every format by name. */
export const FORMATS = {
  table: tableText,
  json: comparisonJson,
  markdown: comparisonMarkdown,
  junit: junitText,
  github: githubText,
  csv: csvLines,
} as const satisfies Readonly<Record<string, (comparison: Comparison, verdict: ComparisonVerdict) => Pieces>>;
