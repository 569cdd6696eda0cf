import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRows } from '../../src/report/csv-rows.ts';
import { collectCoverage } from '../../src/report/data/coverage.ts';
import { filterRows, sortRows } from '../../src/report/data/filter-rows.ts';
import { htmlPage } from '../../src/report/html-page.ts';
import { markdownReport } from '../../src/report/markdown.ts';
import { quantilePairs } from '../../src/report/data/quantile-pairs.ts';
import { reportRows } from '../../src/report/data/report-row.ts';
import { axesOf, rowsAlong } from '../../src/report/series-axis.ts';
import { EMPTY_STATE, fragmentOf, stateOfFragment } from '../../src/report/data/view-state.ts';
import { visibleLine } from '../../src/text/visible.ts';
import { HOSTILE, hostileRows, reportOf, summaryRow } from './rows.ts';

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE));

test('a page with hostile names has the same elements as one without', () => {
  const parts = { script: '1', style: '', oracle: '' };
  const page = (name: string, rows: ReturnType<typeof hostileRows>) =>
    htmlPage(reportOf(rows, { name }), parts);
  const tags = (html: string) => html.match(/<[a-z!/]+/gi);
  const tame = tags(page('x', [summaryRow()]));
  for (const text of HOSTILE) expect(tags(page(text, hostileRows()))).toEqual(tame);
});

test('Markdown with hostile names holds no markup but its own', () => {
  const text = markdownReport(reportOf(hostileRows(), { name: HOSTILE[5] }));
  expect(text).not.toMatch(/[<>`[\]~@]|javascript:|https:|www\.|\\u202e\w*\u202e/);
  const widths = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').length);
  expect(new Set(widths)).toEqual(new Set([5, 10]));
});

test('rows → columns → rows → CSV keeps every byte', () => {
  const number = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x)));
  const name = anyText.map(visibleLine);
  const changes = fc.record({ integrand: name, params: name, z_score: number, variance_ratio: number });
  fc.assert(
    fc.property(fc.array(changes, { minLength: 1 }), (list) => {
      const rows = list.map(summaryRow);
      const csv = csvRows(reportRows(reportOf(rows)));
      expect(csvRows(rows)).toBe(csv);
    }),
  );
});

test('quantile pairs are ordered; of many scores the two ends stay', () => {
  const scores = Array.from({ length: 5001 }, (_, i) => ((i * 2477) % 5001) / 1000);
  const pairs = quantilePairs(scores, 100);
  expect(pairs).toHaveLength(100);
  expect([pairs[0]?.observed, pairs.at(-1)?.observed]).toEqual([0, 5]);
  expect(pairs.map(({ normal }) => normal)).toEqual(pairs.map(({ normal }) => normal).sort((a, b) => a - b));
  expect(quantilePairs([1], 100)).toEqual([{ normal: 0, observed: 1 }]);
  expect(quantilePairs([], 100)).toEqual([]);
});

test('coverage counts the intervals that hold the exact ratio, with the interval of Wilson', () => {
  const inside = summaryRow({ kurtosis_1: 20 });
  const outside = summaryRow({ kurtosis_1: 20, variance_ratio_exact: 7 });
  const coverage = collectCoverage();
  for (const row of [
    ...Array.from({ length: 8 }, () => inside),
    outside,
    outside,
    summaryRow({ kurtosis_1: 1e30 }),
    summaryRow({ variance_ratio_exact: null }),
  ])
    coverage.add(row);
  const bins = coverage.result();
  expect(bins.map(({ decade, intervals, covering }) => [decade, intervals, covering])).toEqual([
    [1, 10, 8],
    [5, 1, 1],
  ]);
  // statsmodels.stats.proportion.proportion_confint(8, 10, method='wilson')
  expect(bins[0]?.low).toBeCloseTo(0.4901624715, 9);
  expect(bins[0]?.high).toBeCloseTo(0.9433178485, 9);
});

test('filters and sorting', () => {
  const rows = reportRows(
    reportOf([
      summaryRow({ sigma: 2, z_score: null }),
      summaryRow({ sigma: 1, z_score: 3, winner: 'tie' }),
      summaryRow({ sigma: 3, z_score: -1, integrand: 'other' }),
    ]),
  );
  const left = (changes: object) =>
    filterRows(rows, { ...EMPTY_STATE, ...changes }, 10).map(({ index }) => index);
  expect(left({})).toEqual([0, 1, 2]);
  expect(left({ winner: 'tie' })).toEqual([1]);
  expect(left({ integrand: 'cosine', search: 'OSC score' })).toEqual([0]);
  expect(left({ class: 'unknown' })).toEqual([2]);
  const order = (sort: string) => sortRows(rows, sort).map(({ index }) => index);
  expect([order(''), order('sigma'), order('-sigma')]).toEqual([
    [0, 1, 2],
    [1, 0, 2],
    [2, 0, 1],
  ]);
  expect([order('z_score'), order('-z_score'), order('toString')]).toEqual([
    [2, 1, 0],
    [1, 2, 0],
    [0, 1, 2],
  ]);
});

test('curves run over one axis with everything else fixed', () => {
  const at = (k: number, w: number, sigma: number) => summaryRow({ params: `k=${k};w=${w}`, sigma });
  const rows = reportRows(reportOf([at(2, 1, 1), at(1, 1, 1), at(10, 1, 1), at(1, 5, 1), at(1, 1, 2)]));
  const chosen = rows[1]!;
  expect(rowsAlong(rows, chosen, 'k').map(({ index }) => index)).toEqual([1, 0, 2]);
  expect(rowsAlong(rows, chosen, 'w').map(({ index }) => index)).toEqual([1, 3]);
  expect(axesOf(rows, chosen)).toEqual(['k', 'w', 'sigma']);
  const longSigma = reportRows(reportOf([at(1, 1, 1), at(2, 1, 1), at(1, 1, 2), at(1, 1, 3)]));
  expect(axesOf(longSigma, longSigma[0]!)).toEqual(['sigma', 'k']);
});

test('the address keeps the state', () => {
  fc.assert(
    fc.property(anyText, anyText, (search, row) => {
      fc.pre(!/\p{Cs}/u.test(search + row));
      const state = { ...EMPTY_STATE, search, row };
      expect(stateOfFragment(`#${fragmentOf(state)}`)).toEqual(state);
    }),
  );
  expect(stateOfFragment('#nonsense&=&row')).toEqual(EMPTY_STATE);
});
