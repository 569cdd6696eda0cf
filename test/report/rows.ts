import { COLUMNS, type SummaryRow } from '../../src/tables/columns/columns.ts';
import { encodeColumns } from '../../src/report/data/encode-columns.ts';
import { findingsByPair } from '../../src/report/data/pair-findings.ts';
import type { ReportData } from '../../src/report/data/report-data.ts';

/** A row like those of a run: r = cos(k z), score wins. */
export function summaryRow(changes: Partial<SummaryRow> = {}): SummaryRow {
  const numbers = Object.fromEntries(COLUMNS.map(({ name, type }) => [name, type === 'string' ? '' : null]));
  return {
    ...(numbers as unknown as SummaryRow),
    cell_id: 'caaaaaaaaaaaa',
    integrand: 'cosine',
    params: 'k=3',
    formula: 'cos(k*z)',
    mu: 0,
    sigma: 1,
    m: 10,
    component: 'mu',
    estimator_1: 'score',
    estimator_2: 'pathwise',
    trials: 4096,
    variance_1: 0.05,
    variance_1_exact: 0.051,
    variance_2: 0.45,
    variance_2_exact: 0.449,
    variance_ratio: 1 / 9,
    variance_ratio_low: 0.1,
    variance_ratio_high: 0.12,
    variance_ratio_exact: 0.1135,
    z_score: -0.7,
    kurtosis_1: 3.3,
    kurtosis_2: 2.9,
    winner: 'score',
    status: 'ok',
    ci_quality: 'ok',
    dimension: 1,
    ...changes,
  };
}

export function reportOf(rows: readonly SummaryRow[], changes: Partial<ReportData> = {}): ReportData {
  return {
    version: '0.0.0',
    name: 'test',
    plan: '0'.repeat(64),
    seal: 'sealed',
    columns: encodeColumns(rows),
    classes: { cosine: 'oscillating' },
    findings: findingsByPair(rows, () => 'oscillating'),
    why: { points: [], rows: [] },
    notes: [],
    whole: null,
    live: null,
    ...changes,
  };
}

/** What somebody might write to break out of a page, a figure or a table. */
export const HOSTILE = [
  '</script><script>globalThis.broken=1</script>',
  '<img src=x onerror="globalThis.broken=1">',
  `"><svg onload='globalThis.broken=1'>`,
  '<!--<script>',
  '\u202Egpj.exe\u2066',
  'a|b`c`[d](javascript:globalThis.broken=1)*e*_f_~g~ @all #1 www.example.com https://example.com',
  '\u2028\u2029&lt;b&gt;',
  '${globalThis.broken=1}',
  "'); globalThis.broken=1; ('",
  '=HYPERLINK("x")',
  ']]><x/>\u0001\u0008',
] as const;

export const hostileRows = (): readonly SummaryRow[] =>
  HOSTILE.flatMap((text, i) =>
    [0.5, 1, 2].map((sigma) =>
      summaryRow({
        cell_id: `c${i}${text}`,
        integrand: text,
        params: `k=${text}`,
        formula: text,
        sigma,
        status: i % 2 === 0 ? 'ok' : text,
        winner: i % 3 === 0 ? text : 'score',
      }),
    ),
  );
