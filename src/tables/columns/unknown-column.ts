import { textColumn as text } from './column-makers.ts';

/** Of every table with exact numbers. */
export const UNKNOWN_COLUMN = text(
  'unknown',
  'Which exact numbers are not known and why, as bias_2, mse_ratio: REASON; …, or all: REASON; empty where all are known, infinite or not defined',
);
