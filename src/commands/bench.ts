import { CONFIDENCE_TEXT } from '../elementary/constants.ts';
import { readFile } from 'node:fs/promises';
import type { SpeedComparison } from '../../bench/compare.ts';
import type { BenchRow } from '../../bench/measure-suite.ts';
import { SUITE_NAMES, type SuiteName } from '../../bench/suite.ts';
import { EXIT, usage } from '../errors.ts';
import { packageFile } from '../package-file.ts';
import { table } from '../text/table.ts';
import type { Command } from './command.ts';
import { once } from './arguments/once.ts';
import { print, say } from './terminal/output.ts';

interface Arguments {
  readonly suite: readonly SuiteName[];
  readonly seconds: string;
  readonly out: string;
  readonly processes: string | undefined;
  readonly compare: string | undefined;
  readonly tolerance: string;
  readonly gate: boolean;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs
      .option('suite', {
        type: 'string',
        array: true,
        nargs: 1,
        choices: SUITE_NAMES,
        default: SUITE_NAMES,
        describe: 'What to measure; may be given again',
      })
      .option('seconds', {
        coerce: once('seconds'),
        type: 'string',
        requiresArg: true,
        default: '0.3',
        describe: 'Time for each case of the suites that do not take seconds by themselves',
      })
      .option('out', {
        coerce: once('out'),
        type: 'string',
        requiresArg: true,
        default: 'bench.csv',
        describe: 'Where the CSV goes',
      })
      .option('processes', {
        coerce: once('processes'),
        type: 'string',
        requiresArg: true,
        describe: 'Processes to measure in; default 1, with --compare 5',
      })
      .option('compare', {
        coerce: once('compare'),
        type: 'string',
        requiresArg: true,
        describe: 'Compare with an earlier bench.csv, on the ratios to the calibration loop',
      })
      .option('tolerance', {
        coerce: once('tolerance'),
        type: 'string',
        requiresArg: true,
        default: '10%',
        describe: 'Change of speed that does not matter',
      })
      .option('gate', {
        type: 'boolean',
        default: false,
        describe: 'With --compare: exit 20 if a case is slower beyond the tolerance, for certain',
      }),
  handler: bench,
};

async function bench(args: Arguments): Promise<void> {
  const { suite, seconds, out, compare } = args;
  const time = parseSeconds(seconds);
  const tolerance = parseTolerance(args.tolerance);
  const processes = parseProcesses(args.processes ?? (compare === undefined ? '1' : '5'));
  if (args.gate && compare === undefined)
    throw usage('--gate: found no --compare, expected a bench.csv to compare with');
  const base = compare === undefined ? undefined : await readBench(compare);
  const [{ openDurably, writeDurably }, { benchCsv, benchTable }] = await Promise.all([
    import('../files/durable-file.ts'),
    import('../../bench/report.ts'),
  ]);
  const { kernelHere, kernelText } = await import('../../workers/kernel/native/load-kernel.ts');
  say(`kernel: ${kernelText(kernelHere())}`);
  // Before the measurements, so that a place that cannot be written is known at once.
  await (await openDurably(out)).discard();
  const measured =
    processes === 1 ? await measureHere(suite, time) : await measureApart(suite, seconds, processes);
  await writeDurably(out, benchCsv(measured));
  if (base === undefined) {
    const { header, cells } = benchTable(measured);
    print(table(header, cells));
    return;
  }
  const { compareSpeeds } = await import('../../bench/compare.ts');
  const known = base.filter(({ name }) => suite.some((chosen) => name.startsWith(`${chosen}/`)));
  const compared = compareSpeeds(known, measured, tolerance);
  print(speedTable(compared));
  const slower = compared.filter(({ verdict }) => verdict === 'slower').length;
  say(
    `${slower} of ${compared.length} cases are slower by more than ${args.tolerance}${args.gate ? '' : ' (advisory; --gate makes it exit 20)'}`,
  );
  process.exitCode = args.gate && slower > 0 ? EXIT.gateFailed : EXIT.ok;
}

async function measureHere(suites: readonly SuiteName[], time: number): Promise<readonly BenchRow[]> {
  const [{ loadSuite }, { measureSuite }] = await Promise.all([
    import('../../bench/suites.ts'),
    import('../../bench/measure-suite.ts'),
  ]);
  const measured: BenchRow[] = [];
  for (const name of suites) {
    say(`measuring ${name}`);
    measured.push(...(await measureSuite(await loadSuite(name), time)));
  }
  return measured;
}

async function measureApart(
  suites: readonly SuiteName[],
  seconds: string,
  count: number,
): Promise<readonly BenchRow[]> {
  const { measureInProcesses } = await import('../../bench/processes.ts');
  const cli = packageFile('dist/src/cli.js');
  return measureInProcesses({ cli, suites, seconds }, count, (index) =>
    say(`measuring ${suites.join(', ')}: process ${index + 1} of ${count}`),
  );
}

async function readBench(path: string): Promise<readonly BenchRow[]> {
  const [{ parseBenchCsv }, { inputError }] = await Promise.all([
    import('../../bench/read-report.ts'),
    import('../files/input-error.ts'),
  ]);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw inputError(path, error);
  });
  return parseBenchCsv(text, path);
}

function speedTable(compared: readonly SpeedComparison[]): string {
  const times = (x: number | null) => (x === null ? '' : x.toFixed(3));
  const rows = compared.map(({ name, verdict, change, low, high }) => [
    name,
    times(change),
    low === null ? '' : `${times(low)} to ${times(high)}`,
    verdict,
  ]);
  return table(['name', 'speed now / then', `${CONFIDENCE_TEXT} interval`, 'verdict'], rows);
}

/** `--tolerance`: a share such as 10% or 0.1. */
function parseTolerance(text: string): number {
  const share = /^(\d*\.?\d+)(%?)$/.exec(text);
  const value = share === null ? 0 : Number(share[1]) / (share[2] === '%' ? 100 : 1);
  if (value > 0 && value < 10) return value;
  throw usage(`--tolerance: found '${text}', expected a share such as 10%`);
}

function parseProcesses(text: string): number {
  if (/^\d{1,3}$/.test(text) && Number(text) >= 1) return Number(text);
  throw usage(`--processes: found '${text}', expected a whole number from 1 to 999`);
}

/** `--seconds`: a decimal number above 0, at most an hour. */
function parseSeconds(text: string): number {
  const seconds = /^[0-9]*\.?[0-9]+$/.test(text) ? Number(text) : 0;
  if (seconds > 0 && seconds <= 3600) return seconds;
  throw usage(
    `--seconds: found '${text}', expected a number above 0 and at most 3600`,
    'leave it out for 0.3',
  );
}
