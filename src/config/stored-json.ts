import type { z } from 'zod';
import { EXIT, GradvarError } from '../errors.ts';
import { shorten } from './reading/found.ts';
import { pathText } from './reading/problem.ts';

/** A JSON file of a results folder, and what to do where it is not what gradvar wrote. */
export interface StoredText {
  readonly path: string;
  readonly text: string;
  readonly hint: string;
}

/**
 * The data of a file of a results folder, as its schema wants it. The message of a check is what was
 * expected.
 *
 * @throws GradvarError FOLDER_DAMAGED (50)
 */
export function parseStored<Data>(stored: StoredText, schema: z.ZodType<Data>): Data {
  const data = jsonOf(stored);
  const { success, data: checked, error } = schema.safeParse(data);
  if (success) return checked;
  throw damagedFile(stored, issueText(data, error.issues[0]!));
}

/** @throws GradvarError FOLDER_DAMAGED (50) */
export function jsonOf(stored: StoredText): unknown {
  try {
    return JSON.parse(stored.text);
  } catch {
    throw damagedFile(stored, 'it is no JSON');
  }
}

export function damagedFile({ path, hint }: StoredText, what: string): GradvarError {
  const message = `${path} is not as gradvar writes it, it was changed or damaged: ${what}`;
  return new GradvarError('FOLDER_DAMAGED', EXIT.io, message, hint);
}

function issueText(data: unknown, issue: z.core.$ZodIssue): string {
  const where = issue.path.length === 0 ? '' : `${pathText(issue.path.map(keyOf))}: `;
  if (issue.code === 'unrecognized_keys')
    return `${where}found the key ${told(issue.keys[0])}, which it has not`;
  return `${where}found ${told(valueAt(data, issue.path))}, expected ${issue.message}`;
}

const keyOf = (key: PropertyKey): string | number => (typeof key === 'number' ? key : String(key));

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((value, key) => (value as Readonly<Record<PropertyKey, unknown>>)[key], data);
}

function told(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return value !== null && typeof value === 'object' ? 'a map' : shorten(JSON.stringify(value));
}
