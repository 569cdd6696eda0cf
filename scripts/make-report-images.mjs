// Makes docs/images: the report of the default config and the explorer in light, in dark, printed and at the width of a phone, a run that is
// watched, and figures as PNG. Needs Chromium (CHROMIUM names another than Debian's). Run after `npm run build`.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const images = join(root, 'docs/images');
const scratch = mkdtempSync(join(tmpdir(), 'gradvar-images-'));
const results = join(scratch, 'results');
const program = join(root, 'dist/src/cli.js');
const gradvar = (...args) =>
  spawnSync(process.execPath, [program, ...args], { cwd: root, encoding: 'utf8' }).stdout.trim();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});

async function pictured(
  address,
  file,
  { colorScheme = 'light', width = 1180, height = 1000, media = 'screen', before } = {},
) {
  const page = await browser.newPage({ colorScheme, viewport: { width, height }, deviceScaleFactor: 1 });
  await page.emulateMedia({ media, colorScheme });
  await page.goto(address);
  await page.waitForSelector('html[data-ready]');
  await before?.(page);
  await page.screenshot({ path: join(images, file) });
  await page.close();
}

const run = spawn(
  process.execPath,
  [program, 'run', 'configs/default.yaml', '--serve', '--workers', '1', '--out', results],
  {
    cwd: root,
  },
);
const address = await new Promise((resolve) =>
  run.stderr.on('data', (text) => {
    const found = /http:\S+\//.exec(String(text))?.[0];
    if (found) resolve(found);
  }),
);
const ended = new Promise((resolve) => run.on('close', resolve));
await pictured(address, 'report-live.png', {
  height: 900,
  before: async (page) => {
    do await page.waitForTimeout(500);
    while (!((await page.evaluate('parseInt(document.querySelector("#count").textContent)')) > 400));
  },
});
await ended;

const scroll = (selector) => async (opened) => {
  await opened.locator(selector).scrollIntoViewIfNeeded();
  await opened.evaluate(`document.querySelector('${selector}').scrollIntoView()`);
  await opened.waitForTimeout(6000);
};
const page = pathToFileURL(gradvar('report', results)).href;
// The example comes from a worker.
const drawn = (opened) => opened.waitForSelector('#example-shape svg');
await pictured(page, 'report-light.png', { before: drawn });
await pictured(page, 'report-dark.png', { colorScheme: 'dark', before: scroll('#map-title') });
await pictured(page, 'report-phone.png', { width: 390, height: 1266, before: drawn });
await pictured(page, 'report-print.png', { width: 794, height: 1123, media: 'print', before: drawn });
await pictured(`${page}#integrand=cosine`, 'report-row.png', {
  height: 900,
  before: scroll('#chosen-title'),
});
gradvar(
  'report',
  results,
  '--format',
  'png',
  '--width',
  '120mm',
  '--dpi',
  '150',
  '--out',
  join(scratch, 'figures'),
);
copyFileSync(join(scratch, 'figures/curve-variances.png'), join(images, 'figure.png'));
const explorer = pathToFileURL(
  gradvar('explore', 'sin(w*z)', '--param', 'w=10', '--out', join(scratch, 'explore.html')),
).href;
const filled = (opened) => opened.waitForTimeout(9000);
await pictured(explorer, 'explore-light.png', { height: 1230, before: filled });
await pictured(explorer, 'explore-dark.png', { colorScheme: 'dark', height: 1230, before: filled });
await pictured(explorer, 'explore-phone.png', { width: 390, height: 1266, before: filled });
await pictured(explorer, 'explore-print.png', { width: 794, height: 1123, media: 'print', before: filled });
// The picture of the README, by the commands that stand there.
const sines = join(scratch, 'sines');
gradvar(...'run sin(w*z) --param w=3,10 --sigma 0.1..4 -m 1,10 --out'.split(' '), sines);
gradvar('report', sines, ...'--format png --where m=10 --where params=w=10'.split(' '));
copyFileSync(join(sines, 'figures/curve-variances.png'), join(images, 'sines.png'));
await browser.close();
rmSync(scratch, { recursive: true });
