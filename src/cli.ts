#!/usr/bin/env node
import yargs, { type ArgumentsCamelCase, type Argv } from 'yargs';
import type { Command } from './commands/command.ts';
import { helpWidth, watchReaders } from './commands/terminal/output.ts';
import { markedWords, typedArguments } from './commands/arguments/words.ts';
import { version } from './version.ts';

/** A command whose file is loaded when it is called: help and usage errors need none of them. */
function lazy<Arguments>(
  name: string,
  describe: string,
  load: () => Promise<{ readonly command: Command<Arguments> }>,
): [
  string,
  string,
  (argv: Argv) => Promise<Argv<Arguments>>,
  (args: ArgumentsCamelCase<Arguments>) => Promise<void>,
] {
  const words = [...name.matchAll(/<(\w+)/g)].map(([, word]) => word!);
  let parser: Argv | null = null;
  return [
    name,
    describe,
    async (argv) => {
      parser = argv;
      return (await load()).command.builder(argv);
    },
    async (args) => (await load()).command.handler(typedArguments(args, words, optionsOf(parser))),
  ];
}

/**
 * What a parser knows: the options of the command and its words. `parsed` would hold misspelt ones as well.
 */
function optionsOf(parser: Argv | null): readonly string[] {
  const typed = parser as
    (Argv & { getOptions(): { readonly key: Readonly<Record<string, unknown>> } }) | null;
  return Object.keys(typed?.getOptions().key ?? {});
}

/** Parses the arguments and runs the command. */
async function main(argv: readonly string[]): Promise<void> {
  let options: readonly string[] = [];
  const parser = yargs([...markedWords(argv)])
    .scriptName('gradvar')
    .usage(
      '$0 <command>\n\nMeasures which estimator of a Gaussian gradient is noisier, by how much, and beside the truth.',
    )
    .command(
      ...lazy(
        'run <config>',
        'Run an experiment and write its results folder; prints the path of summary.csv',
        () => import('./commands/run.ts'),
      ),
    )
    .command(
      ...lazy(
        'merge <shards..>',
        'Join the folders of all shards into one results folder; prints the path of summary.csv',
        () => import('./commands/merge.ts'),
      ),
    )
    .command(
      ...lazy(
        'status <folders..>',
        'Show how far a run is: cells done, failed and missing, folder by folder',
        () => import('./commands/status.ts'),
      ),
    )
    .command(
      ...lazy(
        'work <folder>',
        'Measure what each estimator costs here and write work.csv: variance ratios times cost ratios',
        () => import('./commands/work.ts'),
      ),
    )
    .command(
      ...lazy(
        'verify <folder>',
        'Check a results folder: seal, checksums, completeness, and random blocks computed again',
        () => import('./commands/verify.ts'),
      ),
    )
    .command(
      ...lazy(
        'replay <folder> <cell>',
        'Compute one block again, down to every draw: CELL or CELL#BLOCK',
        () => import('./commands/replay.ts'),
      ),
    )
    .command(
      ...lazy(
        'compare <base> <new>',
        'Compare two results: identical, equivalent, or what changed; fails (exit 20) when something did',
        () => import('./commands/compare.ts'),
      ),
    )
    .command(
      ...lazy(
        'plan <config>',
        'Show what a run would do: cells, blocks, draws, time, bytes; nothing is written',
        () => import('./commands/plan.ts'),
      ),
    )
    .command(
      ...lazy(
        'exact <formula>',
        'The exact answer for one function: which estimator is noisier, by how much, and why',
        () => import('./commands/exact.ts'),
      ),
    )
    .command(
      ...lazy(
        'cross <formula>',
        'Find where one estimator begins to win: every value of a quantity at which the exact variances are equal',
        () => import('./commands/cross.ts'),
      ),
    )
    .command(
      ...lazy(
        'check [samples]',
        "Test somebody else's estimator: mean and variance of a file of gradients against the exact ones",
        () => import('./commands/check.ts'),
      ),
    )
    .command(
      ...lazy(
        'ratio <first> [second]',
        'Hold two files of gradients side by side: which estimator is noisier, by how much, and whether their means differ',
        () => import('./commands/ratio.ts'),
      ),
    )
    .command(
      ...lazy(
        'report <folder>',
        'Make a page to look at from a results folder, or figures and Markdown; prints its path',
        () => import('./commands/report.ts'),
      ),
    )
    .command(
      ...lazy(
        'integrands',
        'List the catalogue: the functions r that a config can name',
        () => import('./commands/integrands.ts'),
      ),
    )
    .command(
      ...lazy(
        'estimators',
        'List the estimators: formula, what each requires, and its source',
        () => import('./commands/estimators.ts'),
      ),
    )
    .command(
      ...lazy(
        'schema <what>',
        'Print the JSON Schema of a config, or the Table Schema of a results table',
        () => import('./commands/schema.ts'),
      ),
    )
    .command(
      ...lazy(
        'bench',
        'Measure the speed of gradvar on this machine; prints a table and writes bench.csv',
        () => import('./commands/bench.ts'),
      ),
    )
    .completion('completion', 'Print a script that completes gradvar commands in bash or zsh')
    .demandCommand(1, 'a command is missing; `gradvar --help` lists them')
    .recommendCommands()
    .strict()
    .version(version())
    .help()
    .alias('h', 'help')
    .parserConfiguration({ 'dot-notation': false, 'parse-numbers': false })
    .wrap(helpWidth())
    .exitProcess(false)
    .fail((message, error) => {
      options = optionsOf(parser);
      throw error ?? Object.assign(new Error(message), { name: 'YError' });
    });
  try {
    await parser.parseAsync();
  } catch (error) {
    const { reportFailure } = await import('./commands/terminal/failure.ts');
    process.exitCode = reportFailure(error, argv, options);
  }
}

watchReaders();
await main(process.argv.slice(2));
