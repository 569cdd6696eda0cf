import type { SampleTest } from '../claim/sample-test.ts';
import { constantTests, meanTest, varianceTest } from '../moments/moment-tests.ts';
import { thinned, type SampleMoments } from '../moments/sample-moments.ts';
import type { SamplesFormat } from '../reading/read-samples.ts';
import { holmAdjusted } from '../../statistics/holm.ts';
import type { Characteristic } from './characteristic.ts';
import { lawTest } from './law-test.ts';
import { knownMoments, type RowLaw } from './row-law.ts';
import { waveDifferences } from './wave-differences.ts';
import type { Waves, WaveSums } from './waves.ts';

/** What a file looks like through waves. */
export interface SeenRows {
  readonly waves: Waves;
  readonly sums: WaveSums;
  /** What rounding of the rows may have moved each wave by. */
  readonly rounding: Float64Array;
}

/** What is known of a file: its moments, and how it looks where there is something to compare with. */
export interface FileRows {
  readonly format: SamplesFormat;
  readonly sample: SampleMoments;
  readonly seen: SeenRows | null;
}

/**
 * Tests mean, variance and law of a file against what it may be, at the level alpha for all together (Holm).
 * A law that was simulated counts as the other of two samples: n rows against N tell what n·N/(n + N) would
 * against the exact law.
 *
 * @param right the law seen through the waves of the file; null to test mean and variance alone
 */
export function rowTests(
  { format, sample, seen }: FileRows,
  law: RowLaw,
  right: Characteristic | null,
  alpha: number,
): readonly SampleTest[] {
  const rows = law.rows === Infinity ? sample.rows : sample.rows / (1 + sample.rows / law.rows);
  const tests = momentTests(thinned(sample, rows), law, format);
  return judged(
    seen === null || right === null
      ? tests
      : [
          ...tests,
          lawTest(waveDifferences(seen.waves, right, seen.sums, seen.rounding), rows, seen.waves.center),
        ],
    alpha,
  );
}

function momentTests(
  sample: SampleMoments,
  { moments, size }: RowLaw,
  format: SamplesFormat,
): readonly SampleTest[] {
  const { mean, bias, variance } = moments;
  if (mean.kind !== 'finite' || variance.kind !== 'finite') return [];
  if (variance.value === 0) return constantTests(sample, mean, bias, format.epsilon * size);
  const exact = knownMoments(moments)!;
  return [meanTest(sample, exact), varianceTest(sample, exact)];
}

/** Judges the tests together. */
export function judged(tests: readonly SampleTest[], alpha: number): readonly SampleTest[] {
  const ordered = [...tests].sort((a, b) => a.p - b.p);
  const adjusted = holmAdjusted(Float64Array.from(ordered, ({ p }) => p));
  return tests.map((test) => {
    const pAdjusted = adjusted[ordered.indexOf(test)]!;
    return { ...test, pAdjusted, verdict: pAdjusted <= alpha ? 'rejected' : 'accepted' };
  });
}

/** A row that stands several times is no row of its own, whatever its law. */
export function copiesTest({ copies }: SampleMoments): readonly SampleTest[] {
  if (copies === 1) return [];
  const facts = {
    standardError: 0,
    z: null,
    basis: 'constant',
    interval: null,
    verdict: 'rejected',
  } as const;
  return [
    {
      quantity: 'copies',
      statistic: 'copies of each row',
      measured: copies,
      exact: 1,
      p: 0,
      pAdjusted: 0,
      ...facts,
    },
  ];
}
