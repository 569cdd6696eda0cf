import { COLUMNS, type SummaryRow } from '../tables/columns/columns.ts';

/** The columns that come from the oracle: they depend on the cell alone, never on draws. */
const EXACT = [
  'gradient_exact',
  'variance_1_exact',
  'variance_2_exact',
  'variance_ratio_exact',
  'kurtosis_1',
  'kurtosis_2',
  'bias_1',
  'bias_2',
  'mse_ratio',
] as const satisfies readonly (keyof SummaryRow)[];

/** Ten times the error that the oracle certifies (1e-8), so that two right values never differ by it. */
const TOLERANCE = 1e-7;

/**
 * The first exact value that moved, told in words; undefined if none did. A value that was lost counts as
 * moved, one that was won does not.
 *
 * Gradients and biases are near 0 by symmetry or by a difference of large numbers: they are held against the
 * standard deviation of one draw as well.
 */
export function exactMoved(base: SummaryRow, next: SummaryRow): string | undefined {
  // The kurtosis of a ratio.csv is an estimate: of two files of gradients nothing is exactly known.
  if (base.gradient_exact === null && base.cell_id === 'ratio') return undefined;
  for (const name of EXACT) {
    const [was, is] = [base[name], next[name]];
    if (was === null || was === is) continue;
    if (is === null) return `${name} was ${was}, now it is not known`;
    const scale = Math.max(Math.abs(was), Math.abs(is), GRADIENTS.has(name) ? drawDeviation(base) : 0);
    if (Math.abs(was - is) > TOLERANCE * scale) return `${name} was ${was}, now ${is}`;
  }
  return undefined;
}

const GRADIENTS: ReadonlySet<string> = new Set(
  COLUMNS.filter(({ unit }) => unit === 'gradient').map(({ name }) => name),
);

function drawDeviation({ variance_1_exact: one, variance_2_exact: two, m }: SummaryRow): number {
  return Math.sqrt(Math.max(one ?? 0, two ?? 0) * (m ?? 1));
}
