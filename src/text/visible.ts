/*
 * Text that came from elsewhere, made fit to be shown. Characters that are not seen but change how others are
 * seen are written out, as JSON would write them: so a document of JSON stays the same document. What a CI
 * system obeys in a line of a log loses its first character the same way.
 */

/**
 * Controls, format characters (directions, joiners), line separators, halves of pairs, and what fonts leave
 * blank.
 */
const UNSEEN = String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]`;

/**
 * `##[error]`, `##vso[…]`, `##teamcity[…]` anywhere in a line, `::error::` at its start, spaces aside.
 *
 * Source: ActionCommand.cs of actions/runner, CommandStringConvertor.cs of microsoft/azure-pipelines-agent.
 */
const COMMAND = String.raw`#(?=#(?:\[|vso\[|teamcity\[))|(?<=^\s*):(?=:)`;

const IN_LINE = new RegExp(`${UNSEEN}|${COMMAND}`, 'giu');
const IN_TEXT = new RegExp(String.raw`(?!\n)${UNSEEN}|${COMMAND}`, 'gimu');
const PLAIN_LINE = /^[ -~]*$/;
const PLAIN_TEXT = /^[ -~\n]*$/;

/** One line: line ends are written out as well. */
export function visibleLine(text: string): string {
  return PLAIN_LINE.test(text) && !hasPair(text) ? text : text.replace(IN_LINE, writtenOut);
}

/** A text of several lines; line feeds stay. */
export function visibleText(text: string): string {
  return PLAIN_TEXT.test(text) && !hasPair(text) ? text : text.replace(IN_TEXT, writtenOut);
}

/** Lines of which each is to stay one. */
export function visibleLines(lines: readonly string[]): string {
  return lines.map(visibleLine).join('\n');
}

/** At most so many characters, the end left out. */
export function shortened(text: string, most: number): string {
  // Of a very long text no more than needed is taken apart.
  const characters = Array.from(text.slice(0, 2 * most + 2));
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** Whether a text holds what every command begins with. */
function hasPair(text: string): boolean {
  return text.includes('::') || text.includes('##');
}

/** `\u202e`, by code unit as in JSON. */
export function writtenOut(found: string): string {
  return Array.from({ length: found.length }, (_, i) => unitText(found.charCodeAt(i))).join('');
}

const unitText = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`;
