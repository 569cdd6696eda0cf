import { TOTAL } from '../estimators/component.ts';
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

/** Where a row is, in words: `mu=0 sigma=1`; before them the values of phi and x that they are functions of. */
export function pointText({ mu, sigma, phi, x }: Pick<SummaryRow, 'mu' | 'sigma' | 'phi' | 'x'>): string {
  const guide = [...(phi === '' ? [] : phi.split(';')), ...(x === null ? [] : [`x=${x}`])];
  return [...guide, `mu=${mu}`, `sigma=${sigma}`].join(' ');
}

/** What is differentiated, in words: `d/dmu`, `the whole gradient`. */
export const derivativeText = (component: string): string =>
  component === TOTAL ? 'the whole gradient' : `d/d${component}`;
