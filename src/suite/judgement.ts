import type { ExitCode } from '../errors.ts';

/** What became of a claim. `failed`: what it is about is missing, or cannot be read. */
export type ClaimOutcome = 'rejected' | 'failed' | 'inconclusive' | 'accepted';

/** A claim that was tested. */
export interface JudgedClaim {
  readonly name: string;
  readonly outcome: ClaimOutcome;
  /** Probability of so large a difference where the claim holds, all claims together; null without a test. */
  readonly p: number | null;
  /** Rows or runs that it was tested with. */
  readonly count: number | null;
  /** What is wrong, or what cannot be confirmed: the likeliest first. */
  readonly reasons: readonly string[];
}

/** Claims that were judged together, as every format of src/suite/output shows them. */
export interface Judgement {
  /** The command. */
  readonly title: string;
  readonly name: string;
  readonly alpha: number;
  /** What a claim is tested with. */
  readonly counted: 'rows' | 'runs';
  readonly claims: readonly JudgedClaim[];
  readonly counts: Readonly<Record<ClaimOutcome, number>>;
  readonly exitCode: ExitCode;
  readonly sentence: string;
}

export function countsOf(claims: readonly JudgedClaim[]): Judgement['counts'] {
  const count = (wanted: ClaimOutcome) => claims.filter(({ outcome }) => outcome === wanted).length;
  return {
    rejected: count('rejected'),
    failed: count('failed'),
    inconclusive: count('inconclusive'),
    accepted: count('accepted'),
  };
}
