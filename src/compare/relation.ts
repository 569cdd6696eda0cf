import { planId } from '../plan/canonical.ts';
import type { SummaryRow } from '../tables/columns/columns.ts';
import type { ResultSource } from './result-source.ts';

/** Whether the cells of the two sides draw from the same random streams. */
export type Streams = 'same' | 'other' | 'unknown';

/**
 * How the trials of a row of the two sides hang together: `same` trials, so that every bit must agree; the
 * shorter one a `prefix` of the longer one; or `independent`.
 */
export type Relation = 'same' | 'prefix' | 'independent';

/**
 * A stream depends on scheme, seed and cell content: with equal plans, or scheme and seed, cells share their
 * streams.
 */
export function streamsOf(base: ResultSource, next: ResultSource): Streams {
  if (base.kind === 'summary' || next.kind === 'summary') return 'unknown';
  return base.plan.scheme === next.plan.scheme && base.plan.seed === next.plan.seed ? 'same' : 'other';
}

export function samePlan(base: ResultSource, next: ResultSource): boolean {
  return base.kind === 'folder' && next.kind === 'folder' && planId(base.plan) === planId(next.plan);
}

/**
 * The relation of a row. Where the streams are not known they are taken for others: that can only
 * overestimate the noise.
 */
export function relationOf(streams: Streams, base: SummaryRow, next: SummaryRow): Relation {
  if (streams !== 'same') return 'independent';
  return base.trials === next.trials ? 'same' : 'prefix';
}

/**
 * Guesses from rows of equal trials whether two summaries without plans come from the same streams: measured
 * numbers that agree to 1e-10 do so by chance in 1 of 10^8 rows, and here they must in 1 of 100.
 */
export function guessStreams(pairs: readonly (readonly [SummaryRow, SummaryRow])[]): Streams {
  const comparable = pairs.filter(([base, next]) => base.trials === next.trials && varies(base));
  const close = comparable.filter(([base, next]) =>
    MEASURED.some((name) => agree(base[name], next[name], base.variance_1)),
  );
  return close.length > 0 && close.length >= 0.01 * comparable.length ? 'same' : 'unknown';
}

const MEASURED = ['mean_1', 'variance_1'] as const;

/** The second estimator may be a constant. */
function varies({ variance_1, variance_1_exact, mean_1 }: SummaryRow): boolean {
  if (variance_1 === null || mean_1 === null || variance_1_exact === 0) return false;
  return variance_1 > 1e-18 * mean_1 * mean_1;
}

function agree(a: number | null, b: number | null, variance: number | null): boolean {
  if (a === null || b === null || a === 0 || variance === null) return false;
  return Math.abs(a - b) <= 1e-10 * Math.abs(a);
}
