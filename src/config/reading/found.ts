import { closest, distance } from 'fastest-levenshtein';
import type { Located } from './located.ts';

/** What a message says was found: a scalar as written, otherwise what kind of value it is. */
export function foundText(value: Located): string {
  if (value.kind === 'list')
    return value.items.length === 0 ? 'an empty list' : `a list of ${value.items.length}`;
  if (value.kind === 'map') return value.entries.size === 0 ? 'an empty map' : 'a map';
  if (value.value === null) return value.text === '' ? 'nothing' : value.text;
  return shorten(typeof value.value === 'string' ? JSON.stringify(value.value) : value.text);
}

/** At most 60 characters of a text. */
export function shorten(text: string): string {
  const characters = Array.from(text);
  return characters.length <= 60 ? text : `${characters.slice(0, 57).join('')}…`;
}

/**
 * `; did you mean \`sigma\`?` when a known word is near enough to be a slip of the pen, otherwise nothing.
 */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? '' : `; did you mean \`${near}\`?`;
}

/** The known word that differs in no more than about a third of its letters, capitals aside. */
function nearest(word: string, known: readonly string[]): string | undefined {
  // The distance takes quadratic time, and no known word is that long.
  if (known.length === 0 || word.length > 80) return undefined;
  const lower = known.map((candidate) => candidate.toLowerCase());
  const near = closest(word.toLowerCase(), lower);
  const allowed = Math.max(1, Math.ceil(near.length / 3));
  return distance(word.toLowerCase(), near) <= allowed ? known[lower.indexOf(near)] : undefined;
}
