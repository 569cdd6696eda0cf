import { EXIT, GradvarError } from '../src/errors.ts';
import { BENCH_COLUMNS } from './report.ts';
import type { BenchRow } from './measure-suite.ts';

/**
 * The rows of a bench.csv.
 *
 * @throws GradvarError INPUT_UNREADABLE (50) if it is none
 */
export function parseBenchCsv(text: string, path: string): readonly BenchRow[] {
  const [header, ...lines] = text.trimEnd().split(/\r?\n/);
  if (header !== BENCH_COLUMNS.join(',')) throw notOurs(path, 1, header ?? '');
  return lines.map((line, i) => {
    const [name, , calls, ratio, draws, samples, processes, error] = line.split(',');
    const row: BenchRow = {
      name: name!,
      draws: Number(draws),
      callsPerSecond: Number(calls),
      ratio: Number(ratio),
      samples: Number(samples),
      processes: Number(processes),
      logError: error === '' ? null : Number(error),
    };
    const positive = [row.callsPerSecond, row.ratio, row.processes].every((x) => x > 0);
    if (line.split(',').length !== BENCH_COLUMNS.length || !positive) throw notOurs(path, i + 2, line);
    return row;
  });
}

function notOurs(path: string, line: number, found: string): GradvarError {
  return new GradvarError(
    'INPUT_UNREADABLE',
    EXIT.io,
    `${path}, line ${line}: found '${found.slice(0, 60)}', expected a bench.csv with the columns ${BENCH_COLUMNS.join(', ')}`,
    'write one with `gradvar bench --out`',
  );
}
