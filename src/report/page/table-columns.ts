import { COLUMNS } from '../../tables/columns/columns.ts';
import { guideColumnsOf } from '../../tables/row-axes.ts';
import { visibleLine } from '../../text/visible.ts';
import { sayNumber } from '../data/number-text.ts';
import type { ReportRow } from '../data/report-row.ts';
import { element } from './element.ts';

/** What people need first. */
const FIRST = [
  'integrand',
  'formula',
  'mu',
  'sigma',
  'component',
  'variance_ratio',
  'variance_ratio_exact',
  'winner',
  'ci_quality',
  'status',
] as const;

/** Every column of summary.csv, and the class. */
export const ALL_COLUMNS: readonly string[] = [...COLUMNS.map(({ name }) => name), 'class'];

/** The first one names the row and is always there. */
export const NAME_COLUMN = 'integrand';

/** Those that the state names, in the order of a table; else what people need first, phi and x among it. */
export function chosenColumns(state: string, rows: readonly ReportRow[]): readonly string[] {
  const named = new Set(state.split(','));
  const chosen = ALL_COLUMNS.filter((name) => named.has(name) && name !== NAME_COLUMN);
  if (state !== '') return [NAME_COLUMN, ...chosen];
  const guide = rows[0] === undefined ? [] : guideColumnsOf(rows[0]);
  return FIRST.flatMap((name) => (name === 'mu' ? [...guide, name] : [name]));
}

/** Heads of columns in words. */
export const HEADS: Readonly<Record<string, string>> = {
  component: 'd/d',
  variance_ratio: 'ratio V1/V2 (95 %)',
  variance_ratio_exact: 'exact',
  ci_quality: 'trust',
};

/** The cell of a column: a ratio with its interval. */
export function cellOf(row: ReportRow, name: string): HTMLElement {
  const value = row[name as keyof ReportRow] as string | number | null;
  if (typeof value === 'string') return element('td', {}, visibleLine(value));
  if (value === null || value === undefined) return element('td', { class: 'number' }, '–');
  const number = element('data', { value: String(value) }, sayNumber(value, 4));
  const interval = name === 'variance_ratio' ? intervalText(row) : '';
  return element('td', { class: 'number' }, number, interval);
}

const intervalText = ({ variance_ratio_low: low, variance_ratio_high: high }: ReportRow): string =>
  low === null || high === null ? '' : ` (${sayNumber(low, 3)} to ${sayNumber(high, 3)})`;
