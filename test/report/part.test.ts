import fc from 'fast-check';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parseWhere } from '../../src/commands/where-argument.ts';
import { GradvarError } from '../../src/errors.ts';
import { gatherReport } from '../../src/report/data/gather-report.ts';
import { markdownReport } from '../../src/report/markdown.ts';
import type { ReportData } from '../../src/report/data/report-data.ts';
import { reportRows } from '../../src/report/data/report-row.ts';
import { filterOf } from '../../src/report/data/row-filter.ts';
import { AXES, byAxis, thinAxes, type ByAxis } from '../../src/report/data/thin-axes.ts';
import { collectTogether } from '../../src/report/data/together.ts';
import { COLUMNS } from '../../src/tables/columns/columns.ts';
import { gradvar, readCsv, type CsvRow } from '../integration/gradvar.ts';
import { smallRun } from './small-run.ts';

let folder: string;
let csv: readonly CsvRow[];
beforeAll(async () => {
  folder = await smallRun();
  csv = readCsv(join(folder, 'summary.csv'));
});

const cellsOf = (data: ReportData) => reportRows(data).map((row) => `${row.cell_id} ${row.component}`);
const cellsIn = (rows: readonly CsvRow[]) => rows.map((row) => `${row['cell_id']} ${row['component']}`);

test('of too many rows a part is shown, and every statement is still of all of them', async () => {
  const whole = await gatherReport(folder);
  const allRows = reportRows(whole);
  for (const most of [allRows.length - 1, 60, 20, 4, 1]) {
    const part = await gatherReport(folder, undefined, most);
    const rows = reportRows(part);
    const named = part.findings.flatMap(({ clearest, classes }) => [
      ...clearest,
      ...classes.flatMap(({ strongest }) => strongest ?? []),
    ]);
    expect(rows.length).toBeLessThanOrEqual(Math.ceil(1.5 * most) + named.length);
    expect(cellsOf(whole)).toEqual(expect.arrayContaining(cellsOf(part)));
    expect(part.whole?.truth.both).toBe(
      csv.filter((row) => Number(row['variance_ratio']) > 0 && Number(row['variance_ratio_exact']) > 0)
        .length,
    );
    expect(part.notes[0]).toMatch(new RegExp(`^${rows.length} of ${csv.length} rows are shown: `));
    const facts = ({ findings }: ReportData) =>
      findings.map(({ classes, ...rest }) => ({
        ...rest,
        clearest: null,
        classes: classes.map(({ wins }) => wins),
      }));
    expect(facts(part)).toEqual(facts(whole));
    // The rows that are named are the same ones.
    const names = (data: ReportData, of: ReturnType<typeof reportRows>) =>
      data.findings.flatMap(({ clearest, classes }) =>
        [...clearest, ...classes.flatMap(({ strongest }) => strongest ?? [])].map((i) => of[i]?.cell_id),
      );
    expect(names(part, rows)).toEqual(names(whole, allRows));
    // But for what it says of the part, Markdown is the same to the letter.
    expect(markdownReport({ ...part, notes: [] })).toBe(markdownReport(whole));
  }
});

test('the sizes that are shown stand for all sizes, each for some', async () => {
  const { whole } = await gatherReport(folder, undefined, 30);
  const sizes = whole?.sizes ?? [];
  expect(sizes.length).toBeGreaterThan(0);
  expect(sizes[0]?.from).toBe('1');
  expect(sizes.at(-1)?.to).toBe('10');
});

const axis = fc.integer({ min: 1, max: 60 }).map((n) => Array.from({ length: n }, (_, i) => String(i)));

test('a thinned grid keeps what is wanted, fits, and keeps both ends of an axis where it keeps two values', () => {
  fc.assert(
    fc.property(
      fc.record(byAxis(() => axis)),
      fc.nat(),
      fc.integer({ min: 1, max: 5000 }),
      (axes, seed, most) => {
        const rows = AXES.reduce((product, name) => product * axes[name].length, 2);
        const wanted = byAxis((name) => [axes[name][seed % axes[name].length]!]);
        const found = thinAxes(axes, wanted, rows, most);
        for (const name of AXES) {
          const { shown, of } = found[name];
          expect(of).toBe(axes[name].length);
          expect(shown.has(wanted[name][0]!)).toBe(true);
          expect([...shown]).toEqual(axes[name].filter((value) => shown.has(value)));
          if (shown.size > 2) expect(shown.has(axes[name][0]!) && shown.has(axes[name].at(-1)!)).toBe(true);
        }
        const left = (of: ByAxis<{ readonly shown: ReadonlySet<string> }>) =>
          AXES.reduce((product, name) => product * of[name].shown.size, 2);
        if (rows <= most) expect(left(found)).toBe(rows);
        // One value that is wanted of an axis of one is never too many.
        else expect(left(found)).toBeLessThanOrEqual(Math.max(2, most));
      },
    ),
  );
});

test('rows of other sizes are counted with the row that stands for them, point by point', () => {
  const together = collectTogether([{ m: '2', from: '1', to: '3' }], ['1', '2', '3']);
  const rows = (point: string, winners: readonly string[]) =>
    winners.forEach((winner, i) => together.add({ point, kind: 'mu', m: String(i + 1), winner }));
  rows('a', ['score', 'score', 'tie']);
  rows('b', ['tie', 'tie', 'tie']);
  expect(together.result()).toEqual({ agreeing: 3, rows: 4 });
});

test.each([
  [['integrand=cosine'], (row: CsvRow) => row['integrand'] === 'cosine'],
  [
    ['integrand=cosine,square', 'm=10'],
    (row: CsvRow) => /cosine|square/.test(row['integrand']!) && row['m'] === '10',
  ],
  [['sigma=0.6..2'], (row: CsvRow) => Number(row['sigma']) >= 0.6 && Number(row['sigma']) <= 2],
  [['sigma=..1', 'component=mu'], (row: CsvRow) => Number(row['sigma']) <= 1 && row['component'] === 'mu'],
  [['winner=score', 'status=ok'], (row: CsvRow) => row['winner'] === 'score' && row['status'] === 'ok'],
  [['mu=1,0'], () => true],
  [['params=k=3'], (row: CsvRow) => row['params'] === 'k=3'],
])('--where %j: those rows and no other, in every number of the report', async (texts, isWanted) => {
  const wanted = csv.filter(isWanted);
  expect(wanted.length).toBeGreaterThan(0);
  const data = await gatherReport(folder, parseWhere(texts));
  expect(cellsOf(data)).toEqual(cellsIn(wanted));
  expect(data.findings[0]?.rows).toBe(wanted.length);
  expect(data.notes).toEqual([`Only rows with ${texts.join(' ')}: ${wanted.length} of ${csv.length}.`]);
  expect(markdownReport(data)).toContain(`${wanted.length} of ${csv.length}`);
});

test('a value that a person writes fits one that was computed', () => {
  const wants = (text: string, sigma: string) =>
    filterOf(parseWhere([text]))(COLUMNS.map(({ name }) => (name === 'sigma' ? sigma : '')));
  expect([wants('sigma=0.3', '0.30000000000000004'), wants('sigma=0.3', '0.3001')]).toEqual([true, false]);
  expect([wants('sigma=0.3', ''), wants('sigma=..1', '')]).toEqual([false, false]);
});

test.each([
  ['', /expected key=value/],
  ['integrand', /expected key=value/],
  ['integrand=', /expected key=value/],
  ['=x', /expected key=value/],
  ['integrnd=cosine', /no column 'integrnd'/, /did you mean integrand\?/],
  ['Sigma=1', /no column 'Sigma'/, /did you mean sigma\?/],
  ['xyz=1', /no column 'xyz'/, /integrand, mu, sigma, m, component, status, winner/],
  ['sigma=one', /found 'one', expected a number/],
  ['sigma=1,', /found '', expected a number/],
  ['sigma=2..1', /found 2 above 1/],
  ['sigma=..', /expected low..high/],
  ['sigma=1..2..3', /expected low..high/],
  ['sigma=Infinity', /expected a number/],
])('--where %s is refused', (text, message, hint = /./) => {
  const found: unknown = (() => {
    try {
      return parseWhere([text]);
    } catch (error) {
      return error;
    }
  })();
  expect(found).toBeInstanceOf(GradvarError);
  expect(found).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) as string });
  expect((found as GradvarError).hint).toMatch(hint);
});

test('the command: a part in every format, what it is told on stderr; nothing left is a usage error', async () => {
  const told = `Only rows with integrand=cosine m=10: 36 of ${csv.length}.\n`;
  const where = ['--where', 'integrand=cosine', '--where', 'm=10'];
  for (const format of ['html', 'markdown', 'svg']) {
    const out = join(folder, `part-${format}`);
    const { code, stderr } = await gradvar(['report', folder, ...where, '--format', format, '--out', out]);
    expect({ code, stderr: stderr.replace(/\d+ figures\n/, '') }).toEqual({ code: 0, stderr: told });
  }
  const { code, stderr } = await gradvar(['report', folder, '--where', 'integrand=cosin']);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/integrand=cosin: no row of \d+ is left/)]);
});

test('without why.csv there are no terms, and the report says so', async () => {
  const own = await smallRun();
  const path = join(own, 'why.csv');
  const text = readFileSync(path, 'utf8');
  rmSync(path);
  const bare = await gatherReport(own);
  expect(reportRows(bare).every(({ why }) => why === null)).toBe(true);
  expect(bare.notes).toEqual([expect.stringMatching(/no why.csv/)]);
  // Of a table that lost its rows no term is known either.
  writeFileSync(path, text.slice(0, text.indexOf('\n') + 1));
  expect(reportRows(await gatherReport(own)).every(({ why }) => why === null)).toBe(true);
});
