import { TOTAL } from '../estimators/component.ts';
import type { SummaryRow } from './columns/columns.ts';
import { namedNumbers } from './row-axes.ts';

/** What the rows of one function have in common, in words: `cosine k=3`, `square dimension=10`. */
export function rowName({
  integrand,
  params,
  dimension,
}: Pick<SummaryRow, 'integrand' | 'params' | 'dimension'>): string {
  const coordinates = dimension === null || dimension === 1 ? '' : `dimension=${dimension}`;
  return [integrand, params, coordinates].filter((part) => part !== '').join(' ');
}

/** Where a row is, in words: `mu=0 sigma=1`; before them the phi and x that they are functions of. */
export function pointText({ mu, sigma, phi, x }: Pick<SummaryRow, 'mu' | 'sigma' | 'phi' | 'x'>): string {
  const guide = [...namedNumbers(phi)].map(([name, value]) => `${name}=${fourDigits(value)}`);
  const data = x === null ? [] : [`x=${fourDigits(x)}`];
  return [...guide, ...data, `mu=${fourDigits(mu)}`, `sigma=${fourDigits(sigma)}`].join(' ');
}

const fourDigits = (value: number | null): string =>
  value === null ? '' : String(Number(value.toPrecision(4)));

/** What is differentiated, in words: `d/dmu`, `the whole gradient`. */
export const derivativeText = (component: string): string =>
  component === TOTAL ? 'the whole gradient' : `d/d${component}`;
