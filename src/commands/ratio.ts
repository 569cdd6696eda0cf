import { usage } from '../errors.ts';
import type { Pairing } from '../ratio/row-pairs.ts';
import type { Command } from './command.ts';
import { numberOf } from './arguments/formula-arguments.ts';
import { inputPath } from './arguments/input-path.ts';
import { listOption, textOption } from './arguments/text-option.ts';
import { print, printLine, say } from './terminal/output.ts';

interface Arguments {
  readonly first: string;
  readonly second: string | undefined;
  readonly column: readonly string[];
  readonly key: readonly string[];
  readonly names: string | undefined;
  readonly paired: boolean;
  readonly independent: boolean;
  readonly m: string;
  readonly alpha: string;
  readonly out: string | undefined;
  readonly json: boolean;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs
      .positional('first', {
        type: 'string',
        demandOption: true,
        describe:
          'Gradients, one estimate a row: CSV, JSON, Parquet, .npy, .npz, also gzipped; - for standard input',
      })
      .positional('second', {
        type: 'string',
        describe: 'Those of the other estimator; left out if the first file has a column for each',
      })
      .option(
        'column',
        listOption('Column by name or number: a parameter of both files, or the two estimators of one file'),
      )
      .option('key', listOption('Array of .npz files; twice for one of each estimator, also of one file'))
      .option('names', textOption('names', 'What the two estimators are called: --names score,pathwise'))
      .option('paired', {
        type: 'boolean',
        default: false,
        describe: 'Row i of both is from the same draws; the default where there are equally many',
      })
      .option('independent', {
        type: 'boolean',
        default: false,
        describe: 'Each estimator has draws of its own',
      })
      .option('m', { ...textOption('m', 'Draws that each row is made of'), default: '1' })
      .option('alpha', {
        ...textOption('alpha', 'Probability with which equal means may be said to differ'),
        default: '0.001',
      })
      .option('out', textOption('out', 'Folder for ratio.csv, which compare and report read'))
      .option('json', { type: 'boolean', default: false, describe: 'Print everything as JSON' }),
  handler: ratio,
};

async function ratio(args: Arguments): Promise<void> {
  const { column: columns, key: keys, out, json } = args;
  if (keys.length > 2) throw usage(`--key: found ${keys.length}, expected at most one for each estimator`);
  const first = inputPath(args.first);
  const second = args.second === undefined ? undefined : inputPath(args.second);
  if (first === '-' && second === '-')
    throw usage('found - twice, expected at most one estimator on standard input');
  if (args.paired && args.independent) throw usage('found --paired and --independent, expected one of them');
  const m = numberOf('--m', args.m);
  if (!(Number.isSafeInteger(m) && m >= 1))
    throw usage(`--m: found ${args.m}, expected a whole number from 1`);
  const alpha = numberOf('--alpha', args.alpha);
  if (!(alpha > 0 && alpha < 1))
    throw usage(`--alpha: found ${args.alpha}, expected a number between 0 and 1`);
  const names = args.names === undefined ? null : namesOf(args.names);
  const pairing: Pairing = args.paired ? 'paired' : args.independent ? 'independent' : 'auto';
  const [{ measureRatio }, { ratioText, ratioJson }] = await Promise.all([
    import('../ratio/measure-ratio.ts'),
    import('./terminal/ratio-text.ts'),
  ]);
  const paths = second === undefined ? ([first] as const) : ([first, second] as const);
  const measured = measureRatio({ paths, columns, keys, names, pairing, m, alpha });
  for (const note of measured.notes) say(note);
  if (out !== undefined) {
    const { writeRatio } = await import('../ratio/write-ratio.ts');
    const path = await writeRatio(out, measured.rows);
    if (json) say(path);
    else {
      say(...ratioText(measured.rows).split('\n'));
      printLine(path);
      return;
    }
  }
  print(json ? ratioJson(measured.rows) : ratioText(measured.rows));
}

function namesOf(given: string): readonly [string, string] {
  const names = given.split(',').map((name) => name.trim());
  const [one, two] = names;
  if (names.length === 2 && one !== undefined && two !== undefined && one !== '' && two !== '' && one !== two)
    return [one, two];
  throw usage(`--names: found '${given}', expected two different names, as score,pathwise`);
}
