import type { ReportRow } from './data/report-row.ts';
import { visibleLine } from '../text/visible.ts';

/** What a curve runs over: `mu`, `sigma`, `m`, `dimension` or the name of a parameter. */
export type SeriesAxis = string;

/** The row's value on an axis. */
export function axisValue(row: ReportRow, axis: SeriesAxis): number | null {
  if (axis === 'mu' || axis === 'sigma' || axis === 'm' || axis === 'dimension') return row[axis];
  return parametersOf(row.params).get(axis) ?? null;
}

/** The rows that differ from one row in this axis alone, in its order. */
export function rowsAlong(
  rows: readonly ReportRow[],
  chosen: ReportRow,
  axis: SeriesAxis,
): readonly ReportRow[] {
  const others = paramsWithout(chosen.params, axis);
  return rows
    .filter(
      (row) =>
        (axis === 'mu' || row.mu === chosen.mu) &&
        (axis === 'sigma' || row.sigma === chosen.sigma) &&
        (axis === 'm' || row.m === chosen.m) &&
        row.component === chosen.component &&
        row.integrand === chosen.integrand &&
        // The formula of one coordinate has no sum(…): the name of the integrand tells what belongs together.
        (axis === 'dimension' || (row.dimension === chosen.dimension && row.formula === chosen.formula)) &&
        row.estimator_1 === chosen.estimator_1 &&
        row.estimator_2 === chosen.estimator_2 &&
        (row.params === chosen.params || paramsWithout(row.params, axis) === others),
    )
    .sort((a, b) => (axisValue(a, axis) ?? 0) - (axisValue(b, axis) ?? 0));
}

const paramsWithout = (params: string, axis: SeriesAxis): string =>
  params
    .split(';')
    .filter((part) => !part.startsWith(`${axis}=`))
    .join(';');

/** Integrand and the parameters that a curve over the axis holds fixed, as shown. */
export function seriesWithout({ integrand, params }: ReportRow, axis: SeriesAxis): string {
  return visibleLine(`${integrand} ${paramsWithout(params, axis)}`.trim());
}

/** The axes of a row's curves: those with two values or more, the longest first, then parameters. */
export function axesOf(rows: readonly ReportRow[], chosen: ReportRow): readonly SeriesAxis[] {
  const names = [...parametersOf(chosen.params).keys(), 'sigma', 'mu', 'dimension'];
  return names
    .map((axis) => ({ axis, count: rowsAlong(rows, chosen, axis).length }))
    .filter(({ count }) => count > 1)
    .sort((a, b) => b.count - a.count)
    .map(({ axis }) => axis);
}

/** `k=3;w=2` by name. */
export function parametersOf(params: string): ReadonlyMap<string, number> {
  if (params === '') return new Map();
  return new Map(
    params.split(';').map((part) => {
      const equals = part.indexOf('=');
      return [part.slice(0, equals), Number(part.slice(equals + 1))];
    }),
  );
}
