import type { SummaryRow } from './columns/columns.ts';

/** What rows may differ in: `mu`, `sigma`, `m`, `dimension`, `x`, or the name of a parameter or of phi. */
export type RowAxis = string;

type Placed = Pick<SummaryRow, 'mu' | 'sigma' | 'm' | 'dimension' | 'x' | 'params' | 'phi'>;

/** The row's value on an axis. */
export function axisValue(row: Placed, axis: RowAxis): number | null {
  if (axis === 'mu' || axis === 'sigma' || axis === 'm' || axis === 'dimension' || axis === 'x')
    return row[axis];
  return namedNumbers(row.params).get(axis) ?? namedNumbers(row.phi).get(axis) ?? null;
}

/** `k=3;w=2` by name. */
export function namedNumbers(text: string): ReadonlyMap<string, number> {
  if (text === '') return new Map();
  return new Map(
    text.split(';').map((part) => {
      const equals = part.indexOf('=');
      return [part.slice(0, equals), Number(part.slice(equals + 1))];
    }),
  );
}

/** How the points of a result lie, m and the function aside. */
export interface PointAxes {
  /** mu and sigma, or the phi and x that they are functions of: rows that agree in all are of one point. */
  readonly coordinates: readonly RowAxis[];
  /** The coordinate that the columns of a map are. */
  readonly columns: RowAxis;
}

const LAW = ['mu', 'sigma'] as const;

/** Whether the law of Z is that of a guide: a plan has phi or x for all of its points, or for none. */
export const isGuided = (row: Pick<SummaryRow, 'phi' | 'x'>): boolean => guideColumnsOf(row).length > 0;

/** The columns that say where a row is beside mu and sigma. */
export const guideColumnsOf = ({ phi, x }: Pick<SummaryRow, 'phi' | 'x'>): readonly ('phi' | 'x')[] => [
  ...(phi === '' ? [] : (['phi'] as const)),
  ...(x === null ? [] : (['x'] as const)),
];

export function coordinatesOf(rows: readonly Placed[]): readonly RowAxis[] {
  const [first] = rows;
  if (first === undefined || !isGuided(first)) return LAW;
  const guide = [...namedNumbers(first.phi).keys(), ...(first.x === null ? [] : ['x'])];
  return [...guide, ...LAW.filter((name) => !isOfGuide(rows, name))];
}

/** Whether phi and x say what mu or sigma is. */
function isOfGuide(rows: readonly Placed[], name: (typeof LAW)[number]): boolean {
  const known = new Map<string, number | null>();
  return rows.every((row) => {
    const guide = `${row.phi} ${row.x}`;
    const before = known.get(guide);
    known.set(guide, row[name]);
    return before === undefined || before === row[name];
  });
}

export function pointAxesOf(rows: readonly Placed[]): PointAxes {
  const coordinates = coordinatesOf(rows);
  const values = new Map(
    coordinates.map((axis) => [axis, new Set(rows.map((row) => axisValue(row, axis))).size]),
  );
  return { coordinates, columns: columnsOf(values) };
}

/** Sigma where it has several values, else the coordinate that has most; of equal ones the last. */
export function columnsOf(values: ReadonlyMap<RowAxis, number>): RowAxis {
  if ((values.get('sigma') ?? 0) > 1) return 'sigma';
  const [first = ['sigma', 1] as const, ...others] = values;
  return others.reduce((most, each) => (each[1] >= most[1] ? each : most), first)[0];
}

/** The coordinates but for one, in words: `mu = 0`, `a = 0.5, x = 2`; empty where there is none. */
export function heldText(
  row: Placed,
  { coordinates }: Pick<PointAxes, 'coordinates'>,
  but: RowAxis,
  say: (value: number) => string = String,
): string {
  return coordinates
    .filter((axis) => axis !== but)
    .map((axis) => `${axis} = ${say(axisValue(row, axis) ?? NaN)}`)
    .join(', ');
}
