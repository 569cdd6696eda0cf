import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeFigures } from '../../src/report/write-figures.ts';
import { writeHtml } from '../../src/report/write-report.ts';
import { emptyFolder, gradvar, readCsv, type CsvRow } from '../integration/gradvar.ts';
import { HOSTILE, hostileRows, reportOf, summaryRow } from '../report/rows.ts';
import { manyRows } from '../report/many-rows.ts';
import { smallRun } from '../report/small-run.ts';
import { CHROMIUM, launch, open, SKIPPED, violationsOf } from './browser.ts';

describe.skipIf(CHROMIUM === undefined || process.env['CHECK_REPORT'] !== '1')(
  `the page in a browser${SKIPPED}`,
  () => {
    let browser: Browser;
    let path: string;
    let csv: readonly CsvRow[];
    let text: string;
    beforeAll(async () => {
      const folder = await smallRun();
      path = (await gradvar(['report', folder])).stdout.trim();
      csv = readCsv(join(folder, 'summary.csv'));
      text = readFileSync(join(folder, 'summary.csv'), 'utf8');
      browser = await launch();
    });
    afterAll(() => browser.close());

    const countOf = async (page: Page) => (await page.textContent('#count')) ?? '';

    test.each([
      ['light', 1180],
      ['dark', 1180],
      ['light', 390],
      ['dark', 390],
    ] as const)(
      '%s, %i px: no complaint, no violation, nothing beyond the edge',
      async (colorScheme, width) => {
        const { page, complaints } = await open(browser, path, {
          colorScheme,
          viewport: { width, height: 800 },
        });
        expect(await violationsOf(page)).toEqual([]);
        const wide = await page.evaluate('document.documentElement.scrollWidth');
        expect(wide).toBe(width);
        expect(complaints).toEqual([]);
        await page.close();
      },
    );

    test('the numbers of every shown row are those of summary.csv', async () => {
      const { page } = await open(browser, path);
      const rows = csv.slice(0, 50);
      const shown = await page.$$eval('#rows tbody tr', (lines) =>
        lines.map((line) =>
          [...line.querySelectorAll('td')].map(
            (cell) => cell.querySelector('data')?.value ?? cell.textContent,
          ),
        ),
      );
      expect(shown).toHaveLength(50);
      const names = await page.$$eval('#rows thead th button', (heads) =>
        heads.map((head) => head.textContent ?? ''),
      );
      rows.forEach((row, i) => {
        names.forEach((name, column) => {
          if (name !== 'class')
            expect(shown[i]?.[column]).toBe(row[name] === '' && column > 6 ? '–' : row[name]);
        });
      });
      for (const i of [0, 7, 49]) {
        await page.click(`#rows [data-row="${i}"]`);
        const numbers = await page.$$eval('#numbers dd', (list) =>
          list.map((item) => [item.dataset['column'], item.textContent]),
        );
        expect(Object.fromEntries(numbers as [string, string][])).toEqual(rows[i]);
      }
      await page.close();
    });

    test('filters, search, reset and download', async () => {
      const { page, complaints } = await open(browser, path);
      expect(await countOf(page)).toBe(`${csv.length} of ${csv.length} rows`);
      for (const [column, value] of [
        ['integrand', 'cosine'],
        ['winner', 'score'],
        ['status', 'biased_2'],
        ['class', 'oscillating'],
      ] as const) {
        await page.selectOption(`#${column}`, value);
        const wanted =
          column === 'class'
            ? csv.filter((row) => row['integrand'] === 'cosine')
            : csv.filter((row) => row[column] === value);
        expect(await countOf(page)).toBe(`${wanted.length} of ${csv.length} rows`);
        expect(page.url()).toContain(`${column}=${value}`);
        await page.click('#reset');
      }
      await page.fill('#search', 'cosine k=3');
      const wanted = csv.filter((row) => row['params'] === 'k=3');
      await expect.poll(() => countOf(page)).toBe(`${wanted.length} of ${csv.length} rows`);
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
      const lines = text.split('\n').filter((line, i) => i === 0 || line.includes(',cosine,k=3,'));
      expect(readFileSync(await download.path(), 'utf8')).toBe(`${lines.join('\n')}\n`);
      await page.click('#reset');
      expect(await countOf(page)).toBe(`${csv.length} of ${csv.length} rows`);
      expect(await page.inputValue('#search')).toBe('');
      expect(complaints).toEqual([]);
      await page.close();
    });

    test('sorting and paging', async () => {
      const { page } = await open(browser, path);
      const first = () =>
        page.$eval('#rows tbody tr td:nth-of-type(12) data', (cell) =>
          Number((cell as HTMLDataElement).value),
        );
      const ratios = csv
        .flatMap((row) => (row['variance_ratio'] === '' ? [] : [Number(row['variance_ratio'])]))
        .sort((a, b) => a - b);
      await page.click('th button:text-is("variance_ratio")');
      expect(await first()).toBe(ratios[0]);
      expect(await page.getAttribute('th[aria-sort]', 'aria-sort')).toBe('ascending');
      await page.click('th button:text-is("variance_ratio")');
      expect(await first()).toBe(ratios.at(-1));
      await page.click('button:text-is("Next")');
      expect(await page.textContent('#page')).toBe(`Page 2 of ${Math.ceil(csv.length / 50)}`);
      expect(await first()).toBe(ratios.at(-51));
      await page.close();
    });

    test('a click and the arrow keys on the map choose a cell everywhere; the address keeps it', async () => {
      const { page, complaints } = await open(browser, path);
      await page.selectOption('#component', 'sigma');
      await page.selectOption('#mu', '1');
      await page.selectOption('#m', '10');
      const cells = page.locator('#map g[data-mark="cell"] rect');
      const box = await cells.first().boundingBox();
      await page.mouse.move((box?.x ?? 0) + 12, (box?.y ?? 0) + 4);
      await page.mouse.click((box?.x ?? 0) + 14, (box?.y ?? 0) + 5);
      const value = (name: string) => page.textContent(`#numbers [data-column="${name}"]`);
      expect([await value('component'), await value('mu'), await value('m')]).toEqual(['sigma', '1', '10']);
      expect(page.url()).toContain('row=');
      await page.focus('.keys');
      const [integrand, sigma] = [await value('integrand'), await value('sigma')];
      await page.keyboard.press(sigma === '2' ? 'ArrowLeft' : 'ArrowRight');
      expect(await value('integrand')).toBe(integrand);
      expect(await value('sigma')).not.toBe(sigma);
      await page.keyboard.press('ArrowDown');
      const chosen = [await value('cell_id'), await value('component')];
      expect((await page.textContent('#chosen')) ?? '').toContain('mu=1');
      await page.reload();
      await page.waitForSelector('html[data-ready]');
      expect([await value('cell_id'), await value('component')]).toEqual(chosen);
      expect(await page.inputValue('#component')).toBe('sigma');
      expect(complaints).toEqual([]);
      await page.close();
    });

    test('the map is orange where score wins and purple where pathwise does, as it says', async () => {
      const { page } = await open(browser, path, { fragment: '#integrand=cosine' });
      const fills = await page.$$eval('#map g[data-mark="cell"] rect', (cells) =>
        cells.map((cell) => getComputedStyle(cell).fill),
      );
      const rows = csv.filter(
        (row) =>
          row['integrand'] === 'cosine' && row['component'] === 'mu' && row['mu'] === '0' && row['m'] === '1',
      );
      const wins = rows
        .flatMap((row) => [Number(row['variance_ratio_exact']) < 1, Number(row['variance_ratio']) < 1])
        .filter(Boolean);
      const isOrange = (fill: string) => {
        const [red = 0, , blue = 0] = fill.match(/\d+/g)?.map(Number) ?? [];
        return red > blue;
      };
      expect(wins.length).toBeGreaterThan(0);
      expect(fills.filter((fill) => fill !== 'none' && isOrange(fill))).toHaveLength(wins.length);
      await page.close();
    });

    test('curves change with their axis', async () => {
      const { page } = await open(browser, path, { fragment: '#integrand=cosine' });
      const name = () => page.getAttribute('#ratio svg', 'aria-label');
      expect(await name()).toContain('over k, 3 points');
      await page.selectOption('#axis', 'sigma');
      expect(await name()).toContain('over sigma, 3 points');
      await page.close();
    });

    test('measured against exact is drawn when the reader comes near, and follows the filters', async () => {
      const { page, complaints } = await open(browser, path);
      await page.locator('#truth-title').scrollIntoViewIfNeeded();
      const name = () => page.getAttribute('#truth svg', 'aria-label');
      const both = (rows: readonly CsvRow[]) =>
        rows.filter((row) => Number(row['variance_ratio']) > 0 && Number(row['variance_ratio_exact']) > 0)
          .length;
      expect(await name()).toContain(`of ${both(csv)} rows`);
      await page.selectOption('#integrand', 'square');
      expect(await name()).toContain(`of ${both(csv.filter((row) => row['integrand'] === 'square'))} rows`);
      expect(complaints).toEqual([]);
      await page.close();
    });

    test('with several pairs the reader chooses one, and everything speaks of it by name', async () => {
      const others = Array.from({ length: 12 }, (_, i) =>
        summaryRow({
          cell_id: `c${i}`,
          sigma: i + 1,
          estimator_1: 'score_loo',
          winner: i < 3 ? 'score_loo' : 'pathwise',
          variance_ratio_exact: i < 3 ? 0.5 : 2,
        }),
      );
      const own = Array.from({ length: 4 }, (_, i) => summaryRow({ cell_id: `c${i}`, sigma: i + 1 }));
      const file = join(emptyFolder(), 'page.html');
      await writeHtml(reportOf([...others, ...own]), file);
      const { page, complaints } = await open(browser, file);
      expect(await page.textContent('.headline')).toContain(
        'The score function has the smaller variance in 4 of 4 rows',
      );
      expect(await countOf(page)).toBe('4 of 4 rows');
      await page.selectOption('#pair', 'score_loo/pathwise');
      expect(await page.textContent('.headline')).toContain(
        'score_loo has a smaller variance than pathwise in 3 of 12 rows',
      );
      expect(await page.textContent('header thead')).toContain('score_loo wins');
      expect(await countOf(page)).toBe('12 of 12 rows');
      expect(await page.textContent('#legend figcaption')).toContain('orange where score_loo is less noisy');
      expect(await page.getAttribute('#map svg', 'aria-label')).toContain('score_loo wins in 3');
      expect(await page.textContent('#variances svg')).toContain('score_loo');
      expect(await page.textContent('#numbers [data-column="estimator_1"]')).toBe('score_loo');
      expect(page.url()).toContain('pair=score_loo%2Fpathwise');
      expect(await violationsOf(page)).toEqual([]);
      await page.reload();
      await page.waitForSelector('html[data-ready]');
      expect(await page.inputValue('#pair')).toBe('score_loo/pathwise');
      expect(complaints).toEqual([]);
      await page.close();
    });

    test('why: terms for every component', async () => {
      const { page } = await open(browser, path, { fragment: '#integrand=cosine' });
      expect(await page.textContent('#why figcaption')).toContain("2E[r·r'']");
      await page.selectOption('#component', 'sigma');
      await page.click('#rows [data-row]:not([aria-current]) >> nth=1');
      const caption = (await page.textContent('#why figcaption')) ?? '';
      expect(caption).toMatch(/Why \(d\/d(mu|sigma), per draw\)/);
      for (const row of csv
        .filter((each) => each['component'] === 'sigma' && each['params'] === 'k=3')
        .slice(0, 3)) {
        await page.goto(`${pathToFileURL(path).href}#row=${row['cell_id']}/sigma/score/pathwise`);
        await page.waitForSelector('html[data-ready]');
        const text = (await page.textContent('#why figcaption')) ?? '';
        const [, first, second, total] =
          /E\[r²s²\] = (\S+), −E\[\(r'·eps\)²\] = (\S+), V1 − V2 = (\S+)\. These are the two second moments/.exec(
            text,
          ) ?? [];
        const number = (name: string) => Number(row[name]);
        const exact = number('m') * (number('variance_1_exact') - number('variance_2_exact'));
        expect(Number(total)).toBeCloseTo(exact, 1 - Math.ceil(Math.log10(Math.abs(exact))));
        expect(Math.abs(Number(first) + Number(second) - exact)).toBeLessThan(
          2e-3 * Number(first) + 2e-3 * -Number(second),
        );
      }
      await page.close();
    });

    test('printed it has no controls, and still its figures', async () => {
      const { page } = await open(browser, path);
      await page.emulateMedia({ media: 'print' });
      expect(await page.isVisible('#reset')).toBe(false);
      expect(await page.isVisible('#map svg')).toBe(true);
      await page.close();
    });

    test('hostile names stay text in the page and in every figure', async () => {
      const folder = emptyFolder();
      const data = reportOf(hostileRows(), { name: HOSTILE[1] });
      await writeHtml(data, join(folder, 'page.html'));
      const { page, complaints } = await open(browser, join(folder, 'page.html'));
      expect(await page.title()).toBe(`${HOSTILE[1]} – gradvar report`);
      for (const word of HOSTILE) {
        await page.fill('#search', word);
        await page.waitForTimeout(150);
        await page
          .locator('#rows [data-row]')
          .first()
          .click({ timeout: 2000 })
          .catch(() => undefined);
      }
      expect(
        await page.evaluate(
          '[globalThis.broken, document.querySelectorAll("#report img, #report script, #report iframe, #report a").length]',
        ),
      ).toEqual([undefined, 0]);
      expect(complaints).toEqual([]);
      const paths = await writeFigures(data, join(folder, 'figures'), { width: 500, unit: 'px' });
      expect(paths.map((name) => name.slice(folder.length))).toEqual(
        paths.map(() => expect.stringMatching(/^\/figures\/[\w.-]+\.svg$/) as string),
      );
      await page.goto('about:blank');
      for (const name of readdirSync(join(folder, 'figures'))) {
        await page.goto(pathToFileURL(join(folder, 'figures', name)).href);
        const found = await page.evaluate(
          '[document.documentElement.nodeName, document.querySelectorAll("parsererror, script, img, a, foreignObject").length, globalThis.broken]',
        );
        expect([name, found]).toEqual([name, ['svg', 0, undefined]]);
      }
      await page.close();
    });
  },
);

describe.skipIf(CHROMIUM === undefined || process.env['CHECK_REPORT'] !== '1')(`speed${SKIPPED}`, () => {
  test('the default config is ready within 1.5 s and below 5 MB', async () => {
    const folder = join(emptyFolder(), 'results');
    await gradvar(['run', 'configs/default.yaml', '--out', folder, '--quiet']);
    const path = (await gradvar(['report', folder])).stdout.trim();
    expect(readFileSync(path).length).toBeLessThan(5e6);
    expect(await readyTime(path)).toBeLessThan(1500);
  }, 600_000);

  test('100,000 rows are ready within 5 s', async () => {
    const path = join(emptyFolder(), 'page.html');
    await writeHtml(reportOf(manyRows(100_000)), path);
    expect(await readyTime(path)).toBeLessThan(5000);
  }, 600_000);

  /** Milliseconds from the start of the navigation until the page is ready: the best of five, for the machine may be busy. */
  async function readyTime(path: string): Promise<number> {
    const browser = await launch();
    const times: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      const { page } = await open(browser, path);
      times.push(Number(await page.getAttribute('html', 'data-ready')));
      await page.close();
    }
    await browser.close();
    console.log(`${path}: ready after ${times.join(', ')} ms, ${readFileSync(path).length} bytes`);
    return Math.min(...times);
  }
});
