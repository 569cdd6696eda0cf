#!/usr/bin/env node
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { estimatorsCommand } from './commands/estimators.ts';
import { exactCommand } from './commands/exact.ts';
import { integrandsCommand } from './commands/integrands.ts';
import { planCommand } from './commands/plan.ts';
import { runCommand } from './commands/run.ts';
import { schemaCommand } from './commands/schema.ts';
import { reportFailure } from './commands/failure.ts';
import { EXIT, GradvarError } from './errors.ts';
import { version } from './version.ts';

/** Wires the commands, each of which loads what it needs when it is called. */
async function main(argv: readonly string[]): Promise<void> {
  const parser = yargs([...argv])
    .scriptName('gradvar')
    .usage(
      '$0 <command>\n\nMeasures which estimator of a Gaussian gradient is noisier, by how much, and beside the truth.',
    )
    .command(runCommand)
    .command(planCommand)
    .command(exactCommand)
    .command(integrandsCommand)
    .command(estimatorsCommand)
    .command(schemaCommand)
    .completion('completion', 'Print a script that completes gradvar commands in bash or zsh')
    .demandCommand(1, 'a command is missing; `gradvar --help` lists them')
    .recommendCommands()
    .strict()
    .version(version())
    .help()
    .alias('h', 'help')
    .parserConfiguration({
      'dot-notation': false,
      'parse-numbers': false,
    })
    .wrap(Math.min(110, process.stdout.columns ?? 110))
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new GradvarError('USAGE', EXIT.usage, readable(message), 'see `gradvar --help`');
    });
  await parser.parseAsync();
}

/** yargs says in its own words that a config or a formula is missing. */
function readable(message: string): string {
  return message.replace(
    /^Not enough non-option arguments: got (\d+), need at least (\d+)/,
    'an argument is missing: found $1, expected $2 (a config, a formula or a word: see the help of the command)',
  );
}

// A reader that has seen enough (`| head`) closes the pipe: that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await main(hideBin(process.argv));
} catch (error) {
  process.exitCode = reportFailure(error);
}
