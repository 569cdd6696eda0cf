import type { Key } from './config-text.ts';

/** What is wrong, the lines that make it so, and what the message must say. Lines are numbered as in LINES. */
export type Wrong = readonly [
  title: string,
  lines: Partial<Record<Key, string>>,
  fragments: readonly string[],
];
