import { visibleLine, visibleText } from './visible.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text in an element or an attribute of HTML or XML, in one line. */
export function markupLine(text: string): string {
  return entities(visibleLine(text));
}

/** The same of several lines. */
export function markupText(text: string): string {
  return entities(visibleText(text));
}

/** Markup of the same meaning in ASCII alone, which a browser reads faster. */
export function asciiMarkup(markup: string): string {
  return markup.replace(/[^\0-\x7f]/gu, (character) => `&#${character.codePointAt(0)};`);
}

function entities(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
