import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeHtml } from '../../src/report/write-report.ts';
import { emptyFolder } from '../integration/gradvar.ts';
import { reportOf, summaryRow } from '../report/rows.ts';
import { CHROMIUM, coveredLabels, launch, open, SKIPPED } from './browser.ts';

/** Sigmas from 0.1 to 4 by equal factors. */
const sigmas = (count: number) =>
  Array.from({ length: count }, (_, i) => Number((0.1 * Math.pow(40, i / (count - 1))).toPrecision(3)));

describe.skipIf(CHROMIUM === undefined || process.env['CHECK_REPORT'] !== '1')(
  `labels of the axes${SKIPPED}`,
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(() => browser.close());

    test.each([3, 6, 25, 60])('%i sigmas: no label covers another at any width', async (count) => {
      const path = join(emptyFolder(), 'page.html');
      const rows = ['cosine', 'a_function_of_a_long_name', 'sin'].flatMap((integrand, i) =>
        sigmas(count).map((sigma) =>
          summaryRow({
            cell_id: `c${integrand}${sigma}`,
            integrand,
            sigma,
            variance_1: 0.05 / sigma,
            variance_1_exact: 0.05 / sigma,
            variance_ratio: 1 / (sigma * sigma * sigma * (i + 1)),
            variance_ratio_exact: 1 / (sigma * sigma * sigma * (i + 1)),
          }),
        ),
      );
      await writeHtml(reportOf(rows), path);
      for (const width of [360, 760, 1180]) {
        const { page, complaints } = await open(browser, path, { viewport: { width, height: 900 } });
        await page.locator('#truth-title').scrollIntoViewIfNeeded();
        await page.waitForSelector('#zip svg');
        expect([width, await coveredLabels(page)]).toEqual([width, []]);
        const labels = await page.$$eval('#map text[data-tick]', (all) =>
          all.map((label) => label.textContent),
        );
        expect(labels[0]).toBe('0.1');
        expect(labels).toContain('4');
        expect(complaints).toEqual([]);
        await page.close();
      }
    });
  },
);
