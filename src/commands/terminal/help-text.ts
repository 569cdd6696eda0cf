/** Commands that people need for one purpose. */
export interface CommandGroup<Entry extends { readonly name: string; readonly describe: string }> {
  readonly title: string;
  readonly commands: readonly Entry[];
}

const INDENT = '  ';

/** The first page of help. */
export function helpText(
  groups: readonly CommandGroup<{ readonly name: string; readonly describe: string }>[],
  width: number,
): string {
  const names = groups.flatMap(({ commands }) => commands.map(({ name }) => name.length));
  const column = Math.max(...names) + 2 * INDENT.length;
  const lines = groups.flatMap(({ title, commands }) => [
    title,
    ...commands.flatMap(({ name, describe }) => {
      const [first = '', ...rest] = wrapped(describe, Math.max(20, width - column));
      return [(INDENT + name).padEnd(column) + first, ...rest.map((line) => ' '.repeat(column) + line)];
    }),
    '',
  ]);
  return [
    'gradvar <command>',
    '',
    'Measures which estimator of a Gaussian gradient is noisier, by how much, and beside the truth.',
    '',
    ...lines,
    'Begin with:  gradvar exact "sin(10*z)"',
    'Options:     gradvar <command> --help     also: --version, --no-color',
  ].join('\n');
}

/** A text in lines of so many characters. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
