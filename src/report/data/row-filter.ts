import { COLUMNS, columnPlace, type SummaryRow } from '../../tables/columns/columns.ts';

/** What a row must have in one column. */
export type Condition = { readonly column: keyof SummaryRow } & (
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'numbers'; readonly numbers: readonly number[] }
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
);

/** The rows of which a report is wanted: every condition holds. */
export interface RowFilter {
  /** As it was written. */
  readonly text: string;
  readonly conditions: readonly Condition[];
}

export const ALL_ROWS: RowFilter = { text: '', conditions: [] };

/** Columns that a condition may name. */
export const FILTER_COLUMNS: readonly string[] = COLUMNS.map(({ name }) => name);

/** Whether a row, as the fields of its line, is wanted. */
export function filterOf({ conditions }: RowFilter): (fields: readonly string[]) => boolean {
  const places = conditions.map(({ column }) => columnPlace(column));
  return (fields) => conditions.every((condition, i) => holds(condition, fields[places[i]!]!));
}

function holds(condition: Condition, field: string): boolean {
  if (condition.kind === 'words') return condition.words.includes(field);
  if (field === '') return false;
  const value = Number(field);
  if (condition.kind === 'range') return condition.low <= value && value <= condition.high;
  return condition.numbers.some((number) => Math.abs(value - number) <= ROUNDING * Math.abs(number));
}

/** A value of an axis that was computed may differ from what a person writes in its last digits. */
const ROUNDING = 1e-9;
