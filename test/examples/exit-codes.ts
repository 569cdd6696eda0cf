import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../integration/gradvar.ts';

/** The exit codes in the table of docs/exit-codes.md, each with what its last column says to running it again. */
export function documentedExitCodes(): ReadonlyMap<number, string> {
  const table = readFileSync(join(ROOT, 'docs/exit-codes.md'), 'utf8').matchAll(
    /^\| ([0-9 /]+) \| .* \| ?(.*) \|$/gm,
  );
  return new Map(
    [...table].flatMap(([, codes = '', again = '']) =>
      codes.split('/').map((code) => [Number(code), again.trim()] as const),
    ),
  );
}
