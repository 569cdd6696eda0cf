import type { ReportRow } from '../data/report-row.ts';
import type { RowAxis } from '../../tables/row-axes.ts';
import { latest, type Oracle } from './ask-worker.ts';
import { denseCurve, lineThrough, type DenseCurve } from './figures/dense-curve.ts';

/** Points of the first curve, which is there at once; the search for crossings takes longer. */
const FIRST_POINTS = 33;

interface Wanted {
  readonly key: string;
  readonly row: ReportRow;
  readonly along: readonly ReportRow[];
  readonly axis: RowAxis;
}

/** Exact curves from the worker: a coarse one, then a dense one with its crossings. */
export function denseCurves(oracle: Oracle | null, redraw: () => void) {
  let wanted = '';
  let known: { readonly key: string; readonly curve: DenseCurve } | undefined;
  const fetch = latest(async ({ key, row, along, axis }: Wanted) => {
    for (const points of [FIRST_POINTS, null]) {
      const question = lineThrough(row, along, axis, points);
      if (oracle === null || question === null || key !== wanted) return;
      const answer = await oracle.ask('line', question);
      if (answer.kind === 'refused' || key !== wanted) return;
      known = { key, curve: denseCurve(answer.answer, row, axis, points === null) };
      redraw();
    }
  });
  return {
    /** The curve through a row as far as it is known; what is not known is asked for. */
    of(row: ReportRow, along: readonly ReportRow[], axis: RowAxis): DenseCurve | null {
      const question = along.length > 1 ? lineThrough(row, along, axis, null) : null;
      if (question === null || oracle === null) return null;
      const key = JSON.stringify([question, row.m, row.component]);
      if (key !== wanted) {
        wanted = key;
        fetch({ key, row, along, axis });
      }
      return known?.key === key ? known.curve : null;
    },
  };
}
