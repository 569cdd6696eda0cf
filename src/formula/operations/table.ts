import type { Operation } from '../tree/tree.ts';
import { ARITHMETIC } from './arithmetic.ts';
import { EXPONENTIAL } from './exponential.ts';
import { HYPERBOLIC } from './hyperbolic.ts';
import { INVERSE_HYPERBOLIC } from './inverse-hyperbolic.ts';
import { INVERSE_TRIGONOMETRIC } from './inverse-trigonometric.ts';
import { LOG_NORMAL } from './log-normal.ts';
import { LOGISTIC } from './logistic.ts';
import { NORMAL } from './normal.ts';
import { PIECEWISE } from './piecewise.ts';
import { POWERS } from './powers.ts';
import type { Rows } from './rows.ts';
import { TRIGONOMETRIC } from './trigonometric.ts';

/** Every operation of a tree, with all that is known of it. */
export const OPERATIONS: Rows<Operation> = {
  ...ARITHMETIC,
  ...POWERS,
  ...EXPONENTIAL,
  ...TRIGONOMETRIC,
  ...INVERSE_TRIGONOMETRIC,
  ...HYPERBOLIC,
  ...INVERSE_HYPERBOLIC,
  ...PIECEWISE,
  ...LOGISTIC,
  ...NORMAL,
  ...LOG_NORMAL,
};

/** The functions a formula may call, in the order of the table. */
export const FUNCTION_NAMES: readonly Operation[] = (Object.keys(OPERATIONS) as Operation[]).filter((name) =>
  ['function', 'folded'].includes(OPERATIONS[name].notation),
);

/** The operation that a function name of the formula language stands for, or null. */
export function functionNamed(name: string): Operation | null {
  return FUNCTION_NAMES.find((known) => known === name) ?? null;
}
