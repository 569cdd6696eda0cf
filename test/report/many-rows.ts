import type { SummaryRow } from '../../src/tables/columns/columns.ts';
import { summaryRow } from './rows.ts';

const SIGMAS = [0.1, 0.25, 0.5, 1, 2, 4];
const SIZES = [1, 10, 100];

/** So many rows over k, mu, sigma, m and component, with numbers as long as a run's. */
export function manyRows(count: number): readonly SummaryRow[] {
  let state = 1;
  const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return Array.from({ length: count }, (_, i) => {
    const at = <T>(list: readonly T[], step: number): T => list[Math.floor(i / step) % list.length]!;
    const exact = Math.exp(8 * uniform() - 4);
    const ratio = exact * (0.9 + 0.2 * uniform());
    return summaryRow({
      cell_id: `c${i}`,
      params: `k=${1 + Math.floor(i / 72) / 7}`,
      component: at(['mu', 'sigma'], 1),
      m: at(SIZES, 2),
      sigma: at(SIGMAS, 6),
      mu: at([0, 1], 36),
      mean_1: uniform(),
      mean_2: uniform(),
      variance_1: ratio * 0.3,
      variance_2: 0.3,
      draw_variance_1: uniform(),
      draw_variance_2: uniform(),
      gradient_exact: uniform(),
      variance_ratio: ratio,
      variance_ratio_low: ratio * 0.85,
      variance_ratio_high: ratio * 1.15,
      variance_ratio_exact: exact,
      z_score: 3 * (uniform() + uniform() + uniform() - 1.5),
      kurtosis_1: 3 + 100 * uniform(),
      winner: ratio < 0.85 ? 'score' : ratio > 1.15 ? 'pathwise' : 'undecided',
    });
  });
}
