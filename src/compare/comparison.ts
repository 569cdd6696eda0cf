import { ROW_CLASSES, rowClass, type ComparedRow, type RowClass } from './compared-row.ts';
import { FAILING, type ResolvedCompareOptions } from './compare-options.ts';
import type { GlobalShift } from './global-shift.ts';
import type { Streams } from './relation.ts';
import type { ComparedRows } from './row-store.ts';
import type { WantedPrecision } from './trials-needed.ts';

export type ClassCounts = Readonly<Record<RowClass, number>>;

/** All that came out of comparing two results. */
export interface Comparison {
  /** As the user wrote them. */
  readonly base: string;
  readonly next: string;
  readonly options: ResolvedCompareOptions;
  /** Folder for `gradvar replay`; null if the new side is a summary alone. */
  readonly replayFolder: string | null;
  /** Whether both summaries hold the same bytes; their rows were not looked at then. */
  readonly sameBytes: boolean;
  readonly samePlan: boolean;
  readonly streams: Streams;
  /** Every row but the identical ones, which are only counted. */
  readonly rows: ComparedRows;
  /** Row p-values up to this one are rejected; −1 if none is. */
  readonly threshold: number;
  readonly precision: WantedPrecision;
  readonly shifts: readonly GlobalShift[];
  readonly counts: ClassCounts;
  /** By the name of the integrand, in the order of the files. */
  readonly integrands: ReadonlyMap<string, ClassCounts>;
  /** The first block that differs, by cell, where it could be found. */
  readonly blocks: ReadonlyMap<string, number>;
  /** Sides that have fewer rows than their plan. */
  readonly incomplete: readonly IncompleteSide[];
  /** Sides whose summary is not the sealed one, as far as they have a seal. */
  readonly edited: readonly string[];
  /** Sides whose folder has no seal: their run has not ended. */
  readonly unsealed: readonly string[];
}

export interface IncompleteSide {
  readonly label: string;
  readonly rows: number;
  readonly planned: number;
}

export function classOf({ threshold }: Pick<Comparison, 'threshold'>, row: ComparedRow): RowClass {
  return rowClass(row, threshold);
}

/** Counts of classes while they grow. */
export type Counting = Record<RowClass, number>;

export function noCounts(): Counting {
  return Object.fromEntries(ROW_CLASSES.map((name) => [name, 0])) as Counting;
}

export function countedRows(counts: ClassCounts): number {
  return ROW_CLASSES.reduce((sum, name) => sum + counts[name], 0);
}

/** The gravest rows, at most `most`: by class, then the smallest p-value, then in the order of the files. */
export function worstRows(comparison: Comparison, most: number): readonly ComparedRow[] {
  const rank = new Map(ROW_CLASSES.map((name, i) => [name, i]));
  const worst: { readonly row: ComparedRow; readonly rank: number; readonly p: number }[] = [];
  for (const row of comparison.rows) {
    const found = classOf(comparison, row);
    if (!NOTABLE.has(found) && !comparison.options.failing.has(found)) continue;
    const entry = { row, rank: rank.get(found) ?? 0, p: row.kind === 'tested' ? row.p : 0 };
    const after = worst.findIndex(
      (other) => entry.rank < other.rank || (entry.rank === other.rank && entry.p < other.p),
    );
    if (after === -1 && worst.length >= most) continue;
    worst.splice(after === -1 ? worst.length : after, 0, entry);
    if (worst.length > most) worst.pop();
  }
  return worst.map(({ row }) => row);
}

/** Rows worth a line of their own though they do not fail; the others are as expected, or too many. */
const NOTABLE: ReadonlySet<RowClass> = new Set(FAILING);
