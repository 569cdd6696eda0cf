import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerTo } from '../../src/answers/answer.ts';
import { addressOf, FIRST_STATE, type ExploreState } from '../../src/explore/explore-state.ts';
import { PRESETS } from '../../src/explore/presets.ts';
import { catalogue } from '../../src/integrands/catalogue.ts';
import { emptyFolder, gradvar } from '../integration/gradvar.ts';
import { createPicker, randomFormula } from '../truth/line/random-formula.ts';
import { CHROMIUM, coveredLabels, launch, open, SKIPPED, violationsOf } from './browser.ts';

describe.skipIf(CHROMIUM === undefined || process.env['CHECK_REPORT'] !== '1')(
  `the explorer in a browser${SKIPPED}`,
  () => {
    let browser: Browser;
    let path: string;
    beforeAll(async () => {
      path = join(emptyFolder(), 'explore.html');
      const { code, stdout } = await gradvar(['explore', 'sin(w*z)', '--param', 'w=10', '--out', path]);
      expect([code, stdout]).toEqual([0, `${path}\n`]);
      browser = await launch();
    });
    afterAll(() => browser.close());

    /** Goes to a state and waits for its answer. */
    async function go(page: Page, state: ExploreState): Promise<void> {
      await page.evaluate((hash) => {
        document.documentElement.dataset['answered'] = '';
        location.hash = hash;
      }, addressOf(state));
      await page.waitForFunction(() => document.documentElement.dataset['answered'] !== '');
    }

    const digitsOf = async (page: Page) =>
      Object.fromEntries(
        await page.$$eval('#digits dd', (all) =>
          all.map((each) => [each.dataset['number'], each.textContent]),
        ),
      ) as Record<string, string>;

    /** Every number by its path. */
    function flat(value: object, path = ''): Record<string, string> {
      return Object.assign(
        {},
        ...Object.entries(value).map(([name, part]: [string, unknown]) => {
          if (typeof part !== 'object' || part === null) return {};
          const inner = path === '' ? name : `${path}.${name}`;
          if (!('kind' in part)) return flat(part, inner);
          const { kind, value: number, reason } = part as { kind: string; value?: number; reason?: string };
          return {
            [inner]: kind === 'finite' ? String(number) : kind === 'infinite' ? kind : `unknown: ${reason}`,
          };
        }),
      ) as Record<string, string>;
    }

    test('the numbers are those of gradvar exact to the last digit: catalogue and 200 random formulas', async () => {
      const { page, complaints } = await open(browser, path);
      const pick = createPicker(17);
      const random = Array.from({ length: 200 }, () => randomFormula(pick, 3));
      const formulas = [...catalogue.map(({ name }) => name), ...random];
      let compared = 0;
      for (const formula of formulas) {
        const state = { ...FIRST_STATE, formula, mu: 0.25, sigma: 0.75 };
        await go(page, state);
        if ((await page.getAttribute('html', 'data-answered')) === 'refused') {
          expect(() => answerTo('exact', state)).toThrow();
          continue;
        }
        const answer = answerTo('exact', state);
        if (!('text' in answer)) throw new Error('no exact answer');
        expect([formula, await digitsOf(page)]).toEqual([formula, flat(answer.exact)]);
        expect(await page.textContent('#answer')).toBe(answer.text);
        compared += 1;
      }
      expect(compared).toBeGreaterThan(200);
      expect(complaints).toEqual([]);
      await page.close();
    }, 600_000);

    test('the page prints what the command prints', async () => {
      const { page } = await open(browser, path);
      for (const [formula, parameters] of [
        ['sin(w*z)', { w: 10 }],
        ['exp(z)', {}],
        ['step(z)', {}],
        ['bump_k', { k: 0.1 }],
      ] as const) {
        await go(page, { ...FIRST_STATE, formula, parameters, mu: 0.3, sigma: 1.5 });
        const params = Object.entries(parameters).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
        const { stdout } = await gradvar(['exact', formula, '--mu', '0.3', '--sigma', '1.5', ...params]);
        expect(`${(await page.textContent('#answer')) ?? ''}\n`).toBe(stdout);
        const json = await gradvar(['exact', formula, '--mu', '0.3', '--sigma', '1.5', ...params, '--json']);
        expect(await digitsOf(page)).toEqual(flat((JSON.parse(json.stdout) as { exact: object }).exact));
      }
      await page.close();
    });

    test.each([
      ['light', 1180],
      ['dark', 1180],
      ['light', 390],
      ['dark', 360],
    ] as const)(
      '%s, %i px: every example without complaint, violation, or anything beyond the edge',
      async (colorScheme, width) => {
        const { page, complaints } = await open(browser, path, {
          colorScheme,
          viewport: { width, height: 900 },
        });
        for (const { state } of PRESETS) {
          await go(page, state);
          await page.waitForFunction(
            () => Number(document.querySelector<HTMLElement>('[data-estimates]')?.dataset['estimates']) > 0,
          );
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
          expect(await coveredLabels(page)).toEqual([]);
        }
        expect(await violationsOf(page)).toEqual([]);
        expect(complaints).toEqual([]);
        await page.close();
      },
    );

    test('by keyboard alone: an example, a slider, a formula with a mistake in it, and the address keeps all', async () => {
      const { page, complaints } = await open(browser, path);
      await page.focus('#formula');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.textContent('#verdict')).toContain('score wins');
      await page.focus('#sigma-slider');
      for (let i = 0; i < 5; i += 1) await page.keyboard.press('ArrowLeft');
      await expect.poll(() => page.inputValue('#sigma')).not.toBe('1');
      await page.fill('#formula', 'sin(w*z');
      await expect.poll(() => page.textContent('#problem')).toContain('formula');
      await page.fill('#formula', 'sin(w*z) + a');
      await expect.poll(() => page.textContent('#problem')).toBe('');
      await page.fill('#parameter-a', '2');
      await expect.poll(() => page.url()).toContain('p.a=2');
      const answer = async () => (await page.textContent('#answer')) ?? '';
      await expect.poll(answer).toContain('a=2;w=10');
      const before = await answer();
      await page.reload();
      await page.waitForFunction(() => (document.documentElement.dataset['answered'] ?? '') !== '');
      expect(await answer()).toBe(before);
      expect(complaints).toEqual([]);
      await page.close();
    });

    test('the draws agree with the exact values, and the crossing with gradvar cross', async () => {
      const { page } = await open(browser, path, {
        fragment: `#${addressOf({ ...FIRST_STATE, formula: 'sin(10*z)' })}`,
      });
      await page.waitForFunction(
        () => Number(document.querySelector<HTMLElement>('[data-estimates]')?.dataset['estimates']) > 50_000,
        null,
        { timeout: 60_000 },
      );
      const spreads = await page.$$eval('#draws text', (all) =>
        all.map((each) => each.textContent).filter((each) => each.startsWith('sd ')),
      );
      expect(spreads).toHaveLength(2);
      for (const spread of spreads) {
        const [, measured, exact] = /^sd (\S+), exact ([\d.]+)/.exec(spread) ?? [];
        expect(Math.abs(Number(measured) / Number(exact) - 1)).toBeLessThan(0.02);
      }
      await expect
        .poll(() => page.textContent('#line h3'), { timeout: 30_000 })
        .toContain('score wins from sigma = 0.110899 on');
      await page.close();
    });

    test('an exact answer comes within 50 ms of a change', async () => {
      const { page } = await open(browser, path, { fragment: '#r=z^2' });
      const times: number[] = [];
      for (let i = 0; i < 7; i += 1) {
        await go(page, { ...FIRST_STATE, formula: 'z^2', mu: i / 10 });
        times.push(Number(await page.getAttribute('html', 'data-milliseconds')));
      }
      console.log(`exact answers after ${times.map(Math.round).join(', ')} ms`);
      expect(Math.min(...times)).toBeLessThan(50);
      await page.close();
    });
  },
);
