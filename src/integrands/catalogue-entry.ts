import type { Parameters } from '../formula/tree/tree.ts';

/**
 * What kind of function r is, for grouping rows; a word, not a promise. The promises (kinks, jumps, infinite
 * moments) are worked out from the formula.
 */
export type IntegrandClass =
  | 'degenerate'
  | 'linear'
  | 'polynomial'
  | 'oscillating'
  | 'bump'
  | 'growth'
  | 'heavy_tail'
  | 'singular'
  | 'kink'
  | 'discontinuous'
  | 'steep'
  | 'learning'
  | 'finance';

/**
 * A function r that a config can name.
 *
 * @example
 * const text = ({ name, formula }: CatalogueEntry) => `${name} = ${formula}`;
 */
export interface CatalogueEntry {
  readonly name: string;
  readonly formula: string;
  /** Defaults of all its parameters. */
  readonly parameters: Parameters;
  readonly class: IntegrandClass;
  /** Where it was used before, or `new`. */
  readonly source: string;
  /** Why it is in the catalogue. */
  readonly why: string;
}

/** An entry without parameters. */
export function plain(
  name: string,
  formula: string,
  kind: IntegrandClass,
  source: string,
  why: string,
): CatalogueEntry {
  return { name, formula, parameters: {}, class: kind, source, why };
}

/** An entry with one parameter. */
export function family(parameters: Parameters, entry: CatalogueEntry): CatalogueEntry {
  return { ...entry, parameters };
}
