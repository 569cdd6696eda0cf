import type { StyledPiece, Tone } from './output.ts';

/** Variance of the first estimator over that of the second, or why there is none. */
export type TextCell = number | 'biased' | 'unknown';

export interface MapRow {
  readonly label: string;
  readonly cells: readonly TextCell[];
}

/** Who is less noisy: a row for each function, a column for each value of an axis. */
export interface StrengthMap {
  readonly title: string;
  readonly estimators: readonly [string, string];
  readonly axis: { readonly name: string; readonly values: readonly number[] };
  readonly rows: readonly MapRow[];
}

/** A factor of so much is clear. */
const CLEAR = 10;

const LONGEST_LABEL = 28;

/** The map in lines of at most so many characters; columns that do not fit are left out evenly. */
export function mapLines(map: StrengthMap, width: number): readonly (readonly StyledPiece[])[] {
  const { axis, rows, estimators } = map;
  const labels = rows.map(({ label }) => shortLabel(label));
  const column = Math.max(...labels.map((label) => label.length)) + 2;
  const room = Math.max(10, width - column);
  const shown = evenly(axis.values.length, room);
  const wide = Math.min(3, Math.floor(room / shown.length));
  const symbols = symbolsOf(estimators);
  return [
    [plain(map.title)],
    ...rows.map(({ cells }, i) => [
      plain(labels[i]!.padEnd(column)),
      ...shown.map((at) => painted(cells[at] ?? 'unknown', symbols, wide)),
    ]),
    [
      plain(
        ' '.repeat(column) +
          axisText(
            shown.map((at) => axis.values[at]!),
            shown.length * wide,
            axis.name,
          ),
      ),
    ],
  ];
}

/** What the letters of maps of these estimators mean. */
export function textMapLegend(estimators: readonly [string, string]): readonly (readonly StyledPiece[])[] {
  const symbols = symbolsOf(estimators);
  const [first, second] = estimators;
  const sample = (cell: TextCell): StyledPiece => painted(cell, symbols, 1);
  return [
    [
      sample(0),
      plain(' '),
      sample(0.5),
      plain(` ${first} less noisy (${symbols[0].toUpperCase()}: ${CLEAR} times or more)   `),
      sample(1),
      plain(' neither, or undecided   '),
      sample(2),
      plain(' '),
      sample(CLEAR),
      plain(` ${second} less noisy`),
    ],
    [sample('biased'), plain(` ${second} is biased   `), sample('unknown'), plain(' not known')],
  ];
}

const plain = (text: string): StyledPiece => ({ text, tone: 'plain' });

/** The first letters of both, unless they are the same, or one that has a meaning of its own. */
function symbolsOf([first, second]: readonly [string, string]): readonly [string, string] {
  const letters = [first, second].map((name) => name.charAt(0).toLowerCase());
  const isFit = letters[0] !== letters[1] && letters.every((letter) => /[ac-z]/.test(letter));
  return isFit ? [letters[0]!, letters[1]!] : ['x', 'y'];
}

function painted(cell: TextCell, [first, second]: readonly [string, string], wide: number): StyledPiece {
  const piece = (symbol: string, tone: Tone): StyledPiece => ({ text: symbol.repeat(wide), tone });
  if (cell === 'unknown' || Number.isNaN(cell)) return piece('?', 'plain');
  if (cell === 'biased') return piece('b', 'first');
  if (cell === 1) return piece('=', 'even');
  if (cell <= 1 / CLEAR) return piece(first.toUpperCase(), 'first-clearly');
  if (cell < 1) return piece(first, 'first');
  return cell >= CLEAR ? piece(second.toUpperCase(), 'second-clearly') : piece(second, 'second');
}

const shortLabel = (label: string): string =>
  label.length <= LONGEST_LABEL ? label : `${label.slice(0, LONGEST_LABEL - 1)}…`;

/** At most so many of the indices below a count, the ends among them. */
function evenly(count: number, most: number): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1)));
}

/** The first, the middle and the last value below their columns, then the name of the axis. */
function axisText(values: readonly number[], width: number, name: string): string {
  const say = (value = NaN) => String(Number(value.toPrecision(4)));
  const [first, last] = [say(values[0]), say(values.at(-1))];
  if (values.length === 1) return `${first}  ${name}`;
  const middle = values.length % 2 === 1 ? say(values[values.length >> 1]) : '';
  const gap = width - first.length - last.length;
  if (gap < 1) return `${first} to ${last}  ${name}`;
  const before = Math.floor((width - middle.length) / 2) - first.length;
  const after = gap - before - middle.length;
  const between = before > 0 && after > 0 ? ' '.repeat(before) + middle + ' '.repeat(after) : ' '.repeat(gap);
  return `${first}${between}${last}  ${name}`;
}
