import { baselineCauses } from './causes-baseline.ts';
import { componentCauses } from './causes-component.ts';
import { factorCauses } from './causes-factor.ts';
import { gradientCauses } from './causes-gradient.ts';
import { rowCauses } from './causes-rows.ts';
import type { Cause } from './cause.ts';

/**
 * Everything that is known to go wrong in gradient estimators and leaves a mark in mean or variance. The more
 * particular stands before the more general: where two predict the same numbers, the first is named first.
 */
export const causes: readonly Cause[] = [
  ...gradientCauses,
  ...componentCauses,
  ...factorCauses,
  ...baselineCauses,
  ...rowCauses,
];
