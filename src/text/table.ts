import { visibleLine } from './visible.ts';

/** Lines of a table with columns as wide as their widest cell; what a cell holds stays in its line. */
export function alignedLines(rows: readonly (readonly string[])[]): readonly string[] {
  const shown = rows.map((row) => row.map(visibleLine));
  const widths: number[] = [];
  for (const row of shown)
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length);
    });
  return shown.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
}

/** The same with a heading, as one text; numbers as given. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return alignedLines([header, ...rows]).join('\n');
}
