import { EXIT, GradvarError, type ErrorCode } from '../../errors.ts';
import {
  keyPlaceOf,
  configPlaceOf,
  type Config,
  type Located,
  type Path,
  type ConfigPlace,
} from './located.ts';

/** One thing wrong with a config: the value found and what was expected. */
export interface Problem {
  readonly path: Path;
  /** Is it the key at the end of the path that is wrong, or its value? */
  readonly at: 'key' | 'value';
  /** `found -1, expected a number > 0`; further lines are kept as they are, indented. */
  readonly text: string;
}

export function valueProblem(path: Path, text: string): Problem {
  return { path, at: 'value', text };
}

export function keyProblem(path: Path, text: string): Problem {
  return { path, at: 'key', text };
}

/** A part of a config once looked at: its value, or everything that is wrong with it. */
export type Checked<T> =
  | { readonly kind: 'valid'; readonly value: T }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

/** More problems than anybody reads at once are counted, not listed. */
const LISTED = 50;

/**
 * The one error for all problems of a config: a heading, then one line a problem, in the order of the file.
 */
export function invalidConfig(config: Config, problems: readonly Problem[], schema = 'config'): GradvarError {
  const lines = [...problems]
    .map((problem) => ({ problem, place: placeOfProblem(config.root, problem) }))
    .sort((a, b) => compareKeys(placeKey(a.place), placeKey(b.place)))
    .map(({ problem, place }) => problemLine(config.source, place, problem));
  return problemList('CONFIG_INVALID', config.source, lines, schema);
}

/** An error whose message is a heading and a list of problems that are already text. */
export function problemList(
  code: ErrorCode,
  source: string,
  lines: readonly string[],
  schema = 'config',
): GradvarError {
  const heading = `${source}: ${lines.length === 1 ? 'one problem' : `${lines.length} problems`}`;
  const more = lines.length > LISTED ? [`and ${lines.length - LISTED} more`] : [];
  const listed = [...lines.slice(0, LISTED), ...more].flatMap((line) =>
    line.split('\n').map((part, i) => `${i === 0 ? '  ' : '    '}${part}`),
  );
  const hint = `nothing was started; \`gradvar schema ${schema}\` describes every key`;
  return new GradvarError(code, EXIT.usage, [heading, ...listed], hint);
}

/** `sigma[2]`, `integrands[0].params.k`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const word = /^[A-Za-z_$][\w.$-]*$/.test(key) ? key : JSON.stringify(key);
    return text === '' ? word : `${text}.${word}`;
  }, '');
}

/** `configs/x.yaml:7:10`, or the option as typed. */
export function placeText(source: string, place: ConfigPlace): string {
  switch (place.kind) {
    case 'file':
      return `${source}:${place.line}:${place.column}`;
    case 'option':
      return place.option;
    case 'memory':
      return source;
  }
}

function problemLine(source: string, place: ConfigPlace, { path, text }: Problem): string {
  const where = [placeText(source, place), pathText(path)].filter((part) => part !== '').join(' ');
  return `${where}: ${text}`;
}

function placeOfProblem(root: Located, { path, at }: Problem): ConfigPlace {
  return at === 'key' ? keyPlaceOf(root, path) : configPlaceOf(root, path);
}

/** Places in the file first, in its order; the sort is stable for the rest. */
function placeKey(place: ConfigPlace): readonly [number, number] {
  return place.kind === 'file' ? [place.line, place.column] : [Infinity, 0];
}

function compareKeys(a: readonly [number, number], b: readonly [number, number]): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  return a[1] - b[1];
}
