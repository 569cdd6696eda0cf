import { visibleLine } from './visible.ts';

/** A command as it would be typed in a POSIX shell. */
export function shellCommand(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

/** A word with characters that are not seen needs a shell that knows $'\u202e', as bash, zsh and ksh do. */
function shellWord(word: string): string {
  if (/^[\w@%+:,./-][\w@%+=:,./#-]*$/.test(word)) return word;
  if (visibleLine(word) === word) return `'${word.replaceAll("'", `'\\''`)}'`;
  return `$'${visibleLine(word.replace(/[\\']/g, '\\$&'))}'`;
}
