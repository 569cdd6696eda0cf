import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { log } from '../src/elementary/log.ts';
import { exp } from '../src/elementary/exp.ts';
import { studentQuantile95 } from '../src/statistics/student.ts';
import { parseBenchCsv } from './read-report.ts';
import type { BenchRow } from './measure-suite.ts';

/** What every process is asked for. */
export interface ProcessRequest {
  /** Path of the command line, dist/src/cli.js. */
  readonly cli: string;
  readonly suites: readonly string[];
  readonly seconds: string;
}

/**
 * Measures the suites in `count` processes one after the other and takes the mean of log speed over them. How a process
 * lays out its memory and compiles its code is drawn once a process, so that only several tell how sure a speed is.
 */
export async function measureInProcesses(
  request: ProcessRequest,
  count: number,
  onProcess: (index: number) => void,
): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gradvar-bench-'));
  try {
    const runs: (readonly BenchRow[])[] = [];
    for (let index = 0; index < count; index += 1) {
      onProcess(index);
      runs.push(await measureInProcess(request, join(folder, `${index}.csv`)));
    }
    return runs[0]!.map((_, i) => pooled(runs.map((rows) => rows[i]!)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureInProcess(
  { cli, suites, seconds }: ProcessRequest,
  out: string,
): Promise<readonly BenchRow[]> {
  const args = [
    cli,
    'bench',
    '--seconds',
    seconds,
    '--out',
    out,
    ...suites.flatMap((suite) => ['--suite', suite]),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`a benchmark process ended with ${code}: ${said}`);
  return parseBenchCsv(await readFile(out, 'utf8'), out);
}

/** One row from those of several processes; the standard error is that of log ratio. */
function pooled(rows: readonly BenchRow[]): BenchRow {
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const logs = rows.map(({ ratio }) => log(ratio));
  const center = mean(logs);
  const squares = logs.reduce((sum, x) => sum + (x - center) * (x - center), 0);
  const processes = rows.length;
  return {
    ...rows[0]!,
    callsPerSecond: exp(mean(rows.map(({ callsPerSecond }) => log(callsPerSecond)))),
    ratio: exp(center),
    samples: rows.reduce((sum, { samples }) => sum + samples, 0),
    processes,
    logError: processes < 2 ? null : Math.sqrt(squares / (processes - 1) / processes),
  };
}

/** Half width of the 95 % interval of log ratio; null from one process. */
export function halfWidth({ logError, processes }: BenchRow): number | null {
  return logError === null ? null : studentQuantile95(processes - 1) * logError;
}
