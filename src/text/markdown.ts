import { shortened, visibleLine } from './visible.ts';

/** Not the start of markup, an entity, a link or a mention, wherever it stands. */
const MARKUP = /[^\p{L}\p{N} .,;=()%+–'/-]|^[ +\-=]| $|(?<=^\d+)[.)]|(?<=www)\./giu;

/**
 * What begins a mention, a reference, an emoji or the `//` of an address once Markdown has been made HTML.
 */
const JOINT = /[@#!$~^&:.]|%(?=\p{L})/u;

/**
 * One line of text that Markdown reads as text. Mentions, references and addresses are looked for in the HTML
 * that was made (GitHub, GitLab), where an entity is the character again: a space of no width after it keeps
 * them apart.
 */
export function markdownText(text: string): string {
  return visibleLine(text).replace(MARKUP, (found, at: number, whole: string) => {
    const isJoint = JOINT.test(found) && /^[^\s]/u.test(whole.slice(at + found.length));
    return `&#${found.codePointAt(0) ?? 0};${isJoint ? '&#8203;' : ''}`;
  });
}

/** The same, cut off after so many characters. */
export function shortMarkdown(text: string, most: number): string {
  return markdownText(shortened(visibleLine(text), most));
}

/** A code span where the text cannot end it, else plain text. */
export function markdownCode(text: string): string {
  return /^[\w #=./,:'-]+$/.test(text) && visibleLine(text) === text && text.trim() === text
    ? `\`${text}\``
    : markdownText(text);
}
