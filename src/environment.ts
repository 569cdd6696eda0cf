import { usage } from './errors.ts';

/*
 * Variables of the environment that hold a number come from schedulers, and from whoever set them by hand;
 * one holds a word. All are read here.
 */

/** A whole number from a variable: what it says, that it is not set, or the text that is no such number. */
export type WholeNumber =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'unset' }
  | { readonly kind: 'wrong'; readonly text: string };

/** Reads a variable that is to hold a whole number from 0 to `most`. */
export function wholeNumberOf(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  most: number,
): WholeNumber {
  const text = environment[name];
  if (text === undefined) return { kind: 'unset' };
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Infinity;
  return value <= most ? { kind: 'number', value } : { kind: 'wrong', text: text.slice(0, MOST_SHOWN) };
}

/** Most characters of a wrong value that are shown. */
const MOST_SHOWN = 40;

/**
 * Reads a variable that is to hold one of a few words: the first where it is not set or empty.
 *
 * @throws GradvarError USAGE (2) for anything else
 */
export function wordOf<Word extends string>(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  words: readonly Word[],
): Word {
  const text = environment[name] ?? '';
  const word = text === '' ? words[0] : words.find((each) => each === text);
  if (word !== undefined) return word;
  const found = text.slice(0, MOST_SHOWN);
  throw usage(`${name}: found '${found}', expected ${words.slice(0, -1).join(', ')} or ${words.at(-1)!}`);
}
