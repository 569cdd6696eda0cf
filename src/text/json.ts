import { visibleText, writtenOut } from './visible.ts';

/** JSON without a character that is not seen; it reads back as the same data. */
export function jsonText(data: unknown, indent?: number): string {
  return visibleText(JSON.stringify(data, null, indent));
}

/** JSON that cannot end the script element it stands in, in one line; ASCII, as `asciiMarkup`. */
export function scriptJson(data: unknown): string {
  return jsonText(data).replace(/[<>&]|[^\0-\x7f]+/g, writtenOut);
}
