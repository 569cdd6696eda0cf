import { writeFileSync } from 'node:fs';
import { SUITE_NAMES, type SuiteName } from '../../bench/suite.ts';
import { EXIT, GradvarError } from '../errors.ts';
import type { Command } from './command.ts';
import { once } from './once.ts';
import { print, say, table } from './output.ts';

interface Arguments {
  readonly suite: readonly SuiteName[];
  readonly seconds: string;
  readonly out: string;
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
      }),
  handler: bench,
};

async function bench({ suite, seconds, out }: Arguments): Promise<void> {
  const time = parseSeconds(seconds);
  writeCsv(out, '', 'a');
  const [{ loadSuite }, { measureSuite }, { benchCsv, benchTable }] = await Promise.all([
    import('../../bench/suites.ts'),
    import('../../bench/measure-suite.ts'),
    import('../../bench/report.ts'),
  ]);
  const measured = [];
  for (const name of suite) {
    say(`measuring ${name}`);
    measured.push(...(await measureSuite(await loadSuite(name), time)));
  }
  writeCsv(out, benchCsv(measured), 'w');
  const { header, cells } = benchTable(measured);
  print(table(header, cells));
}

/** `--seconds`: a decimal number above 0, at most an hour. */
function parseSeconds(text: string): number {
  const seconds = /^[0-9]*\.?[0-9]+$/.test(text) ? Number(text) : 0;
  if (seconds > 0 && seconds <= 3600) return seconds;
  throw new GradvarError(
    'USAGE',
    EXIT.usage,
    `--seconds: found '${text}', expected a number above 0 and at most 3600`,
    'leave it out for 0.3',
  );
}

/** Nothing is appended before the measurements, so that a place that cannot be written is known at once. */
function writeCsv(path: string, text: string, flag: 'a' | 'w'): void {
  try {
    writeFileSync(path, text, { flag });
  } catch (error) {
    throw new GradvarError(
      'OUTPUT_UNWRITABLE',
      EXIT.io,
      `cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`,
      'choose another file with --out',
      error,
    );
  }
}
