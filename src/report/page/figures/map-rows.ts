import { challengerOf, type PairNames } from '../../../tables/estimator-pair.ts';
import { axisValue, heldText, type PointAxes } from '../../../tables/row-axes.ts';
import { derivativeText } from '../../../tables/row-name.ts';
import type { ReportRow } from '../../data/report-row.ts';
import { visibleLine } from '../../../text/visible.ts';
import { sayNumber } from '../../data/number-text.ts';
import { ratioOfRow } from '../../data/row-ratio.ts';

/** A line of the map: the name of a class, or a function with its rows. */
export type MapLine =
  | { readonly kind: 'class'; readonly name: string }
  | {
      readonly kind: 'series';
      readonly name: string;
      readonly formula: string;
      readonly class: string;
      /** In the order of the columns. */
      readonly rows: readonly ReportRow[];
      /** Least log10 of the challenger's variance over the other's: negative where it wins. */
      readonly strongest: number;
    };

export type SeriesLine = Extract<MapLine, { readonly kind: 'series' }>;

/** The rows of one map: of one pair, component and m, at places that differ in the columns alone. */
export interface MapSlice {
  readonly rows: readonly ReportRow[];
  readonly pair: PairNames;
  readonly axes: PointAxes;
}

/** `d/dmu at mu = 0`. */
export function sliceText(row: ReportRow, axes: PointAxes): string {
  const held = heldText(row, axes, axes.columns, (value) => sayNumber(value, 4));
  return visibleLine(`${derivativeText(row.component)}${held === '' ? '' : ` at ${held}`}`);
}

/** log10 of the challenger's variance over the other's; null where there is no number. */
export function leanOf(row: ReportRow, pair: PairNames): number | null {
  const ratio = ratioOfRow(row);
  if (ratio === null) return null;
  return challengerOf(pair) === pair.first ? Math.log10(ratio) : -Math.log10(ratio);
}

/** Functions, the one that breaks the rule most strongly first. */
export function seriesLines({ rows, pair, axes }: MapSlice): readonly SeriesLine[] {
  const place = (row: ReportRow) => axisValue(row, axes.columns) ?? 0;
  const bySeries = new Map<string, ReportRow[]>();
  for (const row of rows) {
    const own = bySeries.get(row.series);
    if (own === undefined) bySeries.set(row.series, [row]);
    else own.push(row);
  }
  const lines = [...bySeries].map(([name, own]): SeriesLine => ({
    kind: 'series',
    name,
    formula: visibleLine(own[0]?.formula ?? ''),
    class: own[0]?.class ?? '',
    rows: own.sort((a, b) => place(a) - place(b)),
    strongest: own.reduce((least, row) => Math.min(least, leanOf(row, pair) ?? Infinity), Infinity),
  }));
  return lines.sort((a, b) => order(a.strongest, b.strongest));
}

const order = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** Grouped by class, the strongest function of each and of all first; of too many functions the strongest. */
export function mapRows(slice: MapSlice, most: number) {
  const all = seriesLines(slice);
  const shown = all.slice(0, most);
  const classes = [...new Set(shown.map((line) => line.class))];
  const lines = classes.flatMap((name): readonly MapLine[] => [
    ...(classes.length > 1 ? [{ kind: 'class', name } as const] : []),
    ...shown.filter((line) => line.class === name),
  ]);
  return { lines, left: all.length - shown.length };
}
