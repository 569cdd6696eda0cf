import { exp } from '../src/elementary/exp.ts';
import { log } from '../src/elementary/log.ts';
import { studentQuantile95 } from '../src/statistics/student.ts';
import type { BenchRow } from './measure-suite.ts';

/** How a case stands to what it was: `unclear` where the interval holds both a change beyond the tolerance and none. */
export type SpeedVerdict = 'same' | 'slower' | 'faster' | 'unclear' | 'added' | 'removed';

export interface SpeedComparison {
  readonly name: string;
  readonly verdict: SpeedVerdict;
  /** Speed now over speed then, both over their calibration loops, and its 95 % interval; null where there is none. */
  readonly change: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Compares speeds relative to the calibration loop, case by case. The interval of the log change is Welch's over
 * processes: Student's t with the degrees of freedom of Welch and Satterthwaite.
 *
 * @param tolerance least relative change that matters: `slower` is said only if the whole interval is below
 *   1/(1 + tolerance), `faster` above 1 + tolerance, `same` if it lies between.
 */
export function compareSpeeds(
  base: readonly BenchRow[],
  now: readonly BenchRow[],
  tolerance: number,
): readonly SpeedComparison[] {
  const before = new Map(base.map((row) => [row.name, row]));
  const names = new Set(now.map(({ name }) => name));
  const compared = now.map((row) => {
    const old = before.get(row.name);
    return old === undefined ? alone(row.name, 'added') : compareCase(old, row, tolerance);
  });
  return [
    ...compared,
    ...base.filter(({ name }) => !names.has(name)).map(({ name }) => alone(name, 'removed')),
  ];
}

function alone(name: string, verdict: 'added' | 'removed'): SpeedComparison {
  return { name, verdict, change: null, low: null, high: null };
}

function compareCase(base: BenchRow, now: BenchRow, tolerance: number): SpeedComparison {
  const difference = log(now.ratio) - log(base.ratio);
  const { name } = now;
  const change = exp(difference);
  if (base.logError === null || now.logError === null) {
    return { name, verdict: 'unclear', change, low: null, high: null };
  }
  const half =
    studentQuantile95(degrees(base, now)) * Math.sqrt(square(base.logError) + square(now.logError));
  const [low, high] = [difference - half, difference + half];
  const band = log(1 + tolerance);
  const verdict =
    high < -band ? 'slower' : low > band ? 'faster' : low >= -band && high <= band ? 'same' : 'unclear';
  return { name, verdict, change, low: exp(low), high: exp(high) };
}

/** Of the difference of two means with their own variances; whole and at least 1. Source: Welch 1947, Biometrika 34. */
function degrees(a: BenchRow, b: BenchRow): number {
  const [va, vb] = [square(a.logError ?? 0), square(b.logError ?? 0)];
  const denominator = square(va) / (a.processes - 1) + square(vb) / (b.processes - 1);
  return denominator > 0
    ? Math.max(1, Math.floor(square(va + vb) / denominator))
    : a.processes + b.processes - 2;
}

function square(x: number): number {
  return x * x;
}
