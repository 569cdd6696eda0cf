import type { SummaryRow } from './columns/columns.ts';
import { isDecided, isWin, isWinByBias, pairNamesOf } from './estimator-pair.ts';

/**
 * A point: a function with its parameters and dimension, mu, sigma, phi, x, the component and the pair of
 * estimators. Its rows differ in m alone, and its winner is that of the largest m: what is repeated for every
 * m counts once.
 */
export const pointOf = (row: SummaryRow): string => `${groupOf(row)}\n${row.component}\n${pairNamesOf(row)}`;

/** The rows of one group stand side by side. */
const groupOf = ({ integrand, params, dimension, mu, sigma, phi, x }: SummaryRow): string =>
  `${integrand}\n${params}\n${dimension}\n${mu}\n${sigma}\n${phi}\n${x}`;

/** How many points there are, and who wins in them. */
export interface PointCounts {
  readonly points: number;
  /** With a winner. */
  readonly decided: number;
  /** Points in which the challenger of the pair (`challengerOf`) wins. */
  readonly wins: number;
  /** Those of them in which it does because the other one is biased. */
  readonly winsByBias: number;
}

export const NO_POINTS: PointCounts = { points: 0, decided: 0, wins: 0, winsByBias: 0 };

export const countedWith = (
  { points, decided, wins, winsByBias }: PointCounts,
  row: SummaryRow,
): PointCounts => ({
  points: points + 1,
  decided: decided + Number(isDecided(row)),
  wins: wins + Number(isWin(row)),
  winsByBias: winsByBias + Number(isWinByBias(row)),
});

/** Tells of each point the row of its largest m, when its last row has come; memory is that of one group. */
export function collectPoints(tell: (row: SummaryRow, index: number) => void) {
  const open = new Map<string, readonly [row: SummaryRow, index: number]>();
  let group = '';
  const flush = (): void => {
    for (const [row, index] of open.values()) tell(row, index);
    open.clear();
  };
  return {
    add(row: SummaryRow, index: number): void {
      const own = groupOf(row);
      if (own !== group) flush();
      group = own;
      const key = pointOf(row);
      const [before] = open.get(key) ?? [];
      if (before === undefined || (row.m ?? 0) > (before.m ?? 0)) open.set(key, [row, index]);
    },
    flush,
  };
}
