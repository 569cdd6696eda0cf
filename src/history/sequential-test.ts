import { degreesOfExcess } from '../statistics/log-variance.ts';
import { studentTail } from '../statistics/student-tail.ts';
import type { HistoryEvidence } from './history-line.ts';

/*
 * Has an estimator changed? After each run, of each of its G pieces of evidence the last 1, 2, 4, … runs and
 * all of them are held against the exact value, W windows in all. After run t the level is alpha/(t(t + 1)),
 * which sums up to alpha over all t, and each of the G·W tests has an equal part of it. So the probability of
 * any false alarm in a series that goes on for ever is at most alpha, whatever the tests have in common
 * (Bonferroni).
 *
 * Source: alpha spending, Lan and DeMets 1983, Biometrika 70, 659, in the plainest form; windows of several
 * lengths, Willsky and Jones 1976, IEEE Trans. Automatic Control 21, 108.
 */

/** A piece of evidence that is too far from the exact value. */
export interface Alarm {
  readonly estimator: string;
  readonly integrand: string;
  readonly quantity: HistoryEvidence['quantity'];
  /** Place of the run after which it was seen, and of the first one of the window that says so. */
  readonly seen: number;
  readonly since: number;
  /** Over the window. */
  readonly deviation: number;
  readonly error: number;
  /** Times all that was tested, over the whole series. */
  readonly p: number;
}

export interface SequentialResult {
  /** The first alarm of each piece of evidence, the least probable first. */
  readonly alarms: readonly Alarm[];
  /** The least of all; 1 where nothing is tested. */
  readonly p: number;
}

/** @param runs the evidence of each run, from independent draws, in the order of time */
export function sequentialTest(
  runs: readonly (readonly HistoryEvidence[])[],
  alpha: number,
): SequentialResult {
  const histories = new Map<string, PrefixSums>();
  const alarms = new Map<string, Alarm>();
  let least = 1;
  runs.forEach((pieces, place) => {
    const spent = (place + 1) * (place + 2);
    for (const piece of pieces) {
      const key = JSON.stringify([piece.estimator, piece.integrand, piece.quantity]);
      const history = histories.get(key) ?? { places: [], sums: [NOTHING] };
      histories.set(key, history);
      addPiece(history, piece, place);
      const tests = windowsOf(history.places.length);
      for (const length of tests) {
        const found = testWindow(history, length);
        const p = Math.min(1, found.p * tests.length * pieces.length * spent);
        least = Math.min(least, p);
        const known = alarms.get(key);
        if (p > alpha || (known !== undefined && (known.seen < place || known.p <= p))) continue;
        const { estimator, integrand, quantity } = piece;
        const since = history.places.at(-length)!;
        alarms.set(key, { estimator, integrand, quantity, seen: place, since, ...found, p });
      }
    }
  });
  return { alarms: [...alarms.values()].sort((a, b) => a.p - b.p), p: least };
}

/** Sums over the runs from the first: of precisions, of deviations times these, of fourth cumulants. */
interface Sums {
  readonly precision: number;
  readonly deviation: number;
  readonly cumulant: number;
}

interface PrefixSums {
  /** Of the runs that have the piece. */
  readonly places: number[];
  readonly sums: Sums[];
}

const NOTHING: Sums = { precision: 0, deviation: 0, cumulant: 0 };

function addPiece(
  { places, sums }: PrefixSums,
  { deviation, error, excess }: HistoryEvidence,
  place: number,
): void {
  const precision = 1 / (error * error);
  const before = sums.at(-1)!;
  places.push(place);
  sums.push({
    precision: before.precision + precision,
    deviation: before.deviation + precision * deviation,
    cumulant: before.cumulant + excess * precision * precision,
  });
}

/** 1, 2, 4, … and all. */
function windowsOf(runs: number): readonly number[] {
  const lengths: number[] = [];
  for (let length = 1; length < runs; length *= 2) lengths.push(length);
  return [...lengths, runs];
}

function testWindow({ sums }: PrefixSums, length: number): { deviation: number; error: number; p: number } {
  const [from, to] = [sums.at(-1 - length)!, sums.at(-1)!];
  const precision = to.precision - from.precision;
  const deviation = (to.deviation - from.deviation) / precision;
  const error = 1 / Math.sqrt(precision);
  const excess = Math.max(0, to.cumulant - from.cumulant) / (precision * precision);
  const p = 2 * studentTail(Math.abs(deviation) / error, degreesOfExcess(excess));
  return { deviation, error, p };
}
