/**
 * Rows of summary.csv, packed so that a million of them are soon sent: see `unpackedRows`.
 *
 * @example
 * const count = ({ rows }: PackedRows): number => rows;
 */
export interface PackedRows {
  readonly rows: number;
  /** Row after row; NaN for null. */
  readonly numbers: Float64Array;
  /** Row after row, places in `texts`. */
  readonly words: Uint32Array;
  readonly texts: readonly string[];
}

/**
 * E[r²]/sigma², E[r'²] and 2E[r·r'']: their sum is V1 − V2 of one draw, for component mu.
 *
 * @example
 * const difference = ([square, slope, curvature]: WhyTerms) => square + slope + curvature;
 */
export type WhyTerms = readonly [square: number, derivativeSquare: number, curvature: number];

/**
 * A cell whose blocks could not be computed.
 *
 * @example
 * const text = ({ cell_id, reason }: FailedCell) => `${cell_id}: ${reason}`;
 */
export interface FailedCell {
  readonly cell_id: string;
  readonly reason: string;
}

/**
 * Lines of a table, UTF-8.
 *
 * @example
 * const lines = ({ text }: TableText) => new TextDecoder().decode(text);
 */
export interface TableText {
  readonly rows: number;
  readonly text: Uint8Array;
}

/**
 * Cells that are done and stand side by side in plan order, as plain data: a worker makes those of the points
 * that it does whole.
 *
 * @example
 * const failures = ({ failed }: FinishedCells): number => failed.length;
 */
export interface FinishedCells {
  /** Index of the first of them. */
  readonly first: number;
  readonly count: number;
  /** Those of them whose blocks could not be computed. */
  readonly failed: readonly FailedCell[];
  /** What they add to each table of the plan, in the order of `tablesOf`. */
  readonly tables: readonly TableText[];
  /** Their rows of summary.csv; every cell has as many. */
  readonly packed: PackedRows;
  /** Of the point of each cell; null where one is infinite or not known. */
  readonly terms: readonly (WhyTerms | null)[];
}
