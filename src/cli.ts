#!/usr/bin/env node
import yargs, { type ArgumentsCamelCase, type Argv } from 'yargs';
import type { Command } from './commands/command.ts';
import { helpText, type CommandGroup } from './commands/terminal/help-text.ts';
import { helpWidth, print, watchReaders, withoutColor } from './commands/terminal/output.ts';
import { commandWord, markedWords, typedArguments } from './commands/arguments/words.ts';
import { version } from './version.ts';
import { kernelChoice } from '../workers/kernel/native/kernel-choice.ts';

/** A command on the parser, with what the first page of help says of it. */
interface Entry {
  readonly name: string;
  readonly describe: string;
  readonly addTo: (parser: Argv, isHidden: boolean) => Argv;
}

/** A command whose file is loaded when it is called: help and usage errors need none of them. */
function lazy<Arguments>(
  name: string,
  describe: string,
  load: () => Promise<{ readonly command: Command<Arguments> }>,
): Entry {
  const words = [...name.matchAll(/[<[](\w+)/g)].map(([, word]) => word!);
  let parser: Argv | null = null;
  const builder = async (argv: Argv): Promise<Argv<Arguments>> => {
    parser = argv;
    leaveOutHelp(argv);
    return (await load()).command.builder(argv.usage(`$0 ${name}\n\n${describe}`));
  };
  const handler = async (args: ArgumentsCamelCase<Arguments>): Promise<void> =>
    (await load()).command.handler(typedArguments(args, words, optionsOf(parser)));
  return {
    name,
    describe,
    addTo: (to, isHidden) =>
      isHidden ? to.command(name, false, builder, handler) : to.command(name, describe, builder, handler),
  };
}

/** What yargs keeps to itself. */
interface WithUsage {
  getInternalMethods(): { getUsageInstance(): { cacheHelpMessage: () => void } };
}

/** A parser makes the page of help before it calls a command, asked or not, which takes long. */
function leaveOutHelp(parser: Argv): void {
  (parser as Argv & WithUsage).getInternalMethods().getUsageInstance().cacheHelpMessage = () => undefined;
}

/**
 * What a parser knows: the options of the command and its words. `parsed` would hold misspelt ones as well.
 */
function optionsOf(parser: Argv | null): readonly string[] {
  const typed = parser as
    (Argv & { getOptions(): { readonly key: Readonly<Record<string, unknown>> } }) | null;
  return Object.keys(typed?.getOptions().key ?? {});
}

/** In the order in which people need them. */
const GROUPS: readonly CommandGroup<Entry>[] = [
  {
    title: 'Ask: exact answers, nothing is drawn',
    commands: [
      lazy(
        'exact <formula>',
        'Which estimator is noisier, by how much, and why; at a point or over ranges',
        () => import('./commands/exact.ts'),
      ),
      lazy(
        'cross <formula>',
        'Where one estimator begins to win: each value at which the variances are equal',
        () => import('./commands/cross.ts'),
      ),
      lazy(
        'explore [formula]',
        'Write a page to play with: type r, move mu and sigma, see the estimates being drawn',
        () => import('./commands/explore.ts'),
      ),
      lazy(
        'list [what]',
        'Functions that a config can name, or estimators: list integrands, list estimators',
        () => import('./commands/list.ts'),
      ),
    ],
  },
  {
    title: 'Measure: draws, intervals, files',
    commands: [
      lazy(
        'init [formula]',
        'Write a commented config to begin with, with --ci a workflow as well',
        () => import('./commands/init.ts'),
      ),
      lazy(
        'plan <config>',
        'What a run would do: cells, blocks, draws, time, bytes; nothing is written',
        () => import('./commands/plan.ts'),
      ),
      lazy(
        'run <config>',
        'Run a config, or a formula as it is typed; prints the path of summary.csv',
        () => import('./commands/run.ts'),
      ),
      lazy(
        'report <folder>',
        'Make a page to look at from a results folder, or figures, or text',
        () => import('./commands/report.ts'),
      ),
      lazy(
        'serve <folder>',
        'Show the page of a results folder on this machine',
        () => import('./commands/serve.ts'),
      ),
    ],
  },
  {
    title: 'Trust: is it true, and is it still the same',
    commands: [
      lazy(
        'ratio <first> [second]',
        'Two files of gradients: which estimator is noisier, and whether their means differ',
        () => import('./commands/ratio.ts'),
      ),
      lazy(
        'check [samples]',
        "Test somebody else's gradients against the exact mean and variance",
        () => import('./commands/check.ts'),
      ),
      lazy(
        'compare <base> <new>',
        'Two results: identical, equivalent, or what changed; exit 20 when something did',
        () => import('./commands/compare.ts'),
      ),
      lazy(
        'history <action> [what]',
        'Track runs over time: history add DIR, check, report, accept REASON; exit 20 when something moved',
        () => import('./commands/history.ts'),
      ),
      lazy(
        'verify <folder>',
        'Check a results folder: seal, checksums, completeness, random blocks computed again',
        () => import('./commands/verify.ts'),
      ),
      lazy(
        'replay <folder> <cell>',
        'Compute one block again, down to every draw: CELL or CELL#BLOCK',
        () => import('./commands/replay.ts'),
      ),
    ],
  },
  {
    title: 'Clusters: one experiment on many machines',
    commands: [
      lazy(
        'status <folders..>',
        'Show how far a run is: cells done, failed and missing, folder by folder',
        () => import('./commands/status.ts'),
      ),
      lazy(
        'merge <shards..>',
        'Join the folders of all shards into one; prints the path of summary.csv',
        () => import('./commands/merge.ts'),
      ),
    ],
  },
];

/** What few people need, and the old words of `list`: they work, and the first page leaves them out. */
const HIDDEN: readonly Entry[] = [
  lazy(
    'integrands',
    'List the catalogue: the functions r that a config can name',
    () => import('./commands/integrands.ts'),
  ),
  lazy(
    'estimators',
    'List the estimators: formula, what each requires, and its source',
    () => import('./commands/estimators.ts'),
  ),
  lazy(
    'work <folder>',
    'Measure what each estimator costs here and write work.csv: variance ratios times cost ratios',
    () => import('./commands/work.ts'),
  ),
  lazy(
    'schema <what>',
    'Print the JSON Schema of a config, or the Table Schema of a results table',
    () => import('./commands/schema.ts'),
  ),
  lazy(
    'bench',
    'Measure the speed of gradvar on this machine; prints a table and writes bench.csv',
    () => import('./commands/bench.ts'),
  ),
];

/** What the parser has to know: the command that is meant alone; where none is, all of them. */
function entriesFor(
  argv: readonly string[],
  command: string | undefined,
): readonly (readonly [Entry, boolean])[] {
  const all = [
    ...GROUPS.flatMap(({ commands }) => commands.map((entry) => [entry, false] as const)),
    ...HIDDEN.map((entry) => [entry, true] as const),
  ];
  const meant = all.filter(([{ name }]) => name.split(' ')[0] === command);
  return meant.length === 0 || argv.includes('--get-yargs-completions') ? all : meant;
}

/** Parses the arguments and runs the command. */
async function main(typed: readonly string[]): Promise<void> {
  const argv = withoutColor(typed);
  const command = commandWord(argv);
  const isHelp = argv.some((word) => word === '--help' || word === '-h') || command === 'help';
  if (isHelp && (command === undefined || argv.join() === 'help')) {
    print(helpText(GROUPS, helpWidth()));
    return;
  }
  let options: readonly string[] = [];
  const empty = yargs([...markedWords(argv)]).scriptName('gradvar');
  const parser = entriesFor(argv, command)
    .reduce((to, [{ addTo }, isHidden]) => addTo(to, isHidden), empty)
    .completion('completion', false)
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
    if (kernelChoice(process.env) === 'native') await requireNativeKernel();
    await parser.parseAsync();
  } catch (error) {
    const { reportFailure } = await import('./commands/terminal/failure.ts');
    process.exitCode = reportFailure(error, argv, options);
  }
}

/** Before anything is started: the workers would find it out, one after another. */
async function requireNativeKernel(): Promise<void> {
  const { loadKernel } = await import('../workers/kernel/native/load-kernel.ts');
  loadKernel();
}

watchReaders();
await main(process.argv.slice(2));
