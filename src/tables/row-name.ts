import type { SummaryRow } from './columns/columns.ts';

/** What the rows of one function have in common, in words: `cosine k=3`, `square dimension=10`. */
export function rowName({
  integrand,
  params,
  dimension,
}: Pick<SummaryRow, 'integrand' | 'params' | 'dimension'>): string {
  const coordinates = dimension === null || dimension === 1 ? '' : `dimension=${dimension}`;
  return [integrand, params, coordinates].filter((part) => part !== '').join(' ');
}
