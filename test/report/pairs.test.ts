import { expect, test } from 'vitest';
import { exactMoments, compileIntegrand } from '../../src/index.ts';
import { advantageOf, challengerOf, isWin } from '../../src/tables/estimator-pair.ts';
import { findingsText } from '../../src/commands/terminal/findings-text.ts';
import { collectFindings } from '../../src/tables/findings.ts';
import { markdownReport } from '../../src/report/markdown.ts';
import { findingsByPair } from '../../src/report/data/pair-findings.ts';
import { reportRows } from '../../src/report/data/report-row.ts';
import { headline } from '../../src/report/sentences.ts';
import { whySum } from '../../src/report/data/why-sum.ts';
import type { SummaryRow } from '../../src/tables/columns/columns.ts';
import { reportOf, summaryRow } from './rows.ts';

const loo = (changes: Partial<SummaryRow> = {}) =>
  summaryRow({ estimator_1: 'score_loo', winner: 'score_loo', ...changes });
const rows = [
  loo(),
  loo({ sigma: 2, winner: 'pathwise', variance_ratio: 3, variance_ratio_exact: 3 }),
  loo({ sigma: 3, status: 'biased_2' }),
  summaryRow({ sigma: 4 }),
  summaryRow({ sigma: 5, winner: 'tie' }),
];

test('each pair has its own findings, score against pathwise first; rows of others do not count as wins of score', () => {
  const [first, second] = findingsByPair(rows, () => 'x');
  expect(first).toMatchObject({ first: 'score', points: 2, decided: 1, wins: 1, winsByBias: 0 });
  expect(second).toMatchObject({ first: 'score_loo', points: 3, decided: 3, wins: 2, winsByBias: 1 });
  expect(first?.classes).toEqual([{ name: 'x', points: 2, wins: 1, strongest: 3 }]);
  expect(headline(first!)).toBe('Score wins at 1 of 2 points (50 %).');
  expect(headline(second!)).toBe(
    'score_loo wins against pathwise at 2 of 3 points (66.7 %), at 1 of them because pathwise is biased.',
  );
});

test('rows repeated for every m are one point, and its winner is that of the largest m; terminal and page count the same', () => {
  const point = (sigma: number, winners: Readonly<Record<number, string>>) =>
    Object.entries(winners).map(([m, winner]) => summaryRow({ sigma, m: Number(m), winner }));
  const all = [
    ...point(1, { 1: 'undecided', 100: 'score', 10: 'pathwise' }),
    ...point(2, { 1: 'score', 10: 'score', 100: 'pathwise' }),
    ...point(3, { 1: 'pathwise', 100: 'undecided' }),
  ];
  const [found] = findingsByPair(all, () => 'x');
  expect(found).toMatchObject({ rows: 8, points: 3, decided: 2, wins: 1 });
  const ended = collectFindings();
  for (const row of all) ended.add(row, 'x');
  expect(ended.result().counts).toEqual({ points: 3, decided: 2, wins: 1, winsByBias: 0 });
  expect(findingsText(ended.result(), 8).join('\n')).toContain(headline(found!));
});

test('whichever stands first, it is score whose wins over pathwise are counted', () => {
  const turned = summaryRow({ estimator_1: 'pathwise', estimator_2: 'score', variance_ratio_exact: 8 });
  expect(challengerOf({ first: 'pathwise', second: 'score' })).toBe('score');
  expect([isWin(turned), advantageOf(turned)]).toEqual([true, 8]);
  expect([isWin(loo()), advantageOf(loo())]).toEqual([true, 1 / 0.1135]);
  expect(challengerOf({ first: 'a', second: 'score' })).toBe('a');
});

test('Markdown has a section for each pair', () => {
  const text = markdownReport(reportOf(rows));
  expect(text).toContain('## score against pathwise');
  expect(text).toContain('## score&#95;loo against pathwise');
  expect(text).toContain('| class | score&#95;loo wins | most clearly |');
  expect(markdownReport(reportOf([summaryRow()]))).not.toContain(' against ');
});

/** A row with the exact values of a formula at a point. */
function exactRow(
  formula: string,
  component: 'mu' | 'sigma' | 'log_sigma',
  changes: Partial<SummaryRow> = {},
) {
  const [mu, sigma, m] = [0.3, 0.8, 10];
  const point = exactMoments(compileIntegrand(formula, {}), mu, sigma);
  const exact = component === 'mu' ? point.mu : point.sigma;
  const scale = component === 'log_sigma' ? sigma : 1;
  const value = (found: (typeof exact)['gradient']) => (found.kind === 'finite' ? found.value : null)!;
  const row = summaryRow({
    formula,
    mu,
    sigma,
    m,
    component,
    gradient_exact: scale * value(exact.gradient),
    variance_1_exact: (scale * scale * value(exact.score.variance)) / m,
    variance_2_exact: (scale * scale * value(exact.pathwise.variance)) / m,
    bias_1: 0,
    bias_2: scale * value(exact.pathwise.bias),
    draw_variance_1: 1,
    draw_variance_2: 1,
    ...changes,
  });
  return reportRows(reportOf([row]))[0]!;
}

// mpmath, 30 digits, quad over 12 standard deviations, at mu = 0.3, sigma = 0.8: E[(sin(3z)(eps² − 1)/sigma)²] and
// E[(3cos(3z)eps)²]; both times sigma² for log_sigma; E[(sin(3z)eps/sigma)²] and E[(3cos(3z))²] for mu.
test.each([
  ['sigma', [1.563276702758258, 4.500223750494327], 's = (eps² − 1)/sigma'],
  ['log_sigma', [1.000497089765285, 2.880143200316371], 's = eps² − 1'],
  ['mu', [0.7812111544280678, 4.499989847981201], 'cancels.'],
] as const)('d/d%s: the two second moments, from outside', (component, [first, second], note) => {
  const sum = whySum(exactRow('sin(3*z)', component))!;
  expect(sum.terms.map(({ value }) => value)).toEqual([
    expect.closeTo(first, 9) as number,
    expect.closeTo(-second, 9) as number,
  ]);
  expect(sum.total.value).toBeCloseTo(first - second, 9);
  expect(sum.note).toContain(note);
  expect(sum.of).toBe('per draw');
});

test('where pathwise is biased the squared means do not cancel, and are a term of their own', () => {
  const sum = whySum(exactRow('step(z)', 'sigma'))!;
  expect(sum.terms.map(({ name }) => name)).toEqual(['E[r²s²]', "−E[(r'·eps)²]", 'means² (bias)']);
  expect(sum.terms.reduce((total, { value }) => total + value, 0)).toBeCloseTo(sum.total.value, 12);
  expect(sum.note).toContain('biased');
});

test('other pairs speak of themselves; estimates that are no averages of draws are taken whole', () => {
  const named = whySum(exactRow('sin(3*z)', 'mu', { estimator_1: 'score_loo', draw_variance_1: null }))!;
  expect(named.terms.map(({ name }) => name)).toEqual(['E[score_loo²]', '−E[pathwise²]']);
  expect(named.of).toBe('per estimate of 10 draws');
  expect(whySum(exactRow('sin(3*z)', 'sigma', { variance_2_exact: null }))).toBeNull();
});
