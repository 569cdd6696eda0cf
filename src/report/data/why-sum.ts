import { isScoreAgainstPathwise } from '../../tables/estimator-pair.ts';
import { TOTAL } from '../../estimators/component.ts';
import { knowsItsCell, type ReportRow } from './report-row.ts';
import { shortened, visibleLine } from '../../text/visible.ts';

export interface WhyTerm {
  readonly name: string;
  readonly value: number;
}

/** Where the difference of two exact variances comes from: terms that add up to it. */
export interface WhySum {
  readonly terms: readonly WhyTerm[];
  readonly total: WhyTerm;
  /** What the numbers are the variances of: one draw, or one estimate. */
  readonly of: string;
  readonly note: string;
}

/**
 * Why one estimator is the noisier in a row; null where the exact values are not known.
 *
 * d/dmu, score − pathwise, one draw: V1 − V2 = E[r²]/sigma² + E[r'²] + 2E[r·r'']. Everywhere else V1 − V2 =
 * E[g1²] − E[g2²], for the squared gradient is in both second moments and cancels; where an estimator is
 * biased, what does not cancel is a term of its own.
 */
export function whySum(row: ReportRow): WhySum | null {
  return threeTerms(row) ?? secondMoments(row);
}

const pairOfRow = ({ estimator_1: first, estimator_2: second }: ReportRow) => ({ first, second });

function threeTerms(row: ReportRow): WhySum | null {
  if (row.why === null || row.component !== 'mu' || !isScoreAgainstPathwise(pairOfRow(row))) return null;
  const [square, derivativeSquare, curvature] = row.why;
  const total = square + derivativeSquare + curvature;
  return {
    terms: [
      { name: 'E[r²]/sigma²', value: square },
      { name: "E[r'²]", value: derivativeSquare },
      { name: "2E[r·r'']", value: curvature },
    ],
    total: { name: row.estimator_1 === 'score' ? 'V1 − V2' : 'V2 − V1', value: total },
    of: 'per draw',
    note: 'Only the last of the three terms can be negative.',
  };
}

function secondMoments(row: ReportRow): WhySum | null {
  const {
    gradient_exact: gradient,
    variance_1_exact: first,
    variance_2_exact: second,
    bias_1,
    bias_2,
    m,
  } = row;
  if (gradient === null || first === null || second === null || m === null) return null;
  // Lengths of biases do not add up to that of a mean.
  if (row.component === TOTAL && (bias_1 !== 0 || bias_2 !== 0)) return null;
  // Only averages of independent draws have variances of single draws.
  const isAverage = row.draw_variance_1 !== null && row.draw_variance_2 !== null;
  const scale = isAverage ? m : 1;
  const [mean1, mean2] = [gradient + (bias_1 ?? 0), gradient + (bias_2 ?? 0)];
  const difference = mean2 * mean2 - mean1 * mean1;
  const names = isAverage ? momentNames(row) : estimateNames(row);
  return {
    terms: [
      { name: names.first, value: scale * first + mean1 * mean1 },
      { name: `−${names.second}`, value: -(scale * second + mean2 * mean2) },
      ...(difference === 0 ? [] : [{ name: 'means² (bias)', value: difference }]),
    ],
    total: { name: 'V1 − V2', value: scale * (first - second) },
    of: isAverage ? 'per draw' : `per estimate of ${m} draws`,
    note: `${difference === 0 ? 'These are the two second moments: the squared gradient is in both and cancels' : 'These are the two second moments and, since an estimator is biased, the difference of the squared means'}${names.note}.`,
  };
}

interface Names {
  readonly first: string;
  readonly second: string;
  readonly note: string;
}

const estimateNames = ({ component, estimator_1, estimator_2 }: ReportRow): Names => {
  const size = component === TOTAL ? '‖' : '';
  const name = (estimator: string) => `E[${size}${shortened(visibleLine(estimator), 15)}${size}²]`;
  return { first: name(estimator_1), second: name(estimator_2), note: '' };
};

/** The contributions of one draw, as formulas where they are the two of the textbook. */
function momentNames(row: ReportRow): Names {
  const formulas: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    mu: { score: 'E[r²eps²]/sigma²', pathwise: "E[r'²]" },
    sigma: { score: 'E[r²s²]', pathwise: "E[(r'·eps)²]" },
    log_sigma: { score: 'E[r²s²]', pathwise: "E[(r'·eps·sigma)²]" },
    variance: { score: 'E[r²s²]', pathwise: "E[(r'·eps/(2·sigma))²]" },
    softplus: { score: 'E[r²s²]', pathwise: "E[(r'·eps·g)²]" },
  };
  const isOfTextbook = isScoreAgainstPathwise(pairOfRow(row)) && !knowsItsCell(row);
  const known = isOfTextbook ? formulas[row.component] : undefined;
  const [first, second] = [known?.[row.estimator_1], known?.[row.estimator_2]];
  if (first === undefined || second === undefined) return estimateNames(row);
  const notes: Readonly<Record<string, string>> = {
    sigma: '; s = (eps² − 1)/sigma',
    log_sigma: '; s = eps² − 1',
    variance: '; s = (eps² − 1)/(2·sigma²)',
    softplus: '; s = (eps² − 1)·g/sigma, g = 1 − exp(−sigma)',
  };
  return { first, second, note: notes[row.component] ?? '' };
}
