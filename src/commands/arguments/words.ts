import { usage } from '../../errors.ts';

/** Options whose value, a number, may be left out: the word after them may be the config. */
const OPTIONAL_VALUE: readonly string[] = ['--serve'];

/** Commands whose one word may be a formula; it is the option --formula elsewhere, which these take too. */
const OF_A_FORMULA: readonly string[] = ['exact', 'cross', 'run', 'plan', 'init'];

/** Options of one letter with a number, which one minus is enough for. */
const SHORT = /^-[mq](?:=?[\d.,:]+)?$/;

/** No word of a command line can hold this character: put before a word, it can be taken away again. */
const MARK = '\0';

/**
 * The words for yargs, which takes every word that begins with a minus for an option, be it a formula, a
 * number or behind `--`. Here an option has two minuses, or is -h or -m 2; all else is marked, so that yargs
 * takes it for a value.
 */
export function markedWords(argv: readonly string[]): readonly string[] {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  const command = commandWord(argv);
  if (command === undefined) return argv;
  const ofFormula = OF_A_FORMULA.includes(command);
  return argv.flatMap((word, i) => {
    if (i === end || (ofFormula && i < end && word === '--formula')) return [];
    if (i > end || (ofFormula && argv[i - 1] === '--formula')) return [certain(word)];
    if (ofFormula && word.startsWith('--formula=')) return [certain(word.slice('--formula='.length))];
    if (OPTIONAL_VALUE.includes(word) && !/^\d+$/.test(argv[i + 1] ?? '')) return [`${word}=`];
    return [/^-[^-]/.test(word) && !isShort(word, argv[i + 1]) ? MARK + word : word];
  });
}

/** The word of a command line that names the command. */
export function commandWord(argv: readonly string[]): string | undefined {
  return argv.find((word) => !word.startsWith('-'));
}

/** Whether a word with one minus is an option: -h, or -m or -q with its number behind it or in it. */
function isShort(word: string, next: string | undefined): boolean {
  return word === '-h' || (SHORT.test(word) && (word.length > 2 || /^[\d.]/.test(next ?? '')));
}

/** A word that nobody can have meant as an option has two marks. */
function certain(word: string): string {
  return word.startsWith('-') ? MARK + MARK + word : word;
}

/** A text as it was typed. */
export function unmarked(text: string): string {
  return text.replaceAll(MARK, '');
}

/**
 * The arguments of a command as they were typed.
 *
 * @throws GradvarError USAGE for a word of the command that may be an option with a minus too few
 */
export function typedArguments<Arguments extends object>(
  args: Arguments,
  words: readonly string[],
  options: readonly string[],
): Arguments {
  const typed = Object.entries(args).map(([key, value]: [string, unknown]) => {
    const texts = (Array.isArray(value) ? value : [value]) as readonly unknown[];
    if (words.includes(key)) texts.forEach((text) => refuseDoubtful(key, text, options));
    return [key, Array.isArray(value) ? texts.map(plain) : plain(value)] as const;
  });
  return Object.fromEntries(typed) as Arguments;
}

function plain(value: unknown): unknown {
  return typeof value === 'string' ? unmarked(value) : value;
}

/**
 * A formula may begin with a minus, unless it is the name of an option; other words may do so behind `--`
 * only.
 */
function refuseDoubtful(key: string, text: unknown, options: readonly string[]): void {
  if (typeof text !== 'string' || !text.startsWith(MARK) || text.startsWith(MARK + MARK)) return;
  const word = unmarked(text);
  const name = word.slice(1).split('=')[0]!;
  const isFormula = key === 'formula' || key === 'config';
  if (isFormula && !options.includes(name)) return;
  const instead = isFormula ? `"(${word})" or -- "${word}" for the formula` : `-- ${word} for the ${key}`;
  throw usage(
    `found ${word}, which may be meant as an option or not`,
    `write -${word} for an option, and ${instead}`,
  );
}
