import { countColumn as count, numberColumn as number, textColumn as text } from './column-makers.ts';
import { UNKNOWN_COLUMN } from './unknown-column.ts';
import type { Column, RowOf } from './columns.ts';

/** The columns of why.csv: why one of the two estimators is the noisier at a point, per draw. */
export const WHY_COLUMNS = [
  text('integrand', 'Name of the integrand r, a label only'),
  text('params', 'Parameters as k=2;w=3, names sorted; empty if the formula has none'),
  text('formula', 'Canonical formula of r, parameters by name'),
  number('mu', 'z', 'Mean of Z'),
  number('sigma', 'z', 'Standard deviation of Z'),
  number('square_term', 'gradient²', 'E[r²]/sigma², the first term of V1 − V2 for d/dmu: never negative'),
  number('slope_term', 'gradient²', "E[r'²], the second term: never negative"),
  number(
    'curvature_term',
    'gradient²',
    "2E[r·r''], the third term, kinks included: negative where r is concave where positive, or convex where negative; empty where r jumps",
  ),
  number(
    'variance_difference',
    'gradient²',
    'V1 − V2 for d/dmu, score less pathwise, one draw: the sum of the three terms',
  ),
  number(
    'score_square_sigma',
    'gradient²',
    'E[r²(eps² − 1)²]/sigma², second moment of one draw of the score for d/dsigma',
  ),
  number(
    'pathwise_square_sigma',
    'gradient²',
    "E[r'²eps²], second moment of one draw of pathwise for d/dsigma",
  ),
  text(
    'certificate',
    "Whether r·r'' >= 0 for every z, so that V2 <= V1 for d/dmu and d/dsigma at every mu and sigma: proven; refuted (it is negative somewhere, or r jumps); unproven",
  ),
  count('dimension', 'Coordinates of Z; d/dmu and d/dsigma are those of the first'),
  text('phi', 'Values of phi as a=0.5;c=-1, names sorted; empty if the plan has none'),
  number('x', '1', 'Value of the data x; empty if the plan has none'),
  UNKNOWN_COLUMN,
] as const satisfies readonly Column[];

/**
 * One row of why.csv: why one of the two estimators is the noisier at a point.
 *
 * @example
 * const because = (row: WhyRow) => row.certificate;
 */
export type WhyRow = RowOf<typeof WHY_COLUMNS>;
