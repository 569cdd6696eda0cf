import { SUMMARY } from './summary-table.ts';
import { tableFile, type ResultTable } from './result-table.ts';
import { WHY } from './why-table.ts';

/** Every deterministic CSV file of a results folder; summary.csv is the first. */
export const TABLES: readonly ResultTable[] = [SUMMARY, WHY];

export const TABLE_FILES: readonly string[] = TABLES.map(tableFile);
