import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SummaryRow } from '../../src/tables/columns/columns.ts';
import { serveRun, type LiveRun } from '../../src/report/live/live-run.ts';
import { pointOf } from '../../src/tables/points.ts';
import { emptyFolder, readCsv, ROOT } from '../integration/gradvar.ts';
import { manyRows } from '../report/many-rows.ts';
import { HOSTILE, hostileRows, summaryRow } from '../report/rows.ts';
import { cellWith, somePlan } from '../report/live/plan.ts';
import { CHROMIUM, launch, open, SKIPPED, violationsOf } from './browser.ts';

const NAMES = ['sin10', 'square', 'cosine', 'exp', 'abs', 'relu', 'cube', 'tanh10'];

/** Rows of one function at six sigmas; score wins at the larger ones. */
const rowsOf = (name: string): readonly SummaryRow[] =>
  [0.1, 0.25, 0.5, 1, 2, 4].map((sigma) =>
    summaryRow({
      cell_id: `c${name}${sigma}`,
      integrand: name,
      params: '',
      sigma,
      variance_ratio: 1 / sigma,
      variance_ratio_low: 0.9 / sigma,
      variance_ratio_high: 1.1 / sigma,
      variance_ratio_exact: 1 / sigma,
      winner: sigma > 1 ? 'score' : 'pathwise',
    }),
  );

describe.skipIf(CHROMIUM === undefined || process.env['CHECK_REPORT'] !== '1')(
  `the page of a run while it goes on${SKIPPED}`,
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(() => browser.close());

    const counted = (page: Page) => expect.poll(() => page.textContent('#count'), { timeout: 20_000 });
    const progress = (live: LiveRun, fraction: number) =>
      live.progress({ cells: Math.round(48 * fraction), draws: 1e6, fraction, milliseconds: 1000 });

    test('rows and progress arrive, the reader keeps what was chosen, the end is told, and the page stays', async () => {
      const live = await serveRun(somePlan(), 0);
      const { page, complaints } = await open(browser, live.address);
      expect(await page.textContent('.headline')).toBe('No row is there yet.');
      expect(await violationsOf(page)).toEqual([]);
      NAMES.slice(0, 3).forEach((name) => live.add(cellWith(rowsOf(name))));
      progress(live, 0.25);
      await counted(page).toBe('18 of 18 points');
      await expect
        .poll(() => page.textContent('#progress'))
        .toMatch(/^25 %: 12 of 24 cells, 18 of 48 rows here/);
      expect(await page.title()).toBe('25 % – watched – gradvar report');
      expect(await page.textContent('.headline')).toContain('Score wins at 6 of 18 points');
      expect(await violationsOf(page)).toEqual([]);

      await page.selectOption('#integrand', 'cosine');
      await page.click('th[data-column="sigma"] button');
      await page.click('#rows [data-row="14"]');
      await page.fill('#search', 'cos');
      await counted(page).toBe('6 of 18 points');
      await page.evaluate('window.scrollTo(0, document.querySelector("#rows-title").offsetTop - 300)');
      await page.focus('#rows [data-row="14"]');
      const placeOf = () =>
        page.evaluate('document.querySelector("#rows-title").getBoundingClientRect().top');
      const [chosen, place] = [await page.textContent('#chosen'), await placeOf()];
      expect(chosen).toContain('cosine at mu=0 sigma=0.5');

      NAMES.slice(3).forEach((name) => live.add(cellWith(rowsOf(name))));
      progress(live, 0.9);
      await counted(page).toBe('6 of 48 points');
      expect(await page.textContent('#chosen')).toBe(chosen);
      expect(await placeOf()).toBeCloseTo(place as number, 0);
      expect(await page.inputValue('#integrand')).toBe('cosine');
      expect(await page.inputValue('#search')).toBe('cos');
      expect(await page.getAttribute('th[aria-sort]', 'aria-sort')).toBe('ascending');
      expect(await page.evaluate('document.activeElement.dataset.row')).toBe('14');
      expect(await page.$$eval('#integrand option', (options) => options.length)).toBe(9);

      await live.end('done');
      await page.waitForSelector('html[data-live="done"]');
      expect(await page.textContent('#phase')).toMatch(/^The run is done/);
      await expect.poll(() => page.textContent('#seal')).toBe('summary.csv is as sealed.');
      await page.click('#reset');
      await counted(page).toBe('48 of 48 points');
      await page.selectOption('#winner', 'score');
      await counted(page).toBe('16 of 48 points');
      await page.waitForTimeout(1500);
      expect(await violationsOf(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    });

    test('a reader who has touched nothing sees the strongest win so far', async () => {
      const live = await serveRun(somePlan(), 0);
      const { page } = await open(browser, live.address);
      live.add(cellWith([summaryRow({ integrand: 'first', variance_ratio: 0.5 })]));
      await expect.poll(() => page.textContent('#chosen'), { timeout: 10_000 }).toContain('first');
      live.add(
        cellWith([
          summaryRow({
            integrand: 'second',
            cell_id: 'cb',
            variance_ratio: 0.01,
            variance_ratio_exact: 0.01,
          }),
        ]),
      );
      await expect.poll(() => page.textContent('#chosen'), { timeout: 10_000 }).toContain('second');
      await live.end('stopped');
      await page.waitForSelector('html[data-live="stopped"]');
      expect(await page.textContent('#phase')).toMatch(/^The run was stopped before its end/);
      await page.close();
    });

    test('a page that loses the server says so, and goes on with what it has', async () => {
      const run = [
        'run',
        'configs/default.yaml',
        '--workers',
        '1',
        '--serve',
        '--out',
        join(emptyFolder(), 'x'),
      ];
      const child = spawn(process.execPath, ['dist/src/cli.js', ...run], { cwd: ROOT });
      const address = await new Promise<string>((resolve) =>
        child.stderr.on('data', (chunk: Buffer) => {
          const found = /http:\S+\//.exec(chunk.toString())?.[0];
          if (found !== undefined) resolve(found);
        }),
      );
      const { page } = await open(browser, address);
      await counted(page).toMatch(/^[1-9]\d* of/);
      child.kill('SIGKILL');
      await expect
        .poll(() => page.textContent('#phase'), { timeout: 30_000 })
        .toMatch(/cannot be reached any more/);
      await page.selectOption('#class', 'degenerate');
      await counted(page).toMatch(/^\d+ of/);
      await page.close();
    });

    test('a real run from its first row to the seal: the page ends with the rows of summary.csv', async () => {
      const folder = join(emptyFolder(), 'x');
      const run = [
        'run',
        'configs/ci.yaml',
        '--set',
        'trials=60000',
        '--workers',
        '1',
        '--serve',
        '--out',
        folder,
      ];
      const child = spawn(process.execPath, ['dist/src/cli.js', ...run], { cwd: ROOT });
      const ended = new Promise((resolve) => child.on('close', resolve));
      const address = await new Promise<string>((resolve) =>
        child.stderr.on('data', (chunk: Buffer) => {
          const found = /http:\S+\//.exec(chunk.toString())?.[0];
          if (found !== undefined) resolve(found);
        }),
      );
      const { page, complaints } = await open(browser, address);
      await page.waitForSelector('html[data-live="done"]', { timeout: 90_000 });
      expect(await ended).toBe(0);
      const csv = readCsv(join(folder, 'summary.csv'));
      await page.evaluate("location.hash = 'm=all&sort=index'");
      await counted(page).toContain(`, ${csv.length} of ${csv.length} rows`);
      for (const i of [0, 20, 49]) {
        await page.click(`#rows [data-row="${i}"]`);
        const numbers = await page.$$eval('#numbers dd', (list) =>
          list.map((item) => [item.dataset['column'], item.textContent]),
        );
        expect(Object.fromEntries(numbers as [string, string][])).toEqual(csv[i]);
      }
      await page.waitForTimeout(1000);
      expect(complaints).toEqual([]);
      await page.close();
    });

    test('hostile names stay text in the live page, whatever comes over the stream', async () => {
      const [integrand] = somePlan().integrands;
      const plan = somePlan({
        name: HOSTILE[0],
        integrands: HOSTILE.map((name) => ({ ...integrand!, name, class: name })),
      });
      const live = await serveRun(plan, 0);
      const { page, complaints } = await open(browser, live.address);
      for (const row of hostileRows()) live.add(cellWith([row]));
      for (const text of ['\n\nevent: end\ndata: {"kind":"done"}\n\n', '\r\n\r\ndata: {}\r\r'])
        live.add(
          cellWith([
            summaryRow({ integrand: text, estimator_1: text, estimator_2: HOSTILE[1], winner: text }),
          ]),
        );
      await counted(page).toBe('33 of 33 points');
      expect(await page.getAttribute('html', 'data-live')).toBe('running');
      for (const option of await page.$$eval('#pair option', (options) =>
        options.map((option) => (option as HTMLOptionElement).value),
      )) {
        await page.selectOption('#pair', option);
        const places = await page.$$eval('#rows [data-row]', (rows) =>
          rows.map((row) => row.getAttribute('data-row')),
        );
        for (const place of places) await page.click(`#rows [data-row="${place}"]`);
      }
      await live.end('done');
      await page.waitForSelector('html[data-live="done"]');
      const found = await page.evaluate(
        '[globalThis.broken, document.querySelectorAll("#report img, #report script, #report iframe, #report a").length]',
      );
      expect(found).toEqual([undefined, 0]);
      expect(await page.title()).toBe(`done – ${HOSTILE[0]} – gradvar report`);
      expect(complaints).toEqual([]);
      await page.close();
    });

    test('100,000 rows while the run goes on: each event is small, and the page stays usable', async () => {
      const live = await serveRun(somePlan(), 0);
      const { page, complaints } = await open(browser, live.address);
      const rows = manyRows(100_000);
      const started = performance.now();
      for (let i = 0; i < rows.length; i += 1000) {
        live.add(cellWith(rows.slice(i, i + 1000)));
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      const added = performance.now() - started;
      const points = new Set(rows.map(pointOf)).size;
      await expect
        .poll(() => page.textContent('#count'), { timeout: 60_000 })
        .toBe(`${points} of ${points} points`);
      const there = performance.now() - started;
      const clicked = performance.now();
      await page.selectOption('#winner', 'score');
      await expect.poll(() => page.textContent('#count')).toMatch(new RegExp(`^\\d+ of ${points} points`));
      console.log(
        `100,000 rows: added in ${added} ms, on the page after ${there} ms, a filter takes ${performance.now() - clicked} ms`,
      );
      live.add(cellWith(rows.slice(0, 50)));
      progress(live, 0.5);
      await expect
        .poll(() => page.textContent('#progress'), { timeout: 10_000 })
        .toContain('50 further rows are too many');
      await live.end('done');
      await page.waitForSelector('html[data-live="done"]');
      expect(complaints).toEqual([]);
      await page.close();
    });
  },
);
