import { compileIntegrand } from '../integrands/compile.ts';
import { compileCoordinates } from '../integrands/coordinates.ts';
import { coordinateOracle } from '../laws/coordinate-oracle.ts';
import { exactOracle } from '../oracle/exact-moments.ts';
import type { ExactPoint } from '../oracle/exact.ts';
import type { SummaryRow } from '../results/columns.ts';
import type { EncodedWhy, WhyTerms } from './report-data.ts';

/** Above so many points the terms are left out: they are computed when the report is made. */
export const MOST_POINTS = 2000;

/**
 * The terms of V1 − V2 = E[r²]/sigma² + E[r'²] + 2E[r·r''] at every point (formula, parameters, mu, sigma), by the oracle.
 * A point where they are infinite or not certified has none.
 */
export function whyTerms(rows: readonly SummaryRow[]): EncodedWhy {
  const places = new Map<string, number>();
  const firsts: SummaryRow[] = [];
  const placeOfRow = rows.map((row) => {
    const key = JSON.stringify([row.formula, row.params, row.dimension, row.mu, row.sigma]);
    const place = places.get(key) ?? places.size;
    if (place === places.size) firsts.push(row);
    places.set(key, place);
    return place;
  });
  if (firsts.length > MOST_POINTS) return { points: [], rows: [] };
  const oracles = new Map<string, Oracle>();
  const points = firsts.map((row) => {
    const key = JSON.stringify([row.formula, row.params, row.dimension]);
    const oracle = oracles.get(key) ?? oracleOf(row);
    oracles.set(key, oracle);
    return row.mu === null || row.sigma === null ? null : oracle(row.mu, row.sigma);
  });
  return { points, rows: placeOfRow };
}

type Oracle = (mu: number, sigma: number) => WhyTerms | null;

function oracleOf({ formula, params, dimension }: SummaryRow): Oracle {
  try {
    const parameters = parametersOf(params);
    const oracle =
      dimension === 1 || dimension === null
        ? exactOracle(compileIntegrand(formula, parameters))
        : coordinateOracle(compileCoordinates(formula, parameters, dimension));
    return (mu, sigma) => termsOf(oracle(mu, sigma));
  } catch {
    // A formula that is none was not written by gradvar: there is nothing to explain.
    return () => null;
  }
}

/** `k=2;w=3` as numbers by name. */
export function parametersOf(params: string): Readonly<Record<string, number>> {
  if (params === '') return {};
  return Object.fromEntries(
    params.split(';').map((part) => {
      const equals = part.indexOf('=');
      return [part.slice(0, equals), Number(part.slice(equals + 1))];
    }),
  );
}

/** The terms of a point; null where one is infinite or not certified. */
export function termsOf({ why: { square, derivativeSquare, curvature } }: ExactPoint): WhyTerms | null {
  if (square.kind !== 'finite' || derivativeSquare.kind !== 'finite' || curvature.kind !== 'finite')
    return null;
  return [square.value, derivativeSquare.value, curvature.value];
}
