import type { z } from 'zod';
import { didYouMean, foundText } from './found.ts';
import { locate, PROTOTYPE_KEY, type Located, type Path } from './located.ts';
import { keyProblem, valueProblem, type Problem } from './problem.ts';
import { allowedBelow } from './schema-path.ts';

type Issue = z.core.$ZodIssue;

/** A file as written, and what it should be. */
interface Read {
  readonly schema: z.ZodType;
  readonly root: Located;
}

/** What a schema has against a file: unknown and missing keys, wrong types, values out of range. */
export function structureProblems(schema: z.ZodType, root: Located, data: unknown): readonly Problem[] {
  const { error } = schema.safeParse(data);
  const read = { schema, root };
  const issues = error === undefined ? [] : error.issues.flatMap((issue) => problemsOf(read, [], issue));
  return [...issues, ...prototypeKeys(root, [])];
}

function prototypeKeys(value: Located, path: Path): readonly Problem[] {
  if (value.kind === 'scalar') return [];
  if (value.kind === 'list') return value.items.flatMap((item, i) => prototypeKeys(item, [...path, i]));
  return [...value.entries].flatMap(([key, entry]) => {
    const at = [...path, key];
    if (key === PROTOTYPE_KEY) return [keyProblem(at, `found the key "${key}", expected another name`)];
    return prototypeKeys(entry.value, at);
  });
}

function problemsOf(read: Read, around: Path, issue: Issue): readonly Problem[] {
  const path = [...around, ...issue.path.map((key) => (typeof key === 'number' ? key : String(key)))];
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(read, path, issue.keys);
    case 'invalid_union':
      return unionProblems(read, path, issue);
    case 'invalid_key': {
      const key = JSON.stringify(path.at(-1));
      return [keyProblem(path, `found ${key}, expected ${issue.issues[0]?.message ?? issue.message}`)];
    }
    default:
      return [mismatch(read.root, path, issue)];
  }
}

function unknownKeys({ schema }: Read, path: Path, keys: readonly string[]): readonly Problem[] {
  const known = allowedBelow(schema, path).keys;
  return keys.map((key) => {
    const text = `unknown key ${JSON.stringify(key)}, expected one of ${known.join(', ')}`;
    return keyProblem([...path, key], text + didYouMean(key, known));
  });
}

/**
 * A union fails with the issues of every alternative. The one that was meant is the one whose type fits; with
 * two map forms, the one whose keys fit as well.
 */
function unionProblems(
  read: Read,
  path: Path,
  issue: Extract<Issue, { code: 'invalid_union' }>,
): readonly Problem[] {
  const meant = issue.errors.filter((issues) => !issues.some(isWrongType));
  if (meant.length === 1) return meant[0]!.flatMap((each) => problemsOf(read, path, each));
  const fitting = meant.filter((issues) => !issues.some(isUnknownKey));
  if (fitting.length === 1) return fitting[0]!.flatMap((each) => problemsOf(read, path, each));
  const value = locate(read.root, path);
  const known = allowedBelow(read.schema, path).keys;
  const keys = value?.kind === 'map' ? [...value.entries.keys()] : [];
  // One misspelt key is named; a mixture of forms is shown what forms there are.
  if (keys.length === 1 && !known.includes(keys[0]!)) return unknownKeys(read, path, keys);
  return [mismatch(read.root, path, issue)];
}

function isWrongType(issue: Issue): boolean {
  return issue.path.length === 0 && issue.code === 'invalid_type';
}

function isUnknownKey(issue: Issue): boolean {
  return issue.path.length === 0 && issue.code === 'unrecognized_keys';
}

function mismatch(root: Located, path: Path, issue: Issue): Problem {
  const value = locate(root, path);
  if (value === undefined) return valueProblem(path, `missing, expected ${issue.message}`);
  const found = `found ${foundText(value)}, expected ${issue.message}`;
  return valueProblem(path, found + advice(path, value, issue));
}

function advice(path: Path, value: Located, issue: Issue): string {
  if (value.kind !== 'scalar') return '';
  if (typeof value.value === 'string' && issue.code === 'invalid_value') {
    return didYouMean(value.value, issue.values.map(String));
  }
  const isString = issue.code === 'invalid_type' && issue.expected === 'string';
  if (!isString || value.value === null) return '';
  if (value.place.kind === 'option' && path[0] === 'seed') return `: use --seed ${value.text}`;
  return `: put it in quotes, "${value.text}"`;
}
