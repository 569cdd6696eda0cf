import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/plan.ts';
import { compareResults } from '../../src/compare/compare.ts';
import { classOf, type Comparison } from '../../src/compare/comparison.ts';
import type { CompareOptions } from '../../src/compare/compare-options.ts';
import type { ResultSource } from '../../src/compare/result-source.ts';
import { verdict } from '../../src/compare/verdict.ts';
import type { SummaryRow } from '../../src/tables/columns/columns.ts';
import { planWith, resultOf, simulate, withSeed } from './simulate.ts';

/** 8 cells, 16 rows; the pathwise estimator of z is constant in mu, and step makes it biased. */
const PLAN = planWith({
  seed: '1',
  integrands: ['linear', 'heaviside', { name: 'cosine', params: { k: [1, 3] } }],
  sigma: [0.5, 1],
  m: 16,
  trials: 3000,
});

let rows: readonly SummaryRow[];
let base: ResultSource;

beforeAll(async () => {
  rows = simulate(PLAN);
  base = await resultOf(PLAN, rows);
});

const changedAt = (at: number, change: (row: SummaryRow) => Partial<SummaryRow>): readonly SummaryRow[] =>
  rows.map((row, i) => (i === at ? { ...row, ...change(row) } : row));

async function against(
  next: readonly SummaryRow[],
  options: CompareOptions = {},
  plan: Plan = PLAN,
): Promise<Comparison> {
  return compareResults(base, await resultOf(plan, next), options);
}

const exitOf = (comparison: Comparison): number => verdict(comparison).exitCode;
const COSINE = 12;

test('equal bytes are identical, and counted without being read', async () => {
  const found = await against(rows);
  expect(found.sameBytes).toBe(true);
  expect(found.counts.identical).toBe(16);
  expect(verdict(found)).toMatchObject({ word: 'identical', exitCode: 0 });
});

describe('the same plan: noise is impossible', () => {
  test.each([
    [
      'one bit of a variance',
      'drift',
      (row: SummaryRow) => ({ variance_1: (row.variance_1 ?? 0) * (1 + Number.EPSILON) }),
    ],
    [
      '1e-10 of a ratio',
      'drift',
      (row: SummaryRow) => ({ variance_ratio: (row.variance_ratio ?? 0) * (1 + 1e-10) }),
    ],
    [
      '1e-8 of a ratio',
      'changed',
      (row: SummaryRow) => ({ variance_ratio: (row.variance_ratio ?? 0) * (1 + 1e-8) }),
    ],
    [
      'a mean by 1e-8 of a deviation',
      'changed',
      (row: SummaryRow) => ({ mean_1: (row.mean_1 ?? 0) + 1e-8 * Math.sqrt(row.variance_1 ?? 0) }),
    ],
    [
      'a mean near 0 by 1e-11 of a deviation',
      'drift',
      (row: SummaryRow) => ({ mean_1: (row.mean_1 ?? 0) + 1e-11 * Math.sqrt(row.variance_1 ?? 0) }),
    ],
    ['a lost number', 'changed', () => ({ variance_ratio_low: null })],
    ['another winner', 'changed', () => ({ winner: 'tie' })],
    ['other trials than planned', 'changed', () => ({ trials: 2999 })],
    ['another status', 'status_changed', () => ({ status: 'zero_variance_1' })],
    [
      'an exact value by 1e-6',
      'exact_moved',
      (row: SummaryRow) => ({ variance_1_exact: (row.variance_1_exact ?? 0) * (1 + 1e-6) }),
    ],
    ['an exact value lost', 'exact_moved', () => ({ kurtosis_1: null })],
    ['another label', 'identical', () => ({ integrand: 'renamed' })],
  ] as const)('%s is %s', async (_, expected, change) => {
    const found = await against(changedAt(COSINE, change));
    expect(found.counts).toMatchObject({ [expected]: expected === 'identical' ? 16 : 1 });
    expect(exitOf(found)).toBe(expected === 'identical' ? 0 : 20);
    if (expected !== 'identical')
      expect(exitOf(await against(changedAt(COSINE, change), { allow: [expected] }))).toBe(0);
  });

  test('the first differing block is asked for once a cell, and the replay command names it', async () => {
    const asked: string[] = [];
    const findDifferingBlock = (cell: string) => {
      asked.push(cell);
      return Promise.resolve(2);
    };
    const cell = rows[COSINE]?.cell_id ?? '';
    const moved = rows.map((row) => (row.cell_id === cell ? { ...row, variance_1: 1 } : row));
    const found = await against(moved, { findDifferingBlock });
    expect(found.counts.changed).toBe(2);
    expect(asked).toEqual([cell]);
    expect(found.blocks.get(cell)).toBe(2);
  });
});

test('removed rows fail, added rows do not', async () => {
  const fewer = await against(rows.slice(2), {}, { ...PLAN, name: 'fewer', integrands: PLAN.integrands });
  expect(fewer.counts).toMatchObject({ removed: 2, identical: 14 });
  expect(fewer.incomplete).toHaveLength(1);
  expect(exitOf(fewer)).toBe(31);
  const alone: ResultSource = { ...base, kind: 'summary' };
  const bare = await resultOf(PLAN, rows.slice(2));
  const lost = await compareResults(alone, {
    kind: 'summary',
    label: 'bare',
    summary: bare.summary,
    seal: null,
  });
  expect(exitOf(lost)).toBe(20);
  const won = await compareResults(
    { kind: 'summary', label: 'bare', summary: bare.summary, seal: null },
    alone,
  );
  expect(won.counts).toMatchObject({ added: 2, identical: 14 });
  expect(exitOf(won)).toBe(0);
});

test('nothing in common is refused', async () => {
  const other = planWith({ seed: '1', integrands: ['square'] });
  await expect(against(simulate(other), {}, other)).rejects.toMatchObject({
    code: 'RESULT_FOREIGN',
    exitCode: 41,
  });
});

test('another seed: exact values, constants and statuses are still compared, and noise is not told as change', async () => {
  const plan = withSeed(PLAN, '2');
  const other = simulate(plan);
  const quiet = await against(other, {}, plan);
  expect(quiet.streams).toBe('other');
  expect(exitOf(quiet)).toBe(0);
  const constant = other.map((row, i) => (i === 0 ? { ...row, mean_2: 1.001 } : row));
  expect(other[0]).toMatchObject({ integrand: 'linear', component: 'mu', variance_2_exact: 0 });
  const moved = await against(constant, {}, plan);
  expect(moved.counts.changed).toBe(1);
  const oracle = other.map((row, i) => (i === COSINE ? { ...row, gradient_exact: 0.1 } : row));
  expect((await against(oracle, {}, plan)).counts.exact_moved).toBe(1);
});

test('more trials of the same seed: the shorter run is the beginning of the longer one', async () => {
  const plan = { ...PLAN, trials: 6000 };
  const found = await against(simulate(plan), {}, plan);
  expect(found.streams).toBe('same');
  expect(exitOf(found)).toBe(0);
  const alone = await compareResults({ ...base, kind: 'summary' }, await resultOf(plan, simulate(plan)));
  expect(alone.streams).toBe('unknown');
  const errorsOf = ({ rows: compared }: Comparison) =>
    [...compared].flatMap((row) =>
      row.kind === 'tested' ? [`${row.leading} ${row.cell.cell_id} ${row.component}`] : [],
    );
  const shared = new Set(errorsOf(alone));
  const inBoth = errorsOf(found).filter((name) => shared.has(name));
  expect(inBoth.length).toBeGreaterThan(0);
  const errorOf = ({ rows: compared }: Comparison, name: string): number =>
    [...compared].reduce(
      (sum, row) =>
        row.kind === 'tested' && name === `${row.leading} ${row.cell.cell_id} ${row.component}`
          ? row.standardError
          : sum,
      NaN,
    );
  for (const name of inBoth) {
    // v(1/n − 1/2n) against v(1/n + 1/2n): a third.
    const ratio = errorOf(found, name) / errorOf(alone, name);
    expect(ratio * ratio).toBeCloseTo(1 / 3, 2);
  }
});

test('summaries without a plan that share their draws are recognised by their bits', async () => {
  const alone: ResultSource = { ...base, kind: 'summary' };
  const next = await resultOf(
    PLAN,
    changedAt(COSINE, (row) => ({ variance_2: (row.variance_2 ?? 0) * 1.001 })),
  );
  const found = await compareResults(alone, { ...next, kind: 'summary' });
  expect(found.counts).toMatchObject({ changed: 1, identical: 15 });
});

test('inconclusive fails with 21 only when asked, and is never called passed', async () => {
  const plan = withSeed(PLAN, '3');
  const found = await against(simulate(plan), {}, plan);
  expect(found.counts.inconclusive).toBeGreaterThan(0);
  expect(verdict(found)).toMatchObject({ word: 'inconclusive', exitCode: 0 });
  const strict = await against(simulate(plan), { failOn: ['inconclusive'] }, plan);
  expect(verdict(strict)).toMatchObject({ word: 'inconclusive', exitCode: 21 });
  for (const row of found.rows) expect(['changed', 'worse', 'better']).not.toContain(classOf(found, row));
});

test('a comparison leaves both files alone', async () => {
  const before = readFileSync(base.summary);
  await against(changedAt(COSINE, () => ({ mean_1: 1 })));
  expect(readFileSync(base.summary).equals(before)).toBe(true);
});
