import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { reportRows } from '../../src/report/data/report-row.ts';
import { gatherReport } from '../../src/report/data/gather-report.ts';
import { csvRows } from '../../src/report/csv-rows.ts';
import { emptyFolder, gradvar } from '../integration/gradvar.ts';
import { smallRun } from './small-run.ts';

let folder: string;
beforeAll(async () => {
  folder = await smallRun();
});

test('the page carries every byte of summary.csv and loads nothing', async () => {
  const { code, stdout, stderr } = await gradvar(['report', folder]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const page = readFileSync(stdout.trim(), 'utf8');
  expect(page).toContain("default-src 'none'");
  expect(page.match(/<(?:link|img|iframe|object|embed)\b[^>]*/g)).toEqual(['<link rel="icon" href="data:,"']);
  const data = await gatherReport(folder);
  expect(csvRows(reportRows(data))).toBe(readFileSync(join(folder, 'summary.csv'), 'utf8'));
  expect(page.length).toBeLessThan(1_000_000);
});

test('the three terms sum to V1 − V2 of one draw', async () => {
  const rows = reportRows(await gatherReport(folder)).filter(
    ({ component, why }) => component === 'mu' && why !== null,
  );
  expect(rows.length).toBeGreaterThan(5);
  for (const { why, m, variance_1_exact: first, variance_2_exact: second } of rows) {
    const [square, derivativeSquare, curvature] = why!;
    const difference = m! * (first! - second!);
    const size = square + derivativeSquare;
    expect(Math.abs(square + derivativeSquare + curvature - difference)).toBeLessThan(1e-7 * size);
  }
});

test('svg: a file a figure, in the width asked for', async () => {
  const out = join(emptyFolder(), 'figures');
  const { code, stdout } = await gradvar([
    'report',
    folder,
    '--format',
    'svg',
    '--out',
    out,
    '--width',
    '160mm',
  ]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: `${out}\n` });
  const names = readdirSync(out);
  expect(names).toEqual(
    expect.arrayContaining([
      'coverage.svg',
      'interval.svg',
      'map-1-dmu-mu0.svg',
      'strength-1-dmu.svg',
      'z-quantiles.svg',
    ]),
  );
  for (const name of names) {
    const svg = readFileSync(join(out, name), 'utf8');
    expect(svg).toMatch(/^<\?xml[^>]*>\n<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(svg).toMatch(/ width="160mm"/);
    expect(svg).not.toMatch(/NaN|var\(--/);
  }
});

test.each([
  ['map', /score wins in \d+ of \d+ cells/, /Orange|score less noisy/],
  ['curve', /sigma|k/, /cosine/],
  ['estimators', /sigma|k/, /cosine/],
  ['interval', /% of the intervals that can be trusted/, /Zip plot/],
])('--figure %s: one figure, titled, of the function that was asked for', async (figure, title, content) => {
  const out = join(emptyFolder(), 'one.svg');
  const of = ['--integrand', 'cosine', '--component', 'mu', '-m', '10'];
  const { code, stdout } = await gradvar([
    'report',
    folder,
    '--figure',
    figure,
    ...of,
    '--format',
    'svg',
    '--out',
    out,
  ]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: `${out}\n` });
  const svg = readFileSync(out, 'utf8');
  expect(svg).toMatch(title);
  expect(svg).toMatch(content);
  expect(svg).not.toMatch(/NaN|var\(--|square/);
});

test('markdown: printed, or into the folder', async () => {
  const printed = await gradvar(['report', folder, '--format', 'markdown', '--out', '-']);
  expect(printed.stdout).toMatch(/^# small\n\n\*\*Score wins at \d+ of \d+ points/);
  const { stdout } = await gradvar(['report', folder, '--format', 'markdown']);
  expect(readFileSync(stdout.trim(), 'utf8')).toBe(printed.stdout);
});

test.each([
  [['--dpi', '10'], 2, /--dpi: found '10', expected a whole number from 36 to 1200/],
  [['--dpi', '1200', '--width', '1000px'], 2, /found 12500 pixels across, expected at most 10000/],
  [['--format', 'eps'], 2, /choices|Choices/],
  [['--width', '3'], 2, /--width: found '3', expected a width such as 640px/],
  [['--figure', 'map'], 2, /--figure map: found --format html, expected svg, png or pdf/],
  [['--integrand', 'cosine'], 2, /--integrand: found it without --figure/],
  [['--figure', 'curve', '--format', 'svg', '--integrand', 'cosin'], 2, /no row of \d+ is left/],
  [['--out', '-'], 2, /--out -: found --format html, expected markdown/],
  [['--out', '/dev/null/x'], 50, /cannot write \/dev\/null\/x/],
])('report %j ends with exit %s', async (options, exit, message) => {
  const { code, stdout, stderr } = await gradvar(['report', folder, ...options]);
  expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('explore: one file that loads nothing; what cannot be read is told before it is written', async () => {
  const out = join(emptyFolder(), 'x.html');
  const { code, stdout, stderr } = await gradvar([
    'explore',
    'cosine',
    '--param',
    'k=2',
    '--sigma',
    '0.5',
    '--out',
    out,
  ]);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${out}\n`, stderr: '' });
  const page = readFileSync(out, 'utf8');
  expect(page).toContain("default-src 'none'");
  expect(page).toContain(
    '{"formula":"cos(k*z)","parameters":{"k":2},"mu":0,"sigma":0.5,"m":10,"component":"mu"}',
  );
  expect(page).not.toMatch(/\bhttps?:\/\/(?!www\.w3\.org)/);
  for (const [given, message] of [
    [['sin(z'], /expected '\)'/],
    [['z', '--sigma', '0'], /--sigma: found 0, expected a number > 0/],
    [['mean(z^2)'], /of several coordinates/],
  ] as const) {
    const refused = await gradvar(['explore', ...given, '--out', join(emptyFolder(), 'y.html')]);
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(message);
  }
});

test('a folder without results is refused, a changed summary is told', async () => {
  const empty = await gradvar(['report', emptyFolder()]);
  expect([empty.code, empty.stderr]).toEqual([50, expect.stringMatching(/holds no plan.json/)]);
  const changed = await smallRun();
  const path = join(changed, 'summary.csv');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/\n[^\n]*\n$/, '\n'));
  const { code, stderr, stdout } = await gradvar(['report', changed]);
  expect([code, stderr]).toEqual([0, expect.stringMatching(/was changed since it was sealed/)]);
  expect(existsSync(stdout.trim())).toBe(true);
});
