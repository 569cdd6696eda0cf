import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyFolder, gradvar, readCsv, type CsvRow } from '../integration/gradvar.ts';
import { CHROMIUM, coveredLabels, launch, open, SKIPPED, violationsOf } from './browser.ts';

describe.skipIf(CHROMIUM === undefined || process.env['CHECK_REPORT'] !== '1')(
  `the page of a result by phi and x${SKIPPED}`,
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(() => browser.close());

    const pageOf = async (config: string): Promise<{ path: string; csv: readonly CsvRow[] }> => {
      const folder = join(emptyFolder(), 'results');
      await gradvar(['run', config, '--set', 'trials=2000', '--out', folder, '--quiet']);
      const path = (await gradvar(['report', folder])).stdout.trim();
      return { path, csv: readCsv(join(folder, 'summary.csv')) };
    };

    test.each([
      ['configs/amortized.yaml', 'x', 'b = 0.1, c = -0.3, w = 0.25', 'w'],
      ['configs/elbo-conjugate.yaml', 's', 'a = 0', 'a'],
    ])(
      '%s: the map is by %s, the choices name phi, no curve mixes rows',
      async (config, columns, at, component) => {
        const { path, csv } = await pageOf(config);
        for (const [width, colorScheme] of [
          [1180, 'light'],
          [760, 'dark'],
          [390, 'light'],
        ] as const) {
          const { page, complaints } = await open(browser, path, {
            colorScheme,
            viewport: { width, height: 900 },
          });
          await page.locator('#truth-title').scrollIntoViewIfNeeded();
          await page.waitForSelector('#zip svg');
          expect(await violationsOf(page)).toEqual([]);
          expect(await coveredLabels(page)).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
          const ticks = await page.$$eval('#map text[data-tick]', (all) =>
            all.map((tick) => [tick.getAttribute('data-tick'), tick.textContent]),
          );
          const values = new Set(
            csv.map((row) => (columns === 'x' ? row['x'] : /s=([^;]+)/.exec(row['phi']!)![1])),
          );
          expect(new Set(ticks.map(([name]) => name))).toEqual(new Set([columns]));
          if (width === 1180) expect(ticks).toHaveLength(2 * values.size);
          expect(complaints).toEqual([]);
          await page.close();
        }
        const { page } = await open(browser, path);
        await page.selectOption('#component', component);
        await page.selectOption('#at', at);
        expect(await page.textContent('#map h3')).toContain(`d/d${component} at ${at.replace('-', '−')}`);
        await page.locator('#map g[data-mark="cell"] rect').first().click();
        const value = (name: string) => page.textContent(`#numbers [data-column="${name}"]`);
        const wanted = at.split(', ').map((part) => part.split(' = '));
        for (const [name = '', number = ''] of wanted)
          expect(await value('phi')).toMatch(new RegExp(`(^|;)${name}=${number}(;|$)`));
        await page.selectOption('#axis', columns).catch(() => undefined);
        const label = (await page.getAttribute('#ratio svg', 'aria-label')) ?? '';
        expect(label).toContain(`over ${columns}`);
        // One dot for each value of the axis.
        const [, points] = /(\d+) points/.exec(label) ?? [];
        const all = csv.map((row) => (columns === 'x' ? row['x'] : /s=([^;]+)/.exec(row['phi']!)![1]));
        expect(Number(points)).toBeLessThanOrEqual(new Set(all).size);
        const heads = await page.$$eval('#rows thead th', (found) =>
          found.map((head) => (head as HTMLElement).dataset['column']),
        );
        expect(heads).toContain('phi');
        expect(heads.includes('x')).toBe(config.includes('amortized'));
        await page.reload();
        await page.waitForSelector('html[data-ready]');
        expect(await page.inputValue('#at')).toBe(at);
        await page.selectOption('#component', 'total');
        expect(await page.textContent('#map h3')).toContain('the whole gradient');
        await page.close();
      },
      120_000,
    );
  },
);
