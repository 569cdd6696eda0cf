import { EXIT, GradvarError } from '../errors.ts';
import type { DifferingBlocks } from '../audit/differing-block.ts';
import type { CompareOptions } from '../compare/compare-options.ts';
import type { Comparison } from '../compare/comparison.ts';
import type { ResultSource } from '../compare/result-source.ts';
import type { FindDifferingBlock } from '../compare/same-plan.ts';
import type { ComparisonVerdict } from '../compare/verdict.ts';
import { shellCommand } from '../text/shell.ts';
import type { Command } from './command.ts';
import { once } from './arguments/once.ts';
import { formatOf, outputOf, writePieces } from './arguments/output-formats.ts';
import { printLine, printPiece, say } from './terminal/output.ts';

interface Arguments {
  readonly base: string;
  readonly new: string;
  readonly format: string;
  readonly output: readonly string[];
  readonly 'minimum-effect': string;
  readonly q: string;
  readonly correction: string;
  readonly 'fail-on': string | undefined;
  readonly allow: string | undefined;
  readonly 'update-baseline': boolean;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs
      .positional('base', {
        type: 'string',
        demandOption: true,
        describe: 'Results folder or summary.csv to compare with',
      })
      .positional('new', {
        type: 'string',
        demandOption: true,
        describe: 'Results folder or summary.csv to judge',
      })
      .option('format', {
        coerce: once('format'),
        type: 'string',
        requiresArg: true,
        default: 'table',
        describe: 'What to print: table, json, markdown, junit, github or csv',
      })
      .option('output', {
        type: 'string',
        array: true,
        nargs: 1,
        default: [] as readonly string[],
        describe: 'Write a file as well: .json, .md, .xml (JUnit), .csv, .txt, or FORMAT=FILE',
      })
      .option('minimum-effect', {
        coerce: once('minimum-effect'),
        type: 'string',
        requiresArg: true,
        default: '5%',
        describe: 'Relative change of a variance or ratio that does not matter',
      })
      .option('q', {
        coerce: once('q'),
        type: 'string',
        requiresArg: true,
        default: '0.01',
        describe: 'Error rate of the whole comparison',
      })
      .option('correction', {
        coerce: once('correction'),
        type: 'string',
        requiresArg: true,
        default: 'bh',
        describe: 'Correction for many rows: bh, by or holm',
      })
      .option('fail-on', {
        coerce: once('fail-on'),
        type: 'string',
        requiresArg: true,
        describe: 'Classes that fail as well: inconclusive, heavy_tail (exit 21), added, …',
      })
      .option('allow', {
        coerce: once('allow'),
        type: 'string',
        requiresArg: true,
        describe: 'Classes that do not fail: drift, removed, …',
      })
      .option('update-baseline', {
        type: 'boolean',
        default: false,
        describe: 'Copy the summary of NEW, its plan and its seal onto BASE instead of comparing',
      }),
  handler: async (args) => {
    if (args['update-baseline']) await update(args);
    else await compare(args);
  },
};

async function compare(args: Arguments): Promise<void> {
  const [{ compareResults }, { resultSource }, { verdict }, { FORMATS }, { batched }] = await Promise.all([
    import('../compare/compare.ts'),
    import('../compare/result-source.ts'),
    import('../compare/verdict.ts'),
    import('../compare/output/formats.ts'),
    import('../compare/output/batched.ts'),
  ]);
  const options = await optionsOf(args);
  const formats = formatsOf(FORMATS);
  const printed = formatOf(args.format, formats);
  const outputs = args.output.map((text) => outputOf(text, formats));
  const command = shellCommand(['gradvar', 'compare', args.base, args.new, '--update-baseline']);
  const base = await resultSource(args.base, `store the first baseline with \`${command}\``);
  const next = await resultSource(args.new, 'check the path; `gradvar run` prints that of its summary.csv');
  const comparison = await withBlocks(base, next, (findDifferingBlock) =>
    compareResults(base, next, { ...options, findDifferingBlock }),
  );
  const found = verdict(comparison);
  process.exitCode = found.exitCode;
  for (const side of comparison.edited) say(`warning: ${side} was changed since it was sealed`);
  for (const side of comparison.unsealed) say(`warning: ${side} has no seal: its run has not ended`);
  for (const { format, file } of outputs) await writePieces(file, format({ comparison, found }));
  if (args.format !== 'table') say(`${found.word}: ${found.sentence}`);
  for (const piece of batched(printed({ comparison, found }))) {
    if (!(await printPiece(piece))) return;
  }
}

interface Judged {
  readonly comparison: Comparison;
  readonly found: ComparisonVerdict;
}

/** The formats, of one argument. */
function formatsOf(
  formats: Readonly<Record<string, (comparison: Comparison, verdict: ComparisonVerdict) => Iterable<string>>>,
) {
  return Object.fromEntries(
    Object.entries(formats).map(([name, format]) => [
      name,
      ({ comparison, found }: Judged) => format(comparison, found),
    ]),
  );
}

/** Looks into the journals for the first differing block of a cell, once one is asked for. */
async function withBlocks<Result>(
  base: ResultSource,
  next: ResultSource,
  work: (find: FindDifferingBlock) => Promise<Result>,
): Promise<Result> {
  let opening: Promise<DifferingBlocks | undefined> | undefined;
  const open = async () => {
    if (base.kind !== 'folder' || next.kind !== 'folder') return undefined;
    const { openDifferingBlocks } = await import('../audit/differing-block.ts');
    return openDifferingBlocks(base.label, next.label);
  };
  try {
    return await work(async (cellId) => (await (opening ??= open()))?.find(cellId));
  } finally {
    (await opening)?.close();
  }
}

/** An incomplete result never becomes a baseline: held against itself, its verdict says so. */
async function update({ base, new: label }: Arguments): Promise<void> {
  const [{ compareResults }, { resultSource }, { verdict }, { refuseEdited, updateBaseline }] =
    await Promise.all([
      import('../compare/compare.ts'),
      import('../compare/result-source.ts'),
      import('../compare/verdict.ts'),
      import('../compare/update-baseline.ts'),
    ]);
  const next = await resultSource(label, 'check the path; `gradvar run` prints that of its summary.csv');
  await refuseEdited(next);
  if (next.seal === 'unsealed') say(`warning: ${label} has no seal: its run has not ended`);
  const { exitCode, sentence } = verdict(await compareResults(next, next));
  if (exitCode !== EXIT.ok) {
    const hint = 'run it to its end; the same command resumes it';
    throw new GradvarError('RESULT_INCOMPLETE', exitCode, `${sentence}: it cannot become the baseline`, hint);
  }
  const { summary, aside } = await updateBaseline(base, next);
  if (aside !== undefined) say(`${base} held a run: it is now ${aside}`);
  printLine(summary);
}

async function optionsOf(args: Arguments): Promise<CompareOptions> {
  const { parseClasses, parseCorrection, parseFraction } = await import('../compare/compare-options.ts');
  const { 'fail-on': failOn, allow } = args;
  return {
    effect: parseFraction('--minimum-effect', args['minimum-effect']),
    q: parseFraction('--q', args.q),
    correction: parseCorrection(args.correction),
    failOn: failOn === undefined ? [] : parseClasses('--fail-on', failOn),
    allow: allow === undefined ? [] : parseClasses('--allow', allow),
  };
}
