import { createHash } from 'node:crypto';
import type { Plan } from './plan.ts';

/** Plain JSON data. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Canonical JSON of plain data, in the manner of RFC 8785: no white space, keys sorted by UTF-16 code unit,
 * shortest round-trip numbers, -0 as 0. Equal data gives equal text, whatever the order of the keys.
 *
 * Errors: a RangeError for a number that is not finite, which JSON cannot hold.
 */
export function canonicalJson(data: Json): string {
  if (typeof data === 'number') {
    if (!Number.isFinite(data)) throw new RangeError(`canonical JSON cannot hold ${data}`);
    return JSON.stringify(data);
  }
  if (data === null || typeof data !== 'object') return JSON.stringify(data);
  if (isList(data)) return `[${data.map(canonicalJson).join(',')}]`;
  const members = Object.keys(data)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(data[key]!)}`);
  return `{${members.join(',')}}`;
}

/** Canonical JSON of a plan: the text of plan.json, without the line feed that ends the file. */
export function planJson(plan: Plan): string {
  return canonicalJson(plan as unknown as Json);
}

/**
 * SHA-256, as 64 hex digits, of the canonical JSON of a plan.
 *
 * @example
 * planId(loadPlan('configs/ci.yaml')).length; // → 64
 */
export function planId(plan: Plan): string {
  return createHash('sha256').update(planJson(plan), 'utf8').digest('hex');
}

function isList(data: Json): data is readonly Json[] {
  return Array.isArray(data);
}
