import type { Plan } from '../plan/plan.ts';
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

/** Those that the results of a plan have. */
export function tablesOf(plan: Plan): readonly ResultTable[] {
  return TABLES.filter(({ isFor }) => isFor(plan));
}
