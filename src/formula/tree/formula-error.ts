import { EXIT, GradvarError } from '../../errors.ts';
import { shortened, visibleLine } from '../../text/visible.ts';

/** How much of a long formula is shown on each side of the fault, in characters. */
const CONTEXT = 60;

/** Most characters of a name or a sign repeated in a message. */
const QUOTED = 40;

/** An error about a formula as a whole: FORMULA_INVALID, exit 2. */
export function formulaError(message: string, hint = '', shown: readonly string[] = []): GradvarError {
  return new GradvarError('FORMULA_INVALID', EXIT.usage, [`formula: ${message}`, ...shown], hint);
}

/**
 * An error at one place of a formula: the sentence, then the formula with a caret under the place.
 *
 * @param position offset in code units of `text`
 */
export function formulaErrorAt(text: string, position: number, message: string, hint = ''): GradvarError {
  const before = Array.from(alone(text.slice(0, position)));
  const after = Array.from(alone(text.slice(position)));
  const cut = before.length > CONTEXT;
  const head = cut ? `…${before.slice(-CONTEXT).join('')}` : before.join('');
  const tail = after.length > CONTEXT ? `${after.slice(0, CONTEXT).join('')}…` : after.join('');
  const caret = ' '.repeat(cut ? CONTEXT + 1 : before.length);
  return formulaError(message, hint, [`  ${head}${tail}`, `  ${caret}^`]);
}

/** A piece of a formula in quotes, fit for one line of a message. */
export function quoted(piece: string): string {
  return `'${shortened(alone(piece), QUOTED + 1)}'`;
}

/** What is seen, each character in a column of its own, so that a caret can stand under it. */
function alone(text: string): string {
  return visibleLine(text.replace(/\s/gu, ' ').replace(/\p{Mark}/gu, '\uFFFD'));
}
