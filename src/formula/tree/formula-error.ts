import { EXIT, GradvarError } from '../../errors.ts';

/** How much of a long formula is shown on each side of the fault, in characters. */
const CONTEXT = 60;

/** Most characters of a name or a sign repeated in a message. */
const QUOTED = 40;

/** An error about a formula as a whole: FORMULA_INVALID, exit 2. */
export function formulaError(message: string, hint = ''): GradvarError {
  return new GradvarError('FORMULA_INVALID', EXIT.usage, `formula: ${message}`, hint);
}

/**
 * An error at one place of a formula: the sentence, then the formula with a caret under the place.
 *
 * @param position offset in code units of `text`
 */
export function formulaErrorAt(text: string, position: number, message: string, hint = ''): GradvarError {
  const before = printable(text.slice(0, position));
  const after = printable(text.slice(position));
  const cut = before.length > CONTEXT;
  const head = cut ? `…${before.slice(-CONTEXT).join('')}` : before.join('');
  const tail = after.length > CONTEXT ? `${after.slice(0, CONTEXT).join('')}…` : after.join('');
  const caret = ' '.repeat(cut ? CONTEXT + 1 : before.length);
  return formulaError(`${message}\n  ${head}${tail}\n  ${caret}^`, hint);
}

/** A piece of a formula in quotes, fit for one line of a message. */
export function quoted(piece: string): string {
  const characters = printable(piece);
  return `'${characters.slice(0, QUOTED).join('')}${characters.length > QUOTED ? '…' : ''}'`;
}

/** Characters of a text, whatever could break the line replaced, one character for one. */
function printable(text: string): readonly string[] {
  return Array.from(text, (character) =>
    /\s/u.test(character)
      ? ' '
      : /[\p{Control}\p{Format}\p{Surrogate}\p{Mark}]/u.test(character)
        ? '\uFFFD'
        : character,
  );
}
