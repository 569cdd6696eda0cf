import type { CellPlace, ComparedRow, RowClass } from './compared-row.ts';
import type { QuantityName } from './quantities.ts';

/** Rows that can be gone through again and again; each time they are made anew. */
export interface ComparedRows extends Iterable<ComparedRow> {
  readonly length: number;
}

/** Rows while they are added. */
export interface GrowingRows extends ComparedRows {
  readonly add: (row: ComparedRow) => void;
}

/** What many rows have in common. */
type Kind = Pick<ComparedRow, 'component' | 'estimator_1' | 'estimator_2'> &
  (
    | { readonly kind: 'settled'; readonly rowClass: RowClass; readonly sameDraws: boolean }
    | { readonly kind: 'tested'; readonly leading: QuantityName; readonly equivalent: boolean }
  );

const CHUNK = 1 << 13;
/** Numbers of a row; NaN stands for null. */
const NUMBERS = 8;
/** Numbers of a cell: x, mu, sigma, m and dimension. */
const PLACE = 5;

/**
 * Keeps rows as numbers in a few large arrays, some 100 bytes each: a million objects with boxed numbers
 * would take four times as much, and the garbage collector would go through all of them again and again.
 */
export function rowStore(): GrowingRows {
  const kinds: Kind[] = [];
  const kindPlaces = new Map<string, number>();
  const numbers: Float64Array[] = [];
  const codes: Uint32Array[] = [];
  const details = new Map<number, string>();
  const cells = cellStore();
  let length = 0;

  const kindOf = (row: ComparedRow): number => {
    const { kind, component, estimator_1, estimator_2 } = row;
    const own = kind === 'settled' ? [row.rowClass, row.sameDraws] : [row.leading, row.equivalent];
    const key = `${kind} ${component} ${estimator_1} ${estimator_2} ${own.join(' ')}`;
    const known = kindPlaces.get(key);
    if (known !== undefined) return known;
    const place = { component, estimator_1, estimator_2 };
    kindPlaces.set(key, kinds.length);
    kinds.push(
      row.kind === 'settled'
        ? { ...place, kind: row.kind, rowClass: row.rowClass, sameDraws: row.sameDraws }
        : { ...place, kind: row.kind, leading: row.leading, equivalent: row.equivalent },
    );
    return kinds.length - 1;
  };

  return {
    get length() {
      return length;
    },
    add(row) {
      const at = length % CHUNK;
      if (at === 0) {
        numbers.push(new Float64Array(NUMBERS * CHUNK));
        codes.push(new Uint32Array(2 * CHUNK));
      }
      writeNumbers(row, numbers.at(-1)!, NUMBERS * at);
      const code = codes.at(-1)!;
      code[2 * at] = kindOf(row);
      code[2 * at + 1] = cells.place(row.cell);
      if (row.kind === 'settled' && row.detail !== '') details.set(length, row.detail);
      length += 1;
    },
    *[Symbol.iterator]() {
      for (let i = 0; i < length; i += 1) {
        const [chunk, at] = [Math.floor(i / CHUNK), i % CHUNK];
        const code = codes[chunk]!;
        const cell = cells.at(code[2 * at + 1]!);
        yield rowOf(kinds[code[2 * at]!]!, cell, numbers[chunk]!, NUMBERS * at, details.get(i) ?? '');
      }
    },
  };
}

function writeNumbers(row: ComparedRow, out: Float64Array, at: number): void {
  out[at] = row.ratioBase ?? NaN;
  out[at + 1] = row.ratioNew ?? NaN;
  if (row.kind === 'settled') {
    out[at + 2] = row.trialsNeeded ?? NaN;
    return;
  }
  out[at + 2] = row.p;
  out[at + 3] = row.pGrown;
  out[at + 4] = row.pShrunk;
  out[at + 5] = row.difference;
  out[at + 6] = row.standardError;
  out[at + 7] = row.varianceAtOneTrial;
}

/** Written out, so that all rows of a kind have one shape. */
function rowOf(kind: Kind, cell: CellPlace, numbers: Float64Array, at: number, detail: string): ComparedRow {
  const { component, estimator_1, estimator_2 } = kind;
  const [ratioBase, ratioNew] = [orNull(numbers[at]!), orNull(numbers[at + 1]!)];
  if (kind.kind === 'settled')
    return {
      kind: 'settled',
      cell,
      component,
      estimator_1,
      estimator_2,
      ratioBase,
      ratioNew,
      rowClass: kind.rowClass,
      detail,
      sameDraws: kind.sameDraws,
      trialsNeeded: orNull(numbers[at + 2]!),
    };
  return {
    kind: 'tested',
    cell,
    component,
    estimator_1,
    estimator_2,
    ratioBase,
    ratioNew,
    p: numbers[at + 2]!,
    pGrown: numbers[at + 3]!,
    pShrunk: numbers[at + 4]!,
    leading: kind.leading,
    difference: numbers[at + 5]!,
    standardError: numbers[at + 6]!,
    equivalent: kind.equivalent,
    varianceAtOneTrial: numbers[at + 7]!,
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

type Numbers = [
  x: number | null,
  mu: number | null,
  sigma: number | null,
  m: number | null,
  dimension: number | null,
];

/** The cells of rows, each once if its rows come one after the other. */
function cellStore() {
  const ids: string[] = [];
  const labels: (readonly [integrand: string, params: string, phi: string])[] = [];
  const places: Float64Array[] = [];
  let newest: CellPlace | undefined;
  let made: { readonly at: number; readonly cell: CellPlace } | undefined;
  return {
    place(cell: CellPlace): number {
      if (cell === newest) return ids.length - 1;
      newest = cell;
      const at = ids.length % CHUNK;
      if (at === 0) places.push(new Float64Array(PLACE * CHUNK));
      const { integrand, params, phi, x, mu, sigma, m, dimension } = cell;
      const numbers = [x, mu, sigma, m, dimension].map((value) => value ?? NaN);
      places.at(-1)!.set(numbers, PLACE * at);
      const last = labels.at(-1);
      const isSame = last?.[0] === integrand && last[1] === params && last[2] === phi;
      labels.push(isSame ? last : [integrand, params, phi]);
      return ids.push(cell.cell_id) - 1;
    },
    /** The same object as long as the same cell is asked for. */
    at(i: number): CellPlace {
      if (made?.at === i) return made.cell;
      const first = PLACE * (i % CHUNK);
      const numbers = places[Math.floor(i / CHUNK)]!.subarray(first, first + PLACE);
      const [x, mu, sigma, m, dimension] = Array.from(numbers, orNull) as Numbers;
      const [integrand, params, phi] = labels[i]!;
      const cell = { cell_id: ids[i]!, integrand, params, phi, x, mu, sigma, m, dimension };
      made = { at: i, cell };
      return cell;
    },
  };
}
