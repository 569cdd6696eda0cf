import type { Health } from '../results/findings.ts';

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
  readonly findings: ReportFindings;
  readonly why: EncodedWhy;
}

/** A text column as distinct words and, for each row, the place of its word. */
export type EncodedColumn =
  | { readonly kind: 'numbers'; readonly values: readonly (number | null)[] }
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly rows: readonly number[] };

export interface ReportFindings {
  readonly rows: number;
  readonly decided: number;
  readonly scoreWins: number;
  readonly health: Health;
  readonly classes: readonly ClassFindings[];
}

export interface ClassFindings {
  readonly name: string;
  readonly rows: number;
  readonly scoreWins: number;
  /** Row in which the score function wins most clearly. */
  readonly strongest: number | null;
}

/** E[r²]/sigma², E[r'²] and 2E[r·r'']: their sum is V1 − V2 of one draw, for component mu. */
export type WhyTerms = readonly [square: number, derivativeSquare: number, curvature: number];

/** Terms by point; `rows` is the place of each row's point, none for too large a grid. */
export interface EncodedWhy {
  readonly points: readonly (WhyTerms | null)[];
  readonly rows: readonly number[];
}
