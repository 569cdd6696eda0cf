import type { ClaimOutcome, JudgedClaim } from '../judgement.ts';

const ORDER: readonly ClaimOutcome[] = ['rejected', 'failed', 'inconclusive', 'accepted'];

/** The gravest first, else in the order of the suite. */
export function gravestFirst(claims: readonly JudgedClaim[]): readonly JudgedClaim[] {
  return ORDER.flatMap((wanted) => claims.filter(({ outcome }) => outcome === wanted));
}

export function probabilityText({ p }: JudgedClaim): string {
  return p === null ? '' : p < 1e-99 ? 'p < 1e-99' : `p = ${Number(p.toPrecision(2))}`;
}
