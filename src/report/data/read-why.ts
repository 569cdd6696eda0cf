import { existsSync } from 'node:fs';
import type { SummaryRow } from '../../tables/columns/columns.ts';
import { WHY_READER } from '../../tables/reading/read-table.ts';
import type { WhyTerms } from '../../plan/finished-cells.ts';
import type { EncodedWhy } from './report-data.ts';

export const NO_WHY: EncodedWhy = { points: [], rows: [] };

/**
 * The terms of V1 − V2 = E[r²]/sigma² + E[r'²] + 2E[r·r''] at the points of the rows, from why.csv; a point
 * where they are infinite or not certified has none. Undefined without the file: older versions wrote none.
 *
 * @throws GradvarError RESULT_FOREIGN (41), RESULT_DAMAGED, INPUT_UNREADABLE (50)
 */
export async function readWhy(path: string, rows: readonly SummaryRow[]): Promise<EncodedWhy | undefined> {
  if (!existsSync(path)) return undefined;
  const places = new Map<string, number>();
  const placeOfRow = rows.map((row) => {
    const key = keyOf(row);
    const place = places.get(key) ?? places.size;
    places.set(key, place);
    return place;
  });
  const points = new Array<WhyTerms | null>(places.size).fill(null);
  for await (const run of WHY_READER.rows(path)) {
    for (const found of run) {
      const place = places.get(keyOf(found));
      const { square_term: square, slope_term: slope, curvature_term: curvature } = found;
      if (place === undefined || square === null || slope === null || curvature === null) continue;
      points[place] = [square, slope, curvature];
    }
  }
  return { points, rows: placeOfRow };
}

type Point = Pick<SummaryRow, 'integrand' | 'params' | 'dimension' | 'mu' | 'sigma' | 'phi' | 'x'>;

const keyOf = ({ integrand, params, dimension, mu, sigma, phi, x }: Point): string =>
  JSON.stringify([integrand, params, dimension, mu, sigma, phi, x]);
