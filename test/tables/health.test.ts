import { expect, test } from 'vitest';
import { findingsText } from '../../src/commands/terminal/findings-text.ts';
import { collectFindings } from '../../src/tables/findings.ts';
import { collectHealth } from '../../src/tables/columns/health.ts';
import type { SummaryRow } from '../../src/tables/columns/columns.ts';
import { summaryRow } from '../report/rows.ts';

const covering = { variance_ratio_low: 0.1, variance_ratio_high: 0.12, variance_ratio_exact: 0.11 };
const missing = { ...covering, variance_ratio_exact: 0.13 };
const row = (changes: Partial<SummaryRow>): SummaryRow => summaryRow({ ...covering, ...changes });

test('scores and intervals of quality ok count, each pair of estimators apart', () => {
  const health = collectHealth();
  health.add(row({ z_score: 2 }));
  health.add(row({ z_score: -1, ...missing }));
  health.add(row({ z_score: 5, ci_quality: 'heavy_tail' }));
  health.add(row({ z_score: null }));
  health.add(row({ z_score: 3, estimator_1: 'score_loo', variance_ratio_exact: null }));
  const [plain, loo] = health.result();
  expect(plain).toMatchObject({ estimator1: 'score', scores: 2, chiSquare: 5, intervals: 3, covering: 2 });
  expect(loo).toMatchObject({ estimator1: 'score_loo', scores: 1, chiSquare: 9, intervals: 0, covering: 0 });
  // Of two degrees of freedom e^(−5/2), of one 2·(1 − Φ(3)).
  expect(plain!.probability).toBeCloseTo(0.0820849986, 9);
  expect(loo!.probability).toBeCloseTo(0.0026997961, 9);
});

test('log sigma and a phi repeat mu and sigma of their cell, and count only where these are not', () => {
  const health = collectHealth();
  for (const component of ['mu', 'sigma', 'log_sigma', 'phi(mu=1;sigma=2)'])
    health.add(row({ component, cell_id: 'a', z_score: 1 }));
  health.add(row({ component: 'log_sigma', cell_id: 'b', z_score: 1 }));
  expect(health.result()[0]).toMatchObject({ scores: 3, intervals: 3 });
});

test('the end of a run tells the worst pair, its probability times the number of pairs', () => {
  const findings = collectFindings();
  findings.add(row({ z_score: 1 }), 'x');
  const one = findingsText(findings.result(), 1).join('\n');
  expect(one).toMatch(/^health: chi-square of 1 z scores is 1\.0 \(p = 0\.32\); 100\.0 % of 1 intervals/m);
  findings.add(row({ z_score: 3, estimator_1: 'score_loo' }), 'x');
  const two = findingsText(findings.result(), 1).join('\n');
  expect(two).toMatch(
    /^health of score_loo against pathwise, the worst of 2 pairs: .* \(p = 0\.0054, corrected\)/m,
  );
});
