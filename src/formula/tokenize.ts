import { formulaErrorAt, quoted } from './tree/formula-error.ts';

/** A word of a formula; `position` is its offset in the text, in code units. */
export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly position: number }
  | { readonly kind: 'name'; readonly text: string; readonly position: number }
  | { readonly kind: 'sign'; readonly text: OperatorSign; readonly position: number }
  | { readonly kind: 'end'; readonly text: ''; readonly position: number };

export type OperatorSign = '+' | '-' | '*' | '/' | '^' | '(' | ')' | ',';

const SPACE = /[ \t\r\n]+/y;
const NUMBER = /(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SIGNS: readonly string[] = ['+', '-', '*', '/', '^', '(', ')', ','] satisfies OperatorSign[];

/** Signs of other languages and of typography, and what to write instead. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['**', 'write ^ for a power'],
  ['−', 'write the minus of the keyboard, -'],
  ['–', 'write the minus of the keyboard, -'],
  ['×', 'write * for a product'],
  ['·', 'write * for a product'],
  ['⋅', 'write * for a product'],
  ['÷', 'write / for a quotient'],
  ['²', 'write ^2'],
  ['³', 'write ^3'],
  ['√', 'write sqrt(…)'],
  ['π', 'write pi'],
  ['%', 'write mod(x, y)'],
  ['[', 'write parentheses, ( )'],
  ['{', 'write parentheses, ( )'],
  ['|', 'write abs(…)'],
  ['<', 'write step(…) for a condition: step(x) is 1 for x >= 0, else 0'],
  ['>', 'write step(…) for a condition: step(x) is 1 for x >= 0, else 0'],
]);

/**
 * Splits a formula into words. The last one is always `end`.
 *
 * @throws GradvarError FORMULA_INVALID for a sign that the language lacks and for a number beyond doubles
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length) {
    const space = match(SPACE, text, position);
    if (space === '') {
      const token = tokenAt(text, position);
      tokens.push(token);
      position += token.text.length;
    }
    position += space.length;
  }
  return [...tokens, { kind: 'end', text: '', position }];
}

function tokenAt(text: string, position: number): Token {
  const digits = match(NUMBER, text, position);
  if (digits !== '') return numberToken(text, digits, position);
  const name = match(NAME, text, position);
  if (name !== '') return { kind: 'name', text: name, position };
  const character = String.fromCodePoint(text.codePointAt(position)!);
  const pair = text.slice(position, position + 2);
  const foreign = INSTEAD.has(pair) ? pair : character;
  const hint = INSTEAD.get(foreign);
  if (hint !== undefined) throw formulaErrorAt(text, position, `unexpected ${quoted(foreign)}`, hint);
  if (SIGNS.includes(character)) return { kind: 'sign', text: character as OperatorSign, position };
  throw formulaErrorAt(text, position, `unexpected character ${quoted(character)}`);
}

function numberToken(text: string, digits: string, position: number): Token {
  const following = text.slice(position + digits.length);
  if (digits === '0' && /^[xX][0-9a-fA-F]/.test(following)) {
    throw formulaErrorAt(text, position, 'hexadecimal numbers are not part of the language');
  }
  const value = Number(digits);
  if (!Number.isFinite(value)) {
    throw formulaErrorAt(
      text,
      position,
      `number ${quoted(digits)} is too large for a double (limit 1.8e308)`,
    );
  }
  if (value === 0 && /[1-9]/.test(digits.split(/[eE]/)[0]!)) {
    throw formulaErrorAt(
      text,
      position,
      `number ${quoted(digits)} is too small for a double (limit 4.9e-324)`,
    );
  }
  return { kind: 'number', value, text: digits, position };
}

/** What a sticky pattern matches at a position, or the empty string. */
function match(pattern: RegExp, text: string, position: number): string {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0] ?? '';
}
