import { CONFIDENCE_TEXT } from '../elementary/constants.ts';
import type { SummaryRow } from '../tables/columns/columns.ts';
import type { QuantityName } from './quantities.ts';

/** What became of a row, the gravest first. */
export const ROW_CLASSES = [
  'exact_moved',
  'status_changed',
  'removed',
  'changed',
  'worse',
  'better',
  'drift',
  'heavy_tail',
  'inconclusive',
  'unmeasured',
  'added',
  'equivalent',
  'identical',
] as const;
export type RowClass = (typeof ROW_CLASSES)[number];

/** What each class says, in one phrase. */
export const CLASS_MEANINGS: Readonly<Record<RowClass, string>> = {
  exact_moved: 'an exact value moved: the oracle or a definition changed',
  status_changed: 'the status changed',
  removed: 'the row is missing in the new result',
  changed:
    'same draws, other numbers; or a difference beyond the minimum effect that is neither worse nor better',
  worse: 'a variance grew beyond the minimum effect',
  better: 'a variance shrank beyond the minimum effect',
  drift: 'same draws, numbers apart by at most 1e-9',
  heavy_tail: 'too few trials for so heavy a tail: not judged',
  inconclusive: 'neither a difference nor equivalence can be claimed: more trials are needed',
  unmeasured: 'no variance was measured on either side',
  added: 'the row is new',
  equivalent: `within the minimum effect with ${CONFIDENCE_TEXT} confidence`,
  identical: 'the same text',
};

/** The cell of a row; one object for all rows of the cell. */
export type CellPlace = Pick<
  SummaryRow,
  'cell_id' | 'integrand' | 'params' | 'phi' | 'x' | 'mu' | 'sigma' | 'm' | 'dimension'
>;

interface Place {
  readonly cell: CellPlace;
  readonly component: string;
  readonly estimator_1: string;
  readonly estimator_2: string;
  readonly ratioBase: number | null;
  readonly ratioNew: number | null;
}

/**
 * A row whose class no statistics can change. `sameDraws`: told apart by bits, so that a block can be
 * replayed.
 */
export interface SettledRow extends Place {
  readonly kind: 'settled';
  readonly rowClass: RowClass;
  readonly detail: string;
  readonly sameDraws: boolean;
  /** Trials that would make it testable; null where that is not known. */
  readonly trialsNeeded: number | null;
}

/** What a test says of a row; its class follows from `p` once the threshold of the whole family is known. */
export interface RowTest {
  readonly kind: 'tested';
  /** Of the whole row, corrected for the number of its quantities. */
  readonly p: number;
  /** The same for variances that grew alone, and for those that shrank. */
  readonly pGrown: number;
  readonly pShrunk: number;
  /**
   * Quantity with the smallest p, its difference (log units; means: standard deviations of one estimate) and
   * error.
   */
  readonly leading: QuantityName;
  readonly difference: number;
  readonly standardError: number;
  readonly equivalent: boolean;
  /** Variance of the widest tested log difference were both sides one trial long. */
  readonly varianceAtOneTrial: number;
}

export interface TestedRow extends Place, RowTest {}

export type ComparedRow = SettledRow | TestedRow;

/** Class of a row when row p-values up to `threshold` are rejected. */
export function rowClass(row: ComparedRow, threshold: number): RowClass {
  if (row.kind === 'settled') return row.rowClass;
  if (row.p > threshold) return row.equivalent ? 'equivalent' : 'inconclusive';
  const grown = row.pGrown <= threshold;
  const shrunk = row.pShrunk <= threshold;
  if (grown === shrunk) return 'changed';
  return grown ? 'worse' : 'better';
}
