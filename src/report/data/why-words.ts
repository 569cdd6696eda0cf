import type { SummaryRow } from '../../tables/columns/columns.ts';
import { sayNumber } from './number-text.ts';
import type { WhyTerms } from '../../plan/finished-cells.ts';

/** Why score or pathwise is the less noisy one for d/dmu, in words; empty where the terms are not known. */
export function whyWords(terms: WhyTerms | null, { component }: Pick<SummaryRow, 'component'>): string {
  if (terms === null || component !== 'mu') return '';
  const [square, slope, curvature] = terms;
  const total = square + slope + curvature;
  const sum = `${sayNumber(total)} = ${sayNumber(square)} + ${sayNumber(slope)} ${curvature < 0 ? '−' : '+'} ${sayNumber(Math.abs(curvature))}`;
  const reason =
    total < 0
      ? 'r bends towards zero where it is large, so that its slope swings more than r over sigma does'
      : curvature < 0
        ? 'r bends towards zero in places, but not enough to outweigh the first two terms'
        : 'r bends away from zero on the whole, and then the score cannot win';
  return `Why: V1 − V2 = E[r²]/sigma² + E[r'²] + 2E[r·r''], here ${sum}: ${reason}.`;
}
