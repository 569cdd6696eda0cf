import { usage } from '../errors.ts';
import { ROW_CLASSES, type RowClass } from './compared-row.ts';
import { CORRECTIONS, type Correction } from '../statistics/multiple-testing.ts';
import type { FindDifferingBlock } from './same-plan.ts';

/** How to compare; what is left out has a default. */
export interface CompareOptions {
  /**
   * Largest relative change of a variance or ratio that does not matter; 0 asks for equality. Default 0.05.
   */
  readonly effect?: number;
  /** Error rate of the whole comparison, half for the rows and half for the global test. Default 0.01. */
  readonly q?: number;
  readonly correction?: Correction;
  /** Classes that fail the comparison beside the usual ones, and usual ones that do not. */
  readonly failOn?: readonly RowClass[];
  readonly allow?: readonly RowClass[];
  /** Tells which block of a cell differs. By default none is known. */
  readonly findDifferingBlock?: FindDifferingBlock;
}

export interface ResolvedCompareOptions {
  readonly effect: number;
  readonly q: number;
  readonly correction: Correction;
  readonly failing: ReadonlySet<RowClass>;
  readonly findDifferingBlock: FindDifferingBlock;
}

/**
 * Classes that fail by default: a variance ratio is a mathematical constant, so any move of it is a defect.
 */
export const FAILING: readonly RowClass[] = [
  'exact_moved',
  'status_changed',
  'removed',
  'changed',
  'worse',
  'better',
  'drift',
];

/** @throws GradvarError USAGE (2) */
export function resolveCompareOptions(options: CompareOptions): ResolvedCompareOptions {
  const { effect = 0.05, q = 0.01, correction = 'bh', failOn = [], allow = [] } = options;
  if (!(effect >= 0 && effect <= 10))
    throw usage(`--minimum-effect: found ${effect}, expected a number from 0 to 10, such as 5% or 0.05`);
  if (!(q >= 1e-9 && q <= 0.5)) throw usage(`--q: found ${q}, expected a number from 1e-9 to 0.5`);
  const allowed = new Set(allow);
  return {
    effect,
    q,
    correction,
    failing: new Set([...FAILING, ...failOn].filter((name) => !allowed.has(name))),
    findDifferingBlock: options.findDifferingBlock ?? (() => Promise.resolve(undefined)),
  };
}

/** `5%` or `0.05`. @throws GradvarError USAGE (2) */
export function parseFraction(option: string, text: string): number {
  const percent = text.endsWith('%');
  const digits = percent ? text.slice(0, -1) : text;
  const value = /^\s*$/.test(digits) ? NaN : Number(digits);
  if (Number.isFinite(value)) return percent ? value / 100 : value;
  throw usage(`${option}: found '${text}', expected a number such as 5% or 0.05`);
}

/** @throws GradvarError USAGE (2) */
export function parseCorrection(text: string): Correction {
  const found = CORRECTIONS.find((name) => name === text);
  if (found !== undefined) return found;
  throw usage(`--correction: found '${text}', expected one of ${CORRECTIONS.join(', ')}`);
}

/** A list of classes, separated by commas. @throws GradvarError USAGE (2) */
export function parseClasses(option: string, text: string): readonly RowClass[] {
  return text.split(',').map((part) => {
    const found = ROW_CLASSES.find((name) => name === part.trim());
    if (found !== undefined) return found;
    throw usage(`${option}: found '${part.trim()}', expected one of ${ROW_CLASSES.join(', ')}`);
  });
}
