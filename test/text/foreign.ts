import { readFileSync } from 'node:fs';
import fc from 'fast-check';

const { payloads, unseen, command } = JSON.parse(
  readFileSync(new URL('../fixtures/foreign-text.json', import.meta.url), 'utf8'),
) as { readonly payloads: readonly string[]; readonly unseen: string; readonly command: string };

/** What somebody might put into a name, a path or a file to speak for gradvar, to a reader or to a machine. */
export const PAYLOADS = payloads;

const SIGNS = [...':#[@|`<&%\\\'" \n\r!~a1'.split(''), '::', '##', 'vso['];

/** Any text, and payloads in any text. */
export const foreignText = fc.oneof(
  fc.constantFrom(...payloads),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(fc.constantFrom(...SIGNS, ...payloads.slice(0, -1)), { maxLength: 8 })
    .map((parts) => parts.join('')),
);

const OBEYED = new RegExp(`${unseen}|${command}`, 'imu');

/** What a terminal or a CI system would obey in a text, or what nobody sees; null if there is nothing. */
export function commandIn(text: string): string | null {
  return OBEYED.exec(text)?.[0] ?? null;
}
