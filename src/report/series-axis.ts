import { axisValue, coordinatesOf, heldText, namedNumbers, type RowAxis } from '../tables/row-axes.ts';
import type { PairNames } from '../tables/estimator-pair.ts';
import { sayNumber } from './data/number-text.ts';
import { visibleLine } from '../text/visible.ts';
import type { ReportRow } from './data/report-row.ts';

/** The rows that differ from one row in this axis alone, in its order. */
export function rowsAlong(
  rows: readonly ReportRow[],
  chosen: ReportRow,
  axis: RowAxis,
): readonly ReportRow[] {
  const others = paramsWithout(chosen.params, axis);
  const held = coordinatesOf(rows)
    .filter((name) => name !== axis)
    .map((name) => [name, axisValue(chosen, name)] as const);
  return rows
    .filter(
      (row) =>
        (axis === 'm' || row.m === chosen.m) &&
        row.component === chosen.component &&
        row.integrand === chosen.integrand &&
        // The formula of one coordinate has no sum(…): the integrand's name tells what belongs together.
        (axis === 'dimension' || (row.dimension === chosen.dimension && row.formula === chosen.formula)) &&
        row.estimator_1 === chosen.estimator_1 &&
        row.estimator_2 === chosen.estimator_2 &&
        (row.params === chosen.params || paramsWithout(row.params, axis) === others) &&
        held.every(([name, value]) => axisValue(row, name) === value),
    )
    .sort((a, b) => (axisValue(a, axis) ?? 0) - (axisValue(b, axis) ?? 0));
}

/** A row as one of another pair. Its columns come from its prototype: those that are asked for are copied. */
export function rowOfPair(row: ReportRow, { first, second }: PairNames): ReportRow {
  const { integrand, params, formula, mu, sigma, m, component, dimension, phi, x } = row;
  const place = { integrand, params, formula, mu, sigma, m, component, dimension, phi, x };
  return { ...row, ...place, estimator_1: first, estimator_2: second };
}

const paramsWithout = (params: string, axis: RowAxis): string =>
  params
    .split(';')
    .filter((part) => !part.startsWith(`${axis}=`))
    .join(';');

/** What the rows of a curve over the axis have in common: integrand, other parameters and place, as shown. */
export function seriesWithout(rows: readonly ReportRow[], axis: RowAxis): string {
  const row = rows[0];
  if (row === undefined) return '';
  const name = `${row.integrand} ${paramsWithout(row.params, axis)}`.trim();
  const held = heldText(row, { coordinates: coordinatesOf(rows) }, axis, (value) => sayNumber(value, 4));
  return visibleLine(held === '' ? name : `${name} at ${held}`);
}

/** The axes of a row's curves: those with two values or more, the longest first, then parameters. */
export function axesOf(rows: readonly ReportRow[], chosen: ReportRow): readonly RowAxis[] {
  const coordinates = new Set(['sigma', ...coordinatesOf(rows)]);
  return [...namedNumbers(chosen.params).keys(), ...coordinates, 'dimension']
    .map((axis) => ({ axis, count: rowsAlong(rows, chosen, axis).length }))
    .filter(({ count }) => count > 1)
    .sort((a, b) => b.count - a.count)
    .map(({ axis }) => axis);
}
