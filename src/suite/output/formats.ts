import type { Judgement } from '../judgement.ts';
import { suiteGithub } from './github.ts';
import { suiteJson } from './json.ts';
import { suiteJunit } from './junit.ts';
import { suiteMarkdown } from './markdown.ts';
import { suiteTable } from './table.ts';

/** Every format of claims that were judged together, by name. */
export const SUITE_FORMATS = {
  table: suiteTable,
  json: suiteJson,
  markdown: suiteMarkdown,
  junit: suiteJunit,
  github: suiteGithub,
} as const satisfies Readonly<Record<string, (result: Judgement) => Iterable<string>>>;
