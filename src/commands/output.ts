/** stdout carries exactly one thing; talk goes to stderr. */

export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Prints a piece of a long text; false once the reader has seen enough and closed the pipe. */
export function printPiece(piece: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    process.stdout.write(piece, (error) => resolve(error === undefined || error === null));
  });
}

export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A table with columns as wide as their widest cell; numbers as given. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd();
  return [header, ...rows].map(line).join('\n');
}
