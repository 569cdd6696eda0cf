import type { BenchRow } from './measure-suite.ts';

/** Columns of bench.csv. */
export const BENCH_COLUMNS = [
  'name',
  'draws_per_second',
  'calls_per_second',
  'ratio_to_calibration',
  'draws_per_call',
  'samples',
  'processes',
  'log_ratio_error',
];

/** bench.csv: one row a case; draws_per_second is empty where a call is no number of draws. */
export function benchCsv(rows: readonly BenchRow[]): string {
  const lines = rows.map(({ name, draws, callsPerSecond, ratio, samples, processes, logError }) => {
    const drawsPerSecond = draws === 0 ? '' : significant(draws * callsPerSecond);
    const speed = [drawsPerSecond, significant(callsPerSecond), significant(ratio)];
    return [name, ...speed, draws, samples, processes, logError === null ? '' : significant(logError)].join(
      ',',
    );
  });
  return [BENCH_COLUMNS.join(','), ...lines, ''].join('\n');
}

/** Titles and cells of the table that is printed. */
export function benchTable(rows: readonly BenchRow[]): {
  readonly header: readonly string[];
  readonly cells: readonly (readonly string[])[];
} {
  return {
    header: ['name', 'M draws/s', 'ns/draw', 'ms/call', 'ratio', 'calls'],
    cells: rows.map(({ name, draws, callsPerSecond, ratio, samples }) => [
      name,
      draws === 0 ? '' : fixed((draws * callsPerSecond) / 1e6),
      draws === 0 ? '' : fixed(1e9 / (draws * callsPerSecond)),
      fixed(1000 / callsPerSecond),
      ratio.toPrecision(3),
      String(samples),
    ]),
  };
}

/** Timings are not good to more digits. */
function significant(x: number): number {
  return Number(x.toPrecision(5));
}

function fixed(x: number): string {
  return x.toFixed(x >= 100 ? 0 : x >= 1 ? 2 : 4);
}
