import { summarizePair, type MeasuredPair } from '../../src/statistics/summarize-pair.ts';
import { simulateCell } from './block-sums.ts';
import { exactExample, exactLogRatioError, kurtosisAt } from './exact-example.ts';
import { contributions, normals, type Example } from './normal-draws.ts';
import { truth } from './truths.ts';

export interface CoverageStudy {
  readonly example: Example;
  readonly component: 'mu' | 'sigma';
  readonly trials: number;
  readonly m: number;
  readonly repetitions: number;
  readonly seed: number;
}

export interface Coverage {
  /** Intervals over the trials that hold the true ratio, and those that lie below and above it. */
  readonly covering: number;
  readonly below: number;
  readonly above: number;
  /** Intervals over the draws that hold it. */
  readonly drawsCovering: number;
  /** Intervals of quality `ok`. */
  readonly ok: number;
  readonly scores: readonly number[];
  /** Larger exact kurtosis of the estimates. */
  readonly kurtosis: number;
  /** Median of log(high/low)/2. */
  readonly halfWidth: number;
}

/** Simulates a cell again and again and counts how the intervals lie to the exact ratio. */
export function coverage({ example, component, trials, m, repetitions, seed }: CoverageStudy): Coverage {
  const exact = exactExample(example, component);
  const at = component === 'mu' ? 0 : 1;
  const pair: MeasuredPair = {
    first: {
      contribution: { kind: 'channel', channel: at, weight: 1 },
      average: true,
      scale: 1 / example.sigma,
    },
    second: { contribution: { kind: 'channel', channel: at + 2, weight: 1 }, average: true, scale: 1 },
    componentScale: 1,
  };
  const kurtoses = [exact.kurtosis1, exact.kurtosis2].map((kurtosis) => kurtosisAt(kurtosis, m));
  const known = truth(
    { kurtosis: kurtoses[0]! },
    { kurtosis: kurtoses[1]! },
    { ratio: exact.ratio, logRatioError: exactLogRatioError(exact, m, trials) },
  );
  const next = contributions(example, normals(seed));
  const all = Array.from({ length: repetitions }, () =>
    summarizePair(simulateCell(trials, m, next), [pair], known),
  );
  const intervals = all.flatMap(({ ratio }) => (ratio.kind === 'interval' ? [ratio] : []));
  const perDraw = all.flatMap(({ drawRatio }) => (drawRatio.kind === 'interval' ? [drawRatio] : []));
  const below = intervals.filter(({ high }) => high < exact.ratio).length;
  const above = intervals.filter(({ low }) => low > exact.ratio).length;
  const widths = intervals.map(({ low, high }) => Math.log(high / low) / 2).sort((a, b) => a - b);
  return {
    covering: intervals.length - below - above,
    below,
    above,
    drawsCovering: perDraw.filter(({ low, high }) => low <= exact.ratio && exact.ratio <= high).length,
    ok: all.filter(({ quality }) => quality === 'ok').length,
    scores: all.flatMap(({ zScore }) => (zScore === null ? [] : [zScore])),
    kurtosis: Math.max(...kurtoses),
    halfWidth: widths[widths.length >> 1] ?? NaN,
  };
}
