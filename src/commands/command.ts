import type { ArgumentsCamelCase, Argv } from 'yargs';

/** What the file of a command exports: its options, and what it does with them. */
export interface Command<Arguments> {
  readonly builder: (yargs: Argv) => Argv<Arguments>;
  readonly handler: (args: ArgumentsCamelCase<Arguments>) => void | Promise<void>;
}
