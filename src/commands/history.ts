import { existsSync } from 'node:fs';
import { EXIT, GradvarError, usage } from '../errors.ts';
import type { HistoryLine } from '../history/history-line.ts';
import type { Command } from './command.ts';
import { formatOf, outputOf, writePieces } from './arguments/output-formats.ts';
import { numberOf } from './arguments/formula-arguments.ts';
import { listOption, textOption } from './arguments/text-option.ts';
import { printLine, printPiece, say } from './terminal/output.ts';

const ACTIONS = ['add', 'check', 'report', 'accept'] as const;

interface Arguments {
  readonly action: (typeof ACTIONS)[number];
  readonly what: string | undefined;
  readonly file: string;
  readonly commit: string | undefined;
  readonly alpha: string;
  readonly format: string;
  readonly output: readonly string[];
  readonly out: string | undefined;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs
      .positional('action', {
        choices: ACTIONS,
        demandOption: true,
        describe: 'add DIR: a run; check; report: draw it; accept REASON: what moved was meant',
      })
      .positional('what', { type: 'string', describe: 'add: results folder; accept: the reason' })
      .option('file', { ...textOption('file', 'The history, a line a run'), default: 'history.ndjson' })
      .option('commit', textOption('commit', 'add, accept: commit, where neither CI nor git tells it'))
      .option('alpha', {
        ...textOption('alpha', 'check, report: probability of any false alarm in a series, however long'),
        default: '0.01',
      })
      .option('format', {
        ...textOption('format', 'check: what to print: table, json, markdown, junit or github'),
        default: 'table',
      })
      .option(
        'output',
        listOption('check: write a file as well: .json, .md, .xml (JUnit), .txt, or FORMAT=FILE'),
      )
      .option('out', textOption('out', 'report: .html or .svg to write; history.html if left out')),
  handler: history,
};

async function history(args: Arguments): Promise<void> {
  const { action, what } = args;
  const isWanted = action === 'add' || action === 'accept';
  if (isWanted !== (what !== undefined))
    throw usage(
      isWanted
        ? `history ${action}: found nothing, expected ${action === 'add' ? 'a results folder' : 'a reason'}`
        : `history ${action}: found ${what}, expected nothing after it`,
    );
  if (action === 'add') await add(args, what!);
  else if (action === 'accept') await accept(args, what!);
  else if (action === 'check') await check(args);
  else await report(args);
}

async function add({ file, commit }: Arguments, folder: string): Promise<void> {
  const [{ runLine }, { readHistory, appendLine }, { commitHere }] = await Promise.all([
    import('../history/run-line.ts'),
    import('../history/history-file.ts'),
    import('../history/commit-here.ts'),
  ]);
  const line = await runLine(folder, commitHere(commit));
  const { lines, notes } = await readHistory(file);
  notes.forEach((note) => say(note));
  if (lines.some(({ id }) => id === line.id)) say(`${file} has this run already: nothing was added`);
  else appendLine(file, line);
  printLine(file);
}

async function accept({ file, commit }: Arguments, reason: string): Promise<void> {
  const [{ acceptedLine }, { appendLine }, { commitHere }] = await Promise.all([
    import('../history/run-line.ts'),
    import('../history/history-file.ts'),
    import('../history/commit-here.ts'),
  ]);
  await linesOf(file);
  appendLine(file, acceptedLine(reason, commitHere(commit)));
  printLine(file);
}

async function check({ file, alpha, format, output }: Arguments): Promise<void> {
  const [{ judgedSeries, judgeHistory }, { SUITE_FORMATS }, { batched }] = await Promise.all([
    import('../history/judge-history.ts'),
    import('../suite/output/formats.ts'),
    import('../compare/output/batched.ts'),
  ]);
  const level = levelOf(alpha);
  const printed = formatOf(format, SUITE_FORMATS);
  const outputs = output.map((each) => outputOf(each, SUITE_FORMATS));
  const judged = judgeHistory(judgedSeries(await linesOf(file), level), file, level);
  process.exitCode = judged.exitCode;
  for (const { format: write, file: path } of outputs) await writePieces(path, write(judged));
  if (format !== 'table') say(judged.sentence);
  for (const piece of batched(printed(judged))) if (!(await printPiece(piece))) return;
}

async function report({ file, alpha, out = 'history.html' }: Arguments): Promise<void> {
  if (!/\.(html|svg)$/.test(out))
    throw usage(`--out: found '${out}', expected a file that ends in .html or .svg`);
  const [{ judgedSeries, judgeHistory }, { writeHistoryReport }] = await Promise.all([
    import('../history/judge-history.ts'),
    import('../report/history-report.ts'),
  ]);
  const level = levelOf(alpha);
  const series = judgedSeries(await linesOf(file), level);
  await writeHistoryReport(series, judgeHistory(series, file, level), out);
  printLine(out);
}

async function linesOf(file: string): Promise<readonly HistoryLine[]> {
  if (!existsSync(file))
    throw new GradvarError(
      'RESULT_MISSING',
      EXIT.usage,
      `there is no history at ${file}`,
      'begin one with `gradvar history add DIR`, or name it with --file',
    );
  const { readHistory } = await import('../history/history-file.ts');
  const { lines, notes } = await readHistory(file);
  notes.forEach((note) => say(note));
  return lines;
}

function levelOf(text: string): number {
  const alpha = numberOf('--alpha', text);
  if (alpha > 0 && alpha < 1) return alpha;
  throw usage(`--alpha: found ${text}, expected a number between 0 and 1`);
}
