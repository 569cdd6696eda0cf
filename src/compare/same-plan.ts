import { COLUMNS, type Column, type SummaryRow } from '../tables/columns/columns.ts';

/** Tier 1: what became of a row of the same cell, streams and trials, where noise is impossible. */
export interface SameDraws {
  readonly rowClass: 'identical' | 'drift' | 'changed';
  readonly detail: string;
}

/** Largest relative difference that counts as drift: what another engine or order of sums does to doubles. */
const DRIFT = 1e-9;

/**
 * The number of the first block of a cell whose sums differ between the two sides; undefined if that is not
 * known.
 */
export type FindDifferingBlock = (cellId: string) => Promise<number | undefined>;

/**
 * Compares a row with itself run again. The label of the integrand may differ.
 *
 * The difference of a number is taken relative to the larger of the two; of a mean, gradient or bias relative
 * to the standard deviation of one estimate as well; of a z score relative to 1. Variances that are only the
 * rounding of a constant (standard deviation up to 1e-12 of the mean) are taken for 0.
 */
export function compareSameDraws(base: SummaryRow, next: SummaryRow): SameDraws {
  let worst = 0;
  let where = '';
  for (const column of COMPARED) {
    const [was, is] = [base[column.name], next[column.name]];
    if (was === is) continue;
    if (typeof was !== 'number' || typeof is !== 'number') {
      return { rowClass: 'changed', detail: `${column.name} was ${told(was)}, now ${told(is)}` };
    }
    const apart = relativeDifference(column, was, is, base, next);
    if (apart > worst) [worst, where] = [apart, column.name];
  }
  if (worst === 0) return { rowClass: 'identical', detail: '' };
  const detail = `${where} differs by ${worst.toExponential(1)}, the most`;
  return { rowClass: worst <= DRIFT ? 'drift' : 'changed', detail };
}

type Name = (typeof COLUMNS)[number]['name'];

/**
 * The name is a label, and why a row has no more trials depends on what was asked for, not on its draws. The
 * others came later and follow from the cell and the exact values: a result from before has none of them.
 */
const NOT_COMPARED: readonly string[] = ['integrand', 'stopped', 'phi', 'x', 'snr_1', 'snr_2', 'unknown'];

const COMPARED = COLUMNS.filter(({ name }) => !NOT_COMPARED.includes(name)) as readonly (Column & {
  readonly name: Name;
})[];

function relativeDifference(
  { name, unit }: Column,
  was: number,
  is: number,
  base: SummaryRow,
  next: SummaryRow,
): number {
  const difference = Math.abs(was - is);
  const largest = Math.max(Math.abs(was), Math.abs(is));
  if (unit === 'gradient²' && largest <= roundingVariance(base, next)) return 0;
  if (unit === 'gradient') return difference / Math.max(largest, deviation(base), Number.MIN_VALUE);
  return difference / Math.max(largest, name === 'z_score' ? 1 : Number.MIN_VALUE);
}

function roundingVariance(base: SummaryRow, next: SummaryRow): number {
  const means = [base.mean_1, base.mean_2, next.mean_1, next.mean_2].map((mean) => Math.abs(mean ?? 0));
  const rounding = 1e-12 * Math.max(...means);
  return rounding * rounding;
}

function deviation({ variance_1, variance_2 }: SummaryRow): number {
  return Math.sqrt(Math.max(variance_1 ?? 0, variance_2 ?? 0));
}

function told(value: string | number | null): string {
  return value === null || value === '' ? 'empty' : String(value);
}
