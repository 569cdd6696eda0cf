import { EXACT_ZERO, finite, unknown } from '../../truth/exact/exact-number.ts';
import type { ExactEstimate } from '../../truth/exact/exact.ts';
import { FREQUENCIES } from '../law/characteristic.ts';
import type { RowLaw } from '../law/row-law.ts';
import { addWaves, noWaveSums } from '../law/waves.ts';
import { centralMoments, type CentralMoments } from '../moments/central-moments.ts';
import type { Pool } from './pool.ts';

/** Makes rows of the draws from one place of the pool up to another. */
export type MakeRows = (pool: Pool, from: number, to: number, add: (row: number) => void) => void;

/** Rows a unit of kurtosis below which simulated moments say nothing. */
const ROWS_PER_KURTOSIS = 64;

/**
 * The law of rows that a program makes of batches of draws, from simulated ones; null if one is no number.
 * They are made again where their waves are asked for: of most mistakes the moments say enough.
 */
export function simulatedLaw(pool: Pool, batch: number, make: MakeRows): RowLaw | null {
  const rows = (): Float64Array => {
    let count = 0;
    const add = (row: number): void => {
      pool.rows[count] = row;
      count += 1;
    };
    for (let from = 0; from + batch <= pool.eps.length; from += batch) make(pool, from, from + batch, add);
    return pool.rows.subarray(0, count);
  };
  const moments = centralMoments(rows(), 0);
  if (!Number.isFinite(moments.mean)) return null;
  const seen: RowLaw['seen'] = (through) => {
    const sums = noWaveSums(FREQUENCIES);
    addWaves(sums, through, rows());
    return {
      real: sums.cosines.map((sum) => sum / sums.rows),
      imaginary: sums.sines.map((sum) => sum / sums.rows),
      errors: new Float64Array(FREQUENCIES),
    };
  };
  return { moments: momentsOf(moments), size: 0, seen, rows: moments.count };
}

function momentsOf({ count, mean, squares, fourths }: CentralMoments): ExactEstimate {
  const kurtosis = (count * fourths) / squares / squares;
  if (!(count >= ROWS_PER_KURTOSIS * kurtosis)) {
    const none = unknown('a simulation does not settle');
    return { mean: none, bias: none, variance: none, kurtosis: none };
  }
  return {
    mean: finite(mean, 0),
    bias: EXACT_ZERO,
    variance: finite(squares / (count - 1), 0),
    kurtosis: finite(kurtosis, 0),
  };
}
