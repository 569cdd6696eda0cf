import type { SummaryRow } from '../../tables/columns/columns.ts';
import { growingNumbers } from '../../statistics/growing-numbers.ts';
import { collectCoverage, type CoverageBin } from './coverage.ts';
import { quantilePairs, type QuantilePair } from './quantile-pairs.ts';

/**
 * Rows whose exact and measured ratio lie in one cell of a fine grid over their logs: place times BINS is
 * log10.
 */
export type RatioCount = readonly [exact: number, measured: number, rows: number];

/** Cells of that grid in a decade: finer than the dots that are drawn. */
export const BINS = 40;

/** Points of the Q-Q plot. */
const MOST_QUANTILES = 1000;

/** Do the measured numbers agree with the exact ones? What the figures of it need of any number of rows. */
export interface Truth {
  /** Rows that have both ratios. */
  readonly both: number;
  readonly ratios: readonly RatioCount[];
  /** z scores of rows with intervals of quality `ok`. */
  readonly scores: number;
  readonly quantiles: readonly QuantilePair[];
  readonly coverage: readonly CoverageBin[];
}

export function collectTruth() {
  let both = 0;
  const ratios = new Map<string, [number, number, number]>();
  const scores = growingNumbers();
  const coverage = collectCoverage();
  return {
    add(row: SummaryRow): void {
      coverage.add(row);
      if (row.ci_quality === 'ok' && row.z_score !== null) scores.add(row.z_score);
      const { variance_ratio: measured, variance_ratio_exact: exact } = row;
      if (!hasBothRatios(row) || measured === null || exact === null) return;
      both += 1;
      const [x, y] = [Math.floor(BINS * Math.log10(exact)), Math.floor(BINS * Math.log10(measured))];
      const key = `${x} ${y}`;
      const found = ratios.get(key);
      if (found === undefined) ratios.set(key, [x, y, 1]);
      else found[2] += 1;
    },
    result: (): Truth => ({
      both,
      ratios: [...ratios.values()],
      scores: scores.values().length,
      quantiles: quantilePairs(scores.values(), MOST_QUANTILES),
      coverage: coverage.result(),
    }),
  };
}

export function truthOf(rows: readonly SummaryRow[]): Truth {
  const truth = collectTruth();
  for (const row of rows) truth.add(row);
  return truth.result();
}

export const hasBothRatios = ({
  variance_ratio: measured,
  variance_ratio_exact: exact,
}: SummaryRow): boolean => measured !== null && exact !== null && measured > 0 && exact > 0;
