/** Cells of one line of CSV; a quoted cell may hold the delimiter and doubled quotes. */
export function splitCells(line: string, delimiter: string): readonly string[] {
  if (!line.includes('"')) return line.split(delimiter);
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < line.length; i += 1) {
    const char = line.charAt(i);
    if (quoted && char === '"' && line.charAt(i + 1) === '"') {
      cell += '"';
      i += 1;
    } else if (char === '"') quoted = !quoted;
    else if (char === delimiter && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += char;
  }
  return [...cells, cell];
}

/**
 * The delimiter that a first line shows: comma, else tab, else semicolon; a comma where there is one column.
 */
export function delimiterOf(line: string): string {
  return [',', '\t', ';'].find((delimiter) => line.includes(delimiter)) ?? ',';
}

const DECIMAL = /^[-+0-9.eE]+$/;

/** The number that a cell writes in decimal, NaN for anything else; ±Infinity where it overflows. */
export function cellNumber(cell: string): number {
  const text = cell.trim();
  return DECIMAL.test(text) ? Number(text) : NaN;
}

/** Words for numbers that are missing or not finite, as programs write them. */
const NO_NUMBER = /^[-+]?(nan|na|n\/a|null|none|nil|inf|infinity|missing|1\.#.*)?$/i;

/**
 * Whether a first line has a name in it, and is not data, good or bad: a name does not begin like a number.
 */
export function isHeader(cells: readonly string[]): boolean {
  return cells.some((cell) => !/^[-+.0-9]/.test(cell.trim()) && !NO_NUMBER.test(cell.trim()));
}
