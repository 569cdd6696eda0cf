import type { CatalogueEntry } from './catalogue-entry.ts';
import { LEARNING } from './catalogue-learning.ts';
import { ROUGH } from './catalogue-rough.ts';
import { SMOOTH_ENTRIES } from './catalogue-smooth.ts';

export type { CatalogueEntry, IntegrandClass } from './catalogue-entry.ts';

/**
 * The functions r that a config can name, each with its defaults; formulas are canonical.
 *
 * @example
 * catalogue.some(({ name }) => name === 'sin10'); // → true
 */
export const catalogue: readonly CatalogueEntry[] = [...SMOOTH_ENTRIES, ...ROUGH, ...LEARNING];

/** The entry of that name, or null. */
export function catalogueEntry(name: string): CatalogueEntry | null {
  return catalogue.find((entry) => entry.name === name) ?? null;
}
