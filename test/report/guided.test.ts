import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { gatherReport } from '../../src/report/data/gather-report.ts';
import { findingsByPair } from '../../src/report/data/pair-findings.ts';
import { knowsItsCell, reportRows, type ReportRow } from '../../src/report/data/report-row.ts';
import { whySum } from '../../src/report/data/why-sum.ts';
import { markdownReport } from '../../src/report/markdown.ts';
import { pointOfRow } from '../../src/report/page/figures/dense-curve.ts';
import { axesOf, rowOfPair, rowsAlong } from '../../src/report/series-axis.ts';
import { coordinatesOf, heldText, pointAxesOf } from '../../src/tables/row-axes.ts';
import { collectMaps, mapChoice, mapOfPlan } from '../../src/commands/terminal/row-maps.ts';
import { emptyFolder, gradvar } from '../integration/gradvar.ts';
import { reportOf, summaryRow } from './rows.ts';

/*
 * Results by phi and x: mu and sigma are functions of them, and rows of different phi or x may have the same mu
 * and sigma.
 */

/** mu = w·x + 0.1, as in configs/amortized.yaml: at x = 0 both w give the same law. */
const rows = [0.25, 0.5].flatMap((w) =>
  [-2, 0, 1, 3].flatMap((x) =>
    [1, 10].map((m) =>
      summaryRow({
        cell_id: `c${w}${x}${m}`,
        params: '',
        formula: 'z^2',
        phi: `b=0.1;w=${w}`,
        x,
        mu: w * x + 0.1,
        m,
        component: 'w',
        variance_ratio_exact: w * 100 + x + 10,
      }),
    ),
  ),
);
const all = reportRows(reportOf(rows));
const at = (w: number, x: number) => all.find((row) => row.phi === `b=0.1;w=${w}` && row.x === x)!;
const places = (found: readonly ReportRow[]) => found.map(({ phi, x }) => `${phi} ${x}`);

describe('rows of a plan with phi and x', () => {
  test('a point is one of phi and x; what a map holds fast is said', () => {
    expect(coordinatesOf(all)).toEqual(['b', 'w', 'x']);
    const axes = pointAxesOf(all);
    expect(axes.columns).toBe('x');
    expect(heldText(at(0.5, 3), axes, 'x')).toBe('b = 0.1, w = 0.5');
    expect(findingsByPair(rows, () => '')[0]?.points).toBe(8);
  });

  test('a curve runs along one of them with the others fixed, whatever mu and sigma are', () => {
    expect(places(rowsAlong(all, at(0.25, 0), 'x'))).toEqual([-2, 0, 1, 3].map((x) => `b=0.1;w=0.25 ${x}`));
    expect(places(rowsAlong(all, at(0.25, 0), 'w'))).toEqual(['b=0.1;w=0.25 0', 'b=0.1;w=0.5 0']);
    expect(places(rowsAlong(all, at(0.25, 0), 'sigma'))).toEqual(['b=0.1;w=0.25 0']);
    expect(places(rowsAlong(all, at(0.25, 0), 'mu'))).toEqual(['b=0.1;w=0.25 0']);
    expect(rowsAlong(all, at(0.25, 0), 'm').map(({ m }) => m)).toEqual([1, 10]);
    expect(axesOf(all, at(0.25, 0))).toEqual(['x', 'w']);
  });

  test('the same of another pair is looked for at the same phi and x', () => {
    const others = reportRows(reportOf([...rows, ...rows.map((row) => ({ ...row, estimator_1: 'price' }))]));
    const pair = rowOfPair(at(0.5, 0), { first: 'price', second: 'pathwise' });
    const found = rowsAlong(others, pair, 'x');
    expect(places(found)).toEqual([-2, 0, 1, 3].map((x) => `b=0.1;w=0.5 ${x}`));
    expect(found.every((row) => row.estimator_1 === 'price')).toBe(true);
  });

  test('mu that is an axis of its own beside phi stays one', () => {
    const own = [-1, 1].flatMap((mu) => ['c=0', 'c=1'].map((phi) => ({ phi, mu })));
    const both = reportRows(reportOf(own.map(({ phi, mu }) => summaryRow({ phi, mu, sigma: 2 }))));
    expect(coordinatesOf(both)).toEqual(['c', 'mu']);
    expect(rowsAlong(both, both[0]!, 'c').map(({ mu, phi }) => [mu, phi])).toEqual([
      [-1, 'c=0'],
      [-1, 'c=1'],
    ]);
  });

  test('the map on the terminal has a letter for each x at one phi', () => {
    const maps = (choice: ReturnType<typeof mapChoice>) => {
      const collector = collectMaps(choice);
      for (const row of rows)
        collector.add({ ...row, variance_ratio_exact: row.phi === 'b=0.1;w=0.25' ? 0.5 : 20 });
      return collector.lines(60).map((line) => line.map(({ text }) => text).join(''));
    };
    const others = { m: [1, 10], estimators: ['score', 'pathwise'], components: ['w'] };
    const axes = { b: [0.1], w: [0.5, 0.25] };
    const ofRows = maps(
      mapChoice({ ...others, axes: new Map(Object.entries({ ...axes, x: [-2, 0, 1, 3] })) }),
    );
    expect(ofRows.slice(0, 2)).toEqual(['d/dw at b = 0.1, w = 0.25, m = 10', 'cosine  ssssssssssss']);
    const ofPlan = mapOfPlan({ ...others, phi: axes, x: [-2, 0, 1, 3], mu: 'w*x+b', sigma: [1] });
    expect(maps(ofPlan)[1]).toBe(ofRows[1]);
  });
});

describe('an r that knows its cell', () => {
  test.each([
    ['z^2', 'a=1', false],
    ['(z-mu)/sigma', '', true],
    ['a*z', 'a=1', true],
    ['a*z', 'b=1', false],
    ['exp(z)+max(z,0)', 'a=1', false],
    ['x-z', '', true],
  ])('%s with phi %s: %s', (formula, phi, knows) => {
    expect(knowsItsCell({ formula, phi })).toBe(knows);
  });

  test('the page draws it as it stands at its point', () => {
    const row = { ...at(0.5, 3), ...summaryRow({ params: 'k=2', formula: 'k*x*z+w', phi: 'w=0.5', x: 3 }) };
    expect(pointOfRow(row as ReportRow)?.parameters).toMatchObject({ k: 2, x: 3, w: 0.5, mu: 0, sigma: 1 });
  });

  test('of a whole gradient that is biased the second moments are not told', () => {
    const total = { ...summaryRow({ component: 'total', gradient_exact: 1, bias_1: 0, bias_2: 0 }), m: 10 };
    const sum = whySum(reportRows(reportOf([total]))[0]!);
    expect(sum?.terms.map(({ name }) => name)).toEqual(['E[‖score‖²]', '−E[‖pathwise‖²]']);
    expect(whySum(reportRows(reportOf([{ ...total, bias_2: 0.5 }]))[0]!)).toBeNull();
  });
});

describe('the report of a guided run', () => {
  let folder: string;
  beforeAll(async () => {
    const home = emptyFolder();
    folder = join(home, 'results');
    await gradvar(['run', 'configs/amortized.yaml', '--set', 'trials=400', '--out', folder, '--quiet']);
  });

  test('terms of why are those of the point of phi and x', async () => {
    const found = reportRows(await gatherReport(folder)).filter(
      ({ integrand, component }) => integrand === 'square' && component === 'b',
    );
    const own = found.filter((row) => row.estimator_1 === 'score' && row.estimator_2.startsWith('pathwise'));
    expect(own.length).toBeGreaterThan(0);
    // E[r'²] = 4(mu² + sigma²).
    for (const { why, mu, sigma } of own) expect(why?.[1]).toBeCloseTo(4 * (mu! * mu! + sigma! * sigma!), 9);
  });

  test('text, Markdown and figures say where and by what', async () => {
    const text = (await gradvar(['report', folder, '--format', 'text'])).stdout;
    expect(text).toMatch(/^d\/d[bcw] at b = 0\.1, c = -0\.3, w = 0\.25, m = 1$/m);
    const markdown = markdownReport(await gatherReport(folder));
    expect(markdown).toContain('| integrand | phi | x | mu | sigma | m | component |');
    const out = join(emptyFolder(), 'one.svg');
    const figure = async (...options: readonly string[]) => {
      await gradvar(['report', folder, '--format', 'svg', '--out', out, ...options]);
      return readFileSync(out, 'utf8');
    };
    const curve = await figure('--figure', 'curve', '--integrand', 'elbo', '--component', 'total');
    expect(curve).toMatch(/over x, 4 points, the whole gradient/);
    expect(curve).toMatch(/for elbo at b = 0\.1, c = −0\.3, w = 0\.(25|5) over x/);
    const map = await figure('--figure', 'map', '--component', 'w');
    expect(map).toMatch(/d\/dw at b = 0\.1, c = −0\.3, w = 0\.25/);
    expect(map).toMatch(/functions by x/);
  });
});
