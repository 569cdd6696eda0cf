/** What stands between two cells of a line; ` ` stands for any number of blanks. */
export type Delimiter = ',' | ';' | '\t' | ' ';

/** Cells of one line of CSV; a quoted cell may hold the delimiter and doubled quotes. */
export function splitCells(line: string, delimiter: Delimiter): readonly string[] {
  if (delimiter === ' ') return splitBlanks(line);
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

function splitBlanks(line: string): readonly string[] {
  const text = line.trim();
  if (!text.includes('"')) return text.split(/\s+/);
  const cells = text.match(/"(?:[^"]|"")*"|\S+/g) ?? [];
  return cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replace(/""/g, '"') : cell));
}

/**
 * The delimiter that a row of numbers shows: semicolon, tab, comma, else blanks; a comma where there is one
 * column. Where blanks stand inside of what commas part, the commas are decimal.
 */
export function delimiterOf(line: string): Delimiter {
  const found = ([';', '\t'] as const).find((delimiter) => line.includes(delimiter));
  if (found !== undefined) return found;
  const hasBlanks = (text: string) => /\S\s+\S/.test(text.trim());
  if (line.includes(',')) return line.split(',').some(hasBlanks) && !line.includes('"') ? ' ' : ',';
  return hasBlanks(line) ? ' ' : ',';
}

const DECIMAL = /^[-+0-9.eE]+$/;
const DECIMAL_COMMA = /^[-+0-9eE]*,[-+0-9eE]+$/;

/** The number that a cell writes in decimal, NaN for anything else; ±Infinity where it overflows. */
export function cellNumber(cell: string, delimiter: Delimiter): number {
  const text = cell.trim();
  if (DECIMAL.test(text)) return Number(text);
  return delimiter !== ',' && DECIMAL_COMMA.test(text) ? Number(text.replace(',', '.')) : NaN;
}

/** Words for numbers that are missing or not finite, as programs write them. */
const NO_NUMBER = /^[-+]?(nan|na|n\/a|null|none|nil|inf|infinity|missing|1\.#.*)?$/i;

/**
 * Whether a first line has a name in it, and is not data, good or bad: a name does not begin like a number.
 */
export function isHeader(cells: readonly string[]): boolean {
  return cells.some((cell) => !/^[-+.,0-9]/.test(cell.trim()) && !NO_NUMBER.test(cell.trim()));
}
