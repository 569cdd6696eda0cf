import type { ReportRow } from './report-row.ts';

/** What a curve runs over: `mu`, `sigma`, `m` or the name of a parameter. */
export type Axis = string;

const GRID: readonly string[] = ['mu', 'sigma', 'm'];

/** The row's value on an axis. */
export function axisValue(row: ReportRow, axis: Axis): number | null {
  if (axis === 'mu' || axis === 'sigma' || axis === 'm') return row[axis];
  return parameters(row.params).get(axis) ?? null;
}

/** The rows that differ from one row in this axis alone, in its order. */
export function rowsAlong(rows: readonly ReportRow[], chosen: ReportRow, axis: Axis): readonly ReportRow[] {
  const key = (row: ReportRow) => {
    const others = [...parameters(row.params)].filter(([name]) => name !== axis);
    const grid = GRID.filter((name) => name !== axis).map((name) => axisValue(row, name));
    return JSON.stringify([others, grid]);
  };
  const wanted = key(chosen);
  return rows
    .filter(
      (row) =>
        row.integrand === chosen.integrand &&
        row.formula === chosen.formula &&
        row.component === chosen.component &&
        row.estimator_1 === chosen.estimator_1 &&
        row.estimator_2 === chosen.estimator_2 &&
        key(row) === wanted,
    )
    .sort((a, b) => (axisValue(a, axis) ?? 0) - (axisValue(b, axis) ?? 0));
}

/** The axes of a row's curves: those with two values or more, parameters first. */
export function axesOf(rows: readonly ReportRow[], chosen: ReportRow): readonly Axis[] {
  const names = [...parameters(chosen.params).keys(), 'sigma', 'mu'];
  return names.filter((axis) => rowsAlong(rows, chosen, axis).length > 1);
}

function parameters(params: string): ReadonlyMap<string, number> {
  if (params === '') return new Map();
  return new Map(
    params.split(';').map((part) => {
      const equals = part.indexOf('=');
      return [part.slice(0, equals), Number(part.slice(equals + 1))];
    }),
  );
}

/** A log axis where all values are positive and span a decade, else a linear one. */
export function scaleType(values: readonly number[]): 'log' | 'linear' {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low > 0 && high >= 9 * low ? 'log' : 'linear';
}
