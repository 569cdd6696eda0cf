import axe from 'axe-core';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { pathToFileURL } from 'node:url';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Debian's Chromium, or the one that CHROMIUM names; undefined if there is none. */
export const CHROMIUM = [process.env['CHROMIUM'] ?? '', ...PLACES].find(
  (path) => path !== '' && existsSync(path),
);

export const SKIPPED = CHROMIUM === undefined ? ' (skipped: no Chromium here; apt-get install chromium)' : '';

export function launch(): Promise<Browser> {
  return chromium.launch({
    ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
    args: ['--no-sandbox'],
  });
}

export interface Opened {
  readonly page: Page;
  /** Console messages, errors of the page and requests that are none of the file itself. */
  readonly complaints: string[];
}

/** Opens a file, or an address, and waits until it is drawn. */
export async function open(
  browser: Browser,
  path: string,
  options: BrowserContextOptions & { readonly fragment?: string } = {},
): Promise<Opened> {
  const { fragment = '', ...rest } = options;
  const isAddress = path.startsWith('http:');
  const page = await browser.newPage({ viewport: { width: 1180, height: 900 }, ...rest });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const isOwn = isAddress && request.url().startsWith(path);
    if (!isOwn && !/^(file|data|blob):/.test(request.url())) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(`${isAddress ? path : pathToFileURL(path).href}${fragment}`);
  await page.waitForSelector('html[data-ready]');
  return { page, complaints };
}

/** What axe-core finds wrong with a page. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: tool } = globalThis as unknown as { readonly axe: typeof axe };
    return (await tool.run()).violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
    );
  });
}

/** Contrast of two colors as WCAG has it. */
export function contrastOf(one: string, other: string): number {
  const luminance = (color: string) => {
    const parts = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255);
    const [red = 0, green = 0, blue = 0] = parts.map((part) =>
      part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4),
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Pairs of tick labels of one figure that cover each other, and labels that stand out of their drawing. */
export function coveredLabels(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const svg of document.querySelectorAll('.drawing > svg')) {
      const frame = svg.getBoundingClientRect();
      const labels = [...svg.querySelectorAll('[data-mark$="axis tick label"] text, text[data-tick]')]
        .filter((label) => label.textContent !== '')
        .map((label) => ({ text: label.textContent, box: label.getBoundingClientRect() }));
      const name = svg.closest('figure')?.id;
      labels.forEach(({ text, box }, i) => {
        if (box.left < frame.left - 1 || box.right > frame.right + 1)
          found.push(`${name}: ${text} stands out`);
        for (const other of labels.slice(i + 1)) {
          const isApart =
            box.right <= other.box.left ||
            other.box.right <= box.left ||
            box.bottom <= other.box.top + 2 ||
            other.box.bottom <= box.top + 2;
          if (!isApart) found.push(`${name}: ${text} covers ${other.text}`);
        }
      });
    }
    return found;
  });
}
