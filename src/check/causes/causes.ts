import { batchCauses } from './causes-batch.ts';
import { claimCauses } from './causes-claim.ts';
import { baselineCause, constantCauses } from './causes-constant.ts';
import { factorCauses } from './causes-factor.ts';
import { formulaCauses } from './causes-formula.ts';
import type { Cause } from './cause.ts';

/**
 * Everything that is known to go wrong in gradient estimators and leaves a mark in the law of the rows. The
 * more particular stands before the more general: where two predict the same rows, the first is named first.
 */
export const causes: readonly Cause[] = [
  ...factorCauses,
  baselineCause,
  ...claimCauses,
  ...formulaCauses,
  ...batchCauses,
  ...constantCauses,
];
