import { EXIT, GradvarError, type ExitCode } from '../../errors.ts';
import { nearestName } from '../../formula/names.ts';
import { say } from './output.ts';
import { commandWord, unmarked } from '../arguments/words.ts';

/**
 * Prints a failure on stderr as a sentence, a stack trace only for a bug; returns the exit code.
 *
 * @param argv the words of the command line
 * @param options names of options that the command knows
 */
export function reportFailure(error: unknown, argv: readonly string[], options: readonly string[]): ExitCode {
  if (error instanceof GradvarError) {
    const hint = error.hint === '' && error.code === 'USAGE' ? helpHint(argv) : error.hint;
    say(...`gradvar: ${error.message}`.split('\n'), ...(hint === '' ? [] : [`  ${hint}`]));
    return error.exitCode;
  }
  if (error instanceof Error && error.name === 'YError') {
    say(`gradvar: ${readable(unmarked(error.message), argv, options)}`, `  ${helpHint(argv)}`);
    return EXIT.usage;
  }
  const found = error instanceof Error ? (error.stack ?? error.message) : String(error);
  say('gradvar: internal error, please report it with what follows', ...found.split('\n'));
  return EXIT.internal;
}

function helpHint(argv: readonly string[]): string {
  const command = commandWord(argv);
  return `see \`gradvar ${command === undefined ? '' : `${command} `}--help\``;
}

/** What yargs says in words of its own, and the option that a word of the command line comes nearest to. */
function readable(message: string, argv: readonly string[], options: readonly string[]): string {
  const said = message
    .replace(
      /^Unknown arguments?: (.*)$/s,
      (_, names: string) => `${once(names)}: found, but not expected here`,
    )
    .replace(/^Missing required arguments?: (.*)$/, '--$1: found nothing, expected a value')
    .replace(
      /^Not enough non-option arguments: got (\d+), need at least (\d+)/,
      'an argument is missing: found $1, expected $2 (a config, a formula or a word: see the help of the command)',
    )
    .replace(
      /^Not enough arguments following: (.*)$/,
      '--$1: found nothing, expected a value; one that begins with two minuses is written --$1=VALUE',
    );
  const near = nearestOption(argv, options);
  return near === null ? said : `${said}; did you mean --${near}?`;
}

/** yargs names an option of several words a second time, as maxTime. */
function once(names: string): string {
  const all = names.split(', ');
  return all.filter((name) => !all.some((other) => other !== name && camelCase(other) === name)).join(', ');
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function nearestOption(argv: readonly string[], options: readonly string[]): string | null {
  for (const word of argv.slice(0, argv.includes('--') ? argv.indexOf('--') : undefined)) {
    const [, minuses, name] = /^(--?)([^=]+)/.exec(word) ?? [];
    if (name === undefined || (minuses === '--' && options.includes(name))) continue;
    const near = nearestName(name, options);
    if (near !== null) return near;
  }
  return null;
}
