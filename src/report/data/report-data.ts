import type { WhyTerms } from '../../plan/finished-cells.ts';
import type { Health } from '../../tables/columns/health.ts';
import type { PairNames } from '../../tables/estimator-pair.ts';
import type { PointCounts } from '../../tables/points.ts';
import type { Truth } from './truth.ts';

/** What the page is made of: plain data, embedded as JSON. */
export interface ReportData {
  readonly version: string;
  readonly name: string;
  readonly plan: string;
  /** Whether summary.csv is what seal.json says. */
  readonly seal: 'sealed' | 'unsealed' | 'changed';
  /** In the order of the columns of summary.csv. */
  readonly columns: readonly EncodedColumn[];
  /** Class word of every integrand, by name. */
  readonly classes: Readonly<Record<string, string>>;
  /** One for each pair of estimators, score against pathwise first; none without rows. */
  readonly findings: readonly PairFindings[];
  readonly why: EncodedWhy;
  /** What the report does not show, and why: sentences to be read before its numbers. */
  readonly notes: readonly string[];
  /** What the rows here are part of; null if they are all. */
  readonly whole: Whole | null;
  /** What a run that goes on will bring; null for one that has ended. */
  readonly live: LivePlan | null;
}

/** Facts of all rows, where the report holds a part of them. */
export interface Whole {
  readonly truth: Truth;
  /** Of each pair, in the order of the findings. */
  readonly truthOfPairs: readonly Truth[];
  /** For which other sample sizes the rows of one stand, as shown. */
  readonly sizes: readonly SizeRange[];
}

export interface SizeRange {
  readonly m: string;
  readonly from: string;
  readonly to: string;
}

export interface LivePlan {
  readonly cells: number;
  readonly rows: number;
}

/**
 * A column of few values as these and, for each row, the place of its value; one of many numbers as its
 * doubles, little-endian, NaN for none. Bytes are written as base64: a page of numbers in digits is read for
 * seconds.
 */
export type EncodedColumn =
  | {
      readonly kind: 'values';
      readonly values: readonly (string | number | null)[];
      readonly placeBytes: 1 | 2 | 4;
      readonly places: string;
    }
  | { readonly kind: 'doubles'; readonly doubles: string };

/** What the rows of one pair of estimators say. */
export interface PairFindings extends PairNames, PointCounts {
  readonly rows: number;
  readonly health: Health;
  readonly classes: readonly ClassFindings[];
  /** Rows that are to be read with care, by why. */
  readonly flagged: readonly (readonly [why: string, rows: number])[];
  /** Rows of the points in which the challenger wins most clearly. */
  readonly clearest: readonly number[];
}

export interface ClassFindings {
  readonly name: string;
  readonly points: number;
  readonly wins: number;
  /** Row in which the challenger wins most clearly. */
  readonly strongest: number | null;
}

/** Terms by point; `rows` is the place of each row's point. */
export interface EncodedWhy {
  readonly points: readonly (WhyTerms | null)[];
  readonly rows: readonly number[];
}
