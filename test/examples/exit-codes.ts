import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../integration/gradvar.ts';

/** The exit codes in the table of docs/exit-codes.md, with what they mean. */
export function documentedExitCodes(): ReadonlyMap<number, string> {
  const table = readFileSync(join(ROOT, 'docs/exit-codes.md'), 'utf8').matchAll(
    /^\| ([0-9 /]+) \| (.*) \|$/gm,
  );
  return new Map(
    [...table].flatMap(([, codes = '', meaning = '']) =>
      codes.split('/').map((code) => [Number(code), meaning] as const),
    ),
  );
}
