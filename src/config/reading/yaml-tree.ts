import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type YAMLMap,
} from 'yaml';
import type { Entries, Entry, Located, ConfigPlace } from './located.ts';

/** Text read as YAML 1.2, of which JSON is a part: a located tree, or what is wrong with the text. */
export type YamlTree =
  | { readonly kind: 'tree'; readonly root: Located }
  | { readonly kind: 'errors'; readonly errors: readonly YamlError[] };

export interface YamlError {
  readonly place: ConfigPlace;
  readonly text: string;
}

/** Aliases that are followed. A few lines of them could stand for more values than memory holds. */
const MAX_ALIASES = 100;

/** Values of a config, those behind aliases counted each time. */
const MAX_VALUES = 200_000;

/** Lists and maps around a value; an experiment needs 6. */
const MAX_DEPTH = 32;

/** Errors of syntax that are listed: later ones mostly follow from the first. */
const MAX_ERRORS = 3;

/**
 * Reads one YAML 1.2 document (core schema) without executing or resolving anything but anchors.
 * `placeAt` turns line and column, from 1, into a place.
 *
 * Refused: a second document, the same key twice, keys that are no plain words, unknown tags, more than 100
 * aliases, 200,000 values or 32 levels.
 */
export function readYaml(text: string, placeAt: (line: number, column: number) => ConfigPlace): YamlTree {
  const lineCounter = new LineCounter();
  // Keys are checked for duplicates below: the library compares each with each.
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'error',
    lineCounter,
  });
  const placeOf = (offset: number): ConfigPlace => {
    const { line, col } = lineCounter.linePos(offset);
    return placeAt(line, col);
  };
  const syntax = [...document.errors, ...document.warnings].map(({ code, message, pos }) => ({
    place: placeOf(pos[0]),
    text: syntaxText(code, message),
  }));
  if (syntax.length > 0) return { kind: 'errors', errors: syntax.slice(0, MAX_ERRORS) };
  const reading: Reading = { document, placeOf, errors: [], values: 0, aliases: 0 };
  const root = locatedNode(reading, document.contents, 0, 0);
  if (reading.errors.length > 0) return { kind: 'errors', errors: reading.errors };
  return { kind: 'tree', root };
}

/** One pass over a document: what it needs, and what it has met so far. */
interface Reading {
  readonly document: Document.Parsed;
  readonly placeOf: (offset: number) => ConfigPlace;
  readonly errors: YamlError[];
  values: number;
  aliases: number;
}

/** `offset` stands for a node that was left out, as in `a:`. */
function locatedNode(reading: Reading, node: unknown, depth: number, offset: number): Located {
  const start = offsetOf(node, offset);
  const place = reading.placeOf(start);
  reading.values += 1;
  if (reading.values > MAX_VALUES) return refuse(reading, place, `more than ${MAX_VALUES} values`);
  if (depth > MAX_DEPTH) return refuse(reading, place, `more than ${MAX_DEPTH} levels of lists and maps`);
  if (isMap(node)) return { kind: 'map', entries: entriesOf(reading, node, depth, start), place };
  if (isSeq(node)) {
    const items: Located[] = [];
    for (const item of node.items) {
      if (tooMuch(reading)) break;
      items.push(locatedNode(reading, item, depth + 1, start));
    }
    return { kind: 'list', items, place };
  }
  if (isAlias(node)) {
    reading.aliases += 1;
    if (reading.aliases > MAX_ALIASES) return refuse(reading, place, `more than ${MAX_ALIASES} aliases`);
    const target = node.resolve(reading.document);
    if (target === undefined) return refuse(reading, place, `found *${node.source}, but nothing is named so`);
    return locatedNode(reading, target, depth + 1, start);
  }
  if (isScalar(node)) {
    const { value, source = '' } = node;
    if (
      value === null ||
      typeof value === 'string' ||
      typeof value === 'number' ||
      typeof value === 'boolean'
    ) {
      return { kind: 'scalar', value, text: source, place };
    }
  }
  return { kind: 'scalar', value: null, text: '', place };
}

function entriesOf(reading: Reading, map: YAMLMap, depth: number, start: number): Entries {
  const entries = new Map<string, Entry>();
  for (const { key: keyNode, value } of map.items) {
    if (tooMuch(reading)) break;
    const offset = offsetOf(keyNode, start);
    const keyPlace = reading.placeOf(offset);
    if (!isScalar(keyNode)) {
      refuse(reading, keyPlace, 'found a list, a map or an alias as a key, expected a word');
      continue;
    }
    const key = typeof keyNode.value === 'string' ? keyNode.value : (keyNode.source ?? '');
    if (entries.has(key)) {
      refuse(reading, keyPlace, `found the key ${JSON.stringify(key)} twice in the same map`);
      continue;
    }
    entries.set(key, { keyPlace, value: locatedNode(reading, value, depth + 1, offset) });
  }
  return entries;
}

/** Once a limit is passed nothing more is read: a bomb must cost no time either. */
function tooMuch(reading: Reading): boolean {
  return reading.values > MAX_VALUES || reading.aliases > MAX_ALIASES;
}

function refuse(reading: Reading, place: ConfigPlace, text: string): Located {
  if (reading.errors.length < MAX_ERRORS) reading.errors.push({ place, text });
  return { kind: 'scalar', value: null, text: '', place };
}

function offsetOf(node: unknown, otherwise: number): number {
  if (typeof node !== 'object' || node === null || !('range' in node)) return otherwise;
  return Array.isArray(node.range) ? Number(node.range[0]) : otherwise;
}

function syntaxText(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'found a second document, expected one';
  if (message.startsWith('Maximum call stack')) return 'lists and maps are nested too deeply';
  return `not valid YAML: ${message}`;
}
