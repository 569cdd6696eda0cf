import { expect, it } from 'vitest';
import { cells } from '../../src/plan/cells.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { exactMoments } from '../../src/truth/line/exact-moments.ts';
import { needsLaws, pairLaws } from '../../src/estimators/exact/point-laws.ts';
import { exactLaws } from '../../src/truth/estimates/exact-laws.ts';
import type { SummaryRow } from '../../src/tables/columns/columns.ts';
import { dataPackage, tableSchema } from '../../src/tables/data-package.ts';
import type { FinishedCell } from '../../src/tables/columns/measured-cell.ts';
import { parameterText } from '../../src/tables/parameter-text.ts';
import { rowMaker } from '../../src/tables/rows.ts';
import { SUMMARY } from '../../src/tables/summary-table.ts';
import { tableFile, type ResultTable, type TableRow } from '../../src/tables/result-table.ts';
import { TABLES, tablesOf } from '../../src/tables/tables.ts';
import { WHY } from '../../src/tables/why-table.ts';
import type { WhyRow } from '../../src/tables/columns/why-columns.ts';
import { askedOf, rowPlanOf } from '../../src/plan/asked.ts';
import { smallPlan } from '../fixtures/small-plan.ts';

/** Finished cells of a plan with their exact quantities, and nothing measured. */
function* finishedCells(plan: Plan): Generator<FinishedCell> {
  for (const cell of cells(plan)) {
    const { mu, sigma } = cell;
    const integrand = compileIntegrand(cell.formula, cell.parameters);
    const exact = exactMoments(integrand, mu, sigma);
    const asked = askedOf(plan);
    const laws = needsLaws(asked)
      ? pairLaws(exactLaws(integrand)(mu, sigma), asked, { integrand, mu, sigma, guided: null }, null)
      : null;
    const done = {
      cell,
      exact: { kind: 'exact', point: 0, laws, exact },
      measured: { kind: 'failed', reason: 'nothing was measured' },
    } as const;
    yield { done, rows: rowMaker(rowPlanOf(plan))(done) };
  }
}

function unreachable(): never {
  throw new Error('an exact value is missing');
}

function rowsOf(table: ResultTable, plan: Plan): readonly TableRow[] {
  const add = table.rowsOf(rowPlanOf(plan));
  return [...finishedCells(plan)].flatMap(add);
}

const plan = smallPlan({
  integrands: [
    'square',
    'heaviside',
    { name: 'cosine', params: { k: [1, 3] } },
    { name: 'expsq_c', params: { c: [0.05, 0.3] } },
  ],
  mu: [0, 2],
  sigma: [0.5, 1],
  m: [1, 10, 100],
});

it('summary.csv is the first table, and each has its own file and its place in datapackage.json', () => {
  expect(TABLES[0]).toBe(SUMMARY);
  const files = tablesOf(askedOf(plan)).map(tableFile);
  expect(new Set(files).size).toBe(files.length);
  const { resources } = dataPackage(plan) as { resources: { path: string; schema: object }[] };
  for (const table of tablesOf(askedOf(plan)))
    expect(resources.find(({ path }) => path === tableFile(table))?.schema).toEqual(tableSchema(table));
});

it.each(tablesOf(askedOf(plan)).map((table) => [table.name, table] as const))(
  'rows of %s have its columns in their order and types, and no two the same key',
  (_, table) => {
    const rows = rowsOf(table, plan);
    expect(rows.length).toBeGreaterThan(20);
    const names = table.columns.map(({ name }) => name);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(names);
      for (const { name, type } of table.columns) {
        const value = row[name]!;
        if (type === 'string') expect(typeof value).toBe('string');
        else expect(value === null || Number.isFinite(value)).toBe(true);
      }
    }
    expect(table.primaryKey.every((name) => names.includes(name))).toBe(true);
    const keys = rows.map((row) => JSON.stringify(table.primaryKey.map((name) => row[name])));
    expect(new Set(keys).size).toBe(rows.length);
  },
);

const why = rowsOf(WHY, plan) as readonly WhyRow[];
const whyOf = (integrand: string, params: string, mu: number, sigma: number): WhyRow =>
  why.find(
    (row) => row.integrand === integrand && row.params === params && row.mu === mu && row.sigma === sigma,
  )!;

it('why.csv has one row a point, whatever m', () => {
  expect(why).toHaveLength(6 * 2 * 2);
});

it('its three terms add up to V1 − V2, and the second moments are those of z^2 by hand', () => {
  // z^2 at (2, 1): E r^2 = 43, E r'^2 = 20, 2 E r r'' = 20, V1 − V2 = 87 − 4.
  const row = whyOf('square', '', 2, 1);
  expect(row.square_term).toBeCloseTo(43, 10);
  expect(row.slope_term).toBeCloseTo(20, 10);
  expect(row.curvature_term).toBeCloseTo(20, 10);
  expect(row.variance_difference).toBeCloseTo(83, 10);
  // d/dsigma: V1 = 2 mu^4 + 60 mu^2 + 74 and V2 = 4 mu^2 + 8, the gradient is 2 sigma.
  expect(row.score_square_sigma).toBeCloseTo(32 + 240 + 74 + 4, 9);
  expect(row.pathwise_square_sigma).toBeCloseTo(24 + 4, 10);
  expect(row.certificate).toBe('proven');
  let compared = 0;
  for (const { done } of finishedCells({ ...plan, m: [1] })) {
    const { cell, exact } = done;
    const {
      score: { variance: variance1 },
      pathwise: { variance: variance2 },
    } = exact.kind === 'exact' ? exact.exact.mu : unreachable();
    const each = whyOf(cell.name, parameterText(cell.parameters), cell.mu, cell.sigma);
    if (each.variance_difference === null) continue;
    compared += 1;
    expect(each.variance_difference).toBe(each.square_term! + each.slope_term! + each.curvature_term!);
    if (variance1.kind !== 'finite' || variance2.kind !== 'finite') return unreachable();
    const off = Math.abs(each.variance_difference - (variance1.value - variance2.value));
    expect(off).toBeLessThan(1e-10 * (variance1.value + variance2.value));
  }
  expect(compared).toBeGreaterThan(15);
});

it('what is infinite or not known is an empty cell', () => {
  const jump = whyOf('heaviside', '', 0, 1);
  expect(jump.square_term).toBeCloseTo(0.5, 12);
  expect(jump.slope_term).toBe(0);
  expect([jump.curvature_term, jump.variance_difference]).toEqual([null, null]);
  expect(jump.certificate).toBe('refuted');
  // The pathwise contribution of a step is 0, its second moment too, also where the gradient is not.
  expect(jump.pathwise_square_sigma).toBe(0);
  expect(whyOf('heaviside', '', 2, 1).pathwise_square_sigma).toBe(0);
  const heavy = whyOf('expsq_c', 'c=0.3', 0, 1);
  expect([heavy.square_term, heavy.score_square_sigma, heavy.variance_difference]).toEqual([
    null,
    null,
    null,
  ]);
  expect(heavy.certificate).toBe('proven');
  expect(whyOf('cosine', 'k=3', 0, 1).certificate).toBe('refuted');
});

it('a point whose exact quantities failed keeps its row', () => {
  const [cell] = [...finishedCells(plan)];
  const done = { ...cell!.done, exact: { kind: 'failed', point: 0, reason: 'the worker died' } } as const;
  const [row] = WHY.rowsOf(rowPlanOf(plan))({ ...cell!, done }) as readonly WhyRow[];
  expect(row).toMatchObject({
    integrand: 'square',
    mu: 0,
    square_term: null,
    variance_difference: null,
    certificate: 'proven',
    unknown: 'all: the worker died',
  });
  const [summary] = rowMaker(rowPlanOf(plan))(done);
  expect(summary).toMatchObject({ winner: 'undecided', unknown: 'all: the worker died' });
});

const rough = smallPlan({
  integrands: ['heaviside', 'step(z)/z', 'tan(z)', 'exp(z^2/4 + sin(z))'],
  mu: 0,
  components: ['mu', 'total', { phi: { mu: 1, sigma: 0.5 } }],
  estimators: ['score', 'price', 'pathwise'],
  m: 2,
});

it('a number that is not known has its reason in the row, and only such a number has one', () => {
  const reasons = new Set<string>();
  for (const { done, rows } of finishedCells(rough)) {
    if (done.exact.kind !== 'exact') return unreachable();
    for (const row of rows) {
      const named = row.unknown.split('; ').flatMap((entry) => entry.split(': ')[0]!.split(', '));
      const lacks = (name: keyof SummaryRow) => named.includes(name) || named.includes('all');
      for (const entry of row.unknown.split('; ')) reasons.add(entry.split(': ')[1] ?? '');
      for (const name of named.filter((each) => each !== '' && each !== 'all'))
        expect(row[name as keyof SummaryRow], `${row.formula} ${name}`).toBeNull();
      for (const i of [1, 2] as const) {
        // What no reason tells is a number or infinite, or there is none.
        const [variance, kurtosis] = [row[`variance_${i}_exact`], row[`kurtosis_${i}`]];
        expect(lacks(`bias_${i}`)).toBe(row[`bias_${i}`] === null);
        if (variance !== null && variance > 0 && row.component !== 'total' && kurtosis === null)
          expect(lacks(`kurtosis_${i}`) || row.integrand.startsWith('exp'), row.unknown).toBe(true);
      }
      expect(lacks('gradient_exact')).toBe(row.gradient_exact === null);
    }
  }
  expect(reasons.size).toBeGreaterThan(3);
});
