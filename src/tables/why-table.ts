import type { Certificate } from '../certificate/certificate.ts';
import { certify } from '../certificate/certify.ts';
import { GradvarError } from '../errors.ts';
import { boundParameters, guidePointOf, type Cell } from '../plan/cell.ts';
import { compileIntegrand } from '../integrands/compile.ts';
import type { Exact } from '../truth/exact/exact.ts';
import { numberOrNull } from '../truth/exact/exact-number.ts';
import { allLacking, lacksText } from '../truth/exact/lacks.ts';
import { secondMoment, varianceDifference } from '../truth/exact/second-moment.ts';
import type { MeasuredCell } from './columns/measured-cell.ts';
import type { ResultTable } from './result-table.ts';
import { parameterText, phiText } from './parameter-text.ts';
import { WHY_COLUMNS, type WhyRow } from './columns/why-columns.ts';

/** why.csv: a row for the first cell of each point, as cells of one point stand side by side. */
export const WHY: ResultTable = {
  name: 'why',
  columns: WHY_COLUMNS,
  primaryKey: ['integrand', 'params', 'mu', 'sigma', 'dimension', 'phi', 'x'],
  rowMeaning:
    'One row per point (integrand, parameters, dimension, phi, x, mu, sigma), in plan order: exact, and the same for every m. Of an r that knows phi as it stands there, its own derivative left out.',
  isFor: () => true,
  rowsOf: ({ asked: { m } }) => {
    const certificateOf = rememberLast(certificateOfCell);
    return ({ done: { cell, exact } }) =>
      cell.index % m.length === 0 ? [whyRow(cell, exact, certificateOf(cell))] : [];
  },
};

/** Asks once an integrand point: its cells stand side by side. */
function rememberLast(work: (cell: Cell) => Certificate['kind']): (cell: Cell) => Certificate['kind'] {
  let last: { readonly integrand: number; readonly found: Certificate['kind'] } | undefined;
  return (cell) => {
    const isKnown = last?.integrand === cell.integrand && cell.knows.length === 0;
    if (last === undefined || !isKnown) last = { integrand: cell.integrand, found: work(cell) };
    return last.found;
  };
}

function certificateOfCell(cell: Cell): Certificate['kind'] {
  // That f·f'' >= 0 says nothing of (Σ f)·f''.
  if (cell.dimension > 1) return 'unproven';
  try {
    return certify(compileIntegrand(cell.formula, boundParameters(cell, guidePointOf(cell)))).kind;
  } catch (error) {
    // A formula whose derivatives outgrow their limits at these parameters: its cells have failed as well.
    if (error instanceof GradvarError) return 'unproven';
    throw error;
  }
}

type Found = MeasuredCell['exact'];

/**
 * E[r²]/sigma², E[r'²] and 2E[r·r''], null where one is infinite or not known: their sum is V1 − V2 of one
 * draw for d/dmu.
 */
export function whyTerms(found: Found): readonly [number | null, number | null, number | null] {
  const { square_term, slope_term, curvature_term } = whyNumbers(found);
  return [numberOrNull(square_term), numberOrNull(slope_term), numberOrNull(curvature_term)];
}

/** The exact columns of a row. */
function whyNumbers(found: Found): Readonly<Record<ExactName, Exact>> {
  if (found.kind === 'failed') return allLacking(EXACT, found.reason);
  const { square, derivativeSquare, curvature } = found.exact.why;
  const { score, pathwise } = secondMoment(found.exact.sigma);
  return {
    square_term: square,
    slope_term: derivativeSquare,
    curvature_term: curvature,
    variance_difference: varianceDifference(found.exact),
    score_square_sigma: score,
    pathwise_square_sigma: pathwise,
  };
}

const EXACT = [
  'square_term',
  'slope_term',
  'curvature_term',
  'variance_difference',
  'score_square_sigma',
  'pathwise_square_sigma',
] as const;
type ExactName = (typeof EXACT)[number];

function whyRow(cell: Cell, found: Found, certificate: Certificate['kind']): WhyRow {
  const exact = whyNumbers(found);
  return {
    integrand: cell.name,
    params: parameterText(cell.parameters),
    formula: cell.formula,
    mu: cell.mu,
    sigma: cell.sigma,
    square_term: numberOrNull(exact.square_term),
    slope_term: numberOrNull(exact.slope_term),
    curvature_term: numberOrNull(exact.curvature_term),
    variance_difference: numberOrNull(exact.variance_difference),
    score_square_sigma: numberOrNull(exact.score_square_sigma),
    pathwise_square_sigma: numberOrNull(exact.pathwise_square_sigma),
    certificate,
    dimension: cell.dimension,
    phi: phiText(cell),
    x: cell.guided?.x ?? null,
    unknown: lacksText(Object.entries(exact)),
  };
}
