import type { FileColumn } from './csv-column.ts';

/** How the numbers of a file are written. */
export interface SamplesFormat {
  readonly name: 'csv' | 'npy' | 'json' | 'parquet';
  readonly type: string;
  /** Relative distance of neighboring numbers. */
  readonly epsilon: number;
}

/** The format of binary columns of these types. */
export function binaryFormat(
  name: SamplesFormat['name'],
  types: readonly { readonly name: string; readonly epsilon: number }[],
): SamplesFormat {
  return {
    name,
    type: [...new Set(types.map((type) => type.name))].join(', '),
    epsilon: Math.max(...types.map(({ epsilon }) => epsilon)),
  };
}

/** A file of gradients that is open: one estimate a row, one parameter a column. */
export interface Gradients {
  readonly format: SamplesFormat;
  readonly columns: readonly FileColumn[];
  /** Whole rows, one after the other. A chunk holds until the next one is asked for. */
  readonly chunks: Iterable<Float64Array>;
  /** What was left out, a sentence each. */
  readonly notes: readonly string[];
}

/** Numbers handed on at once, if a row is not longer. */
export const NUMBERS_AT_ONCE = 8192;

/** Rows handed on at once. */
export function rowsAtOnce(columns: number): number {
  return Math.max(1, Math.floor(NUMBERS_AT_ONCE / columns));
}
