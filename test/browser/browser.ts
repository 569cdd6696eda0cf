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
