import type { Asked } from '../estimators/asked.ts';
import { PHI } from './phi-table.ts';
import { RATIO } from './ratio-table.ts';
import { SUMMARY } from './summary-table.ts';
import { tableFile, type ResultTable } from './result-table.ts';
import { WHY } from './why-table.ts';

/**
 * Every deterministic CSV file that a results folder may have; summary.csv is the first.
 *
 * @example
 * TABLES[0]?.name; // → 'summary'
 */
export const TABLES: readonly ResultTable[] = [SUMMARY, WHY, PHI, RATIO];

export const TABLE_FILES: readonly string[] = TABLES.map(tableFile);

/** Those that the results of a plan which asks this have. */
export function tablesOf(asked: Asked): readonly ResultTable[] {
  return TABLES.filter(({ isFor }) => isFor(asked));
}
