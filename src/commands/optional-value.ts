/** Options whose value, a number, may be left out. */
const OPTIONS: readonly string[] = ['--serve'];

/** yargs would take the word after such an option for its value, be it the config: only a number is. */
export function withOptionalValues(argv: readonly string[]): readonly string[] {
  return argv.map((word, i) =>
    OPTIONS.includes(word) && !/^\d+$/.test(argv[i + 1] ?? '') ? `${word}=` : word,
  );
}
