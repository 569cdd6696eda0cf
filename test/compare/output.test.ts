import { parse } from 'csv-parse/sync';
import { beforeAll, expect, test } from 'vitest';
import { compareResults } from '../../src/compare/compare.ts';
import type { Comparison } from '../../src/compare/comparison.ts';
import { FORMATS } from '../../src/compare/output/formats.ts';
import { FACTS, type RowFacts } from '../../src/compare/output/row-facts.ts';
import { verdict } from '../../src/compare/verdict.ts';
import { rowWith } from './rows.ts';
import { planWith, resultOf } from './simulate.ts';

type Format = keyof typeof FORMATS;
const FORMAT_NAMES = Object.keys(FORMATS) as readonly Format[];

const PLAN = planWith({ seed: '1', integrands: ['square'], trials: 4000 });
const COUNT = 6000;

/** Names that would break each format if they were not escaped. */
const NASTY = 'a|b<c>&"d,e%f:g*h';

let comparison: Comparison;

beforeAll(async () => {
  const rows = Array.from({ length: COUNT }, (_, i) =>
    rowWith({ cell_id: `c${String(i).padStart(12, 'a')}`, integrand: i % 3 === 0 ? NASTY : `r${i % 200}` }),
  );
  const moved = rows.map((row, i) => (i % 2 === 0 ? { ...row, variance_1: 0.065 } : row));
  comparison = await compareResults(await resultOf(PLAN, rows), await resultOf(PLAN, moved), {
    findDifferingBlock: () => Promise.resolve(3),
  });
});

function textOf(format: Format): string {
  let text = '';
  for (const piece of FORMATS[format](comparison, verdict(comparison))) text += Buffer.from(piece).toString();
  return text;
}

test.each(FORMAT_NAMES)('%s says the verdict or every row, and ends its last line', (format) => {
  const text = textOf(format);
  if (format !== 'csv') expect(text).toContain('3000 changed');
  expect(text.endsWith('\n')).toBe(true);
});

test('Markdown is short however many rows changed, and its tables are not broken by names', () => {
  const text = textOf('markdown');
  expect(Buffer.byteLength(text)).toBeLessThan(60_000);
  const widths = text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').length);
  expect(new Set(widths).size).toBe(2);
  expect(text).toContain('#3`');
  expect(text).not.toContain('<c>');
});

test.each([
  [0, '⚠️'],
  [21, '⚠️'],
] as const)('an inconclusive result with exit code %d has no check mark', (exitCode, sign) => {
  const [heading] = [...FORMATS.markdown(comparison, { word: 'inconclusive', exitCode, sentence: 'x' })];
  expect(heading).toMatch(new RegExp(`^### ${sign} gradvar compare: inconclusive`));
});

test('at most ten annotations, one line each', () => {
  const lines = textOf('github').trimEnd().split('\n');
  expect(lines).toHaveLength(10);
  for (const line of lines) expect(line).toMatch(/^::error title=[^:,]*::.+/);
  expect(lines.join('')).toContain('gradvar replay');
});

test('JUnit is well-formed, with a case for each integrand', () => {
  const text = textOf('junit');
  const open: string[] = [];
  for (const [, close, name, rest] of text.matchAll(/<(\/?)([a-z-]+)((?:\s[^<>]*)?)>/g)) {
    if (close === '/') expect(open.pop()).toBe(name);
    else if (rest?.endsWith('/') !== true) open.push(name ?? '');
  }
  expect(open).toEqual([]);
  expect(text.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/);
  const integrands = comparison.integrands.size;
  expect(text).toContain(`tests="${integrands + 2}"`);
  expect(text.match(/<testcase /g)).toHaveLength(integrands + 2);
  const failures = /failures="(\d+)"/.exec(text)?.[1];
  expect(text.match(/<failure /g)).toHaveLength(Number(failures));
});

test('JSON and CSV hold every row that is not identical, with the same facts', () => {
  const document = JSON.parse(textOf('json')) as {
    rows: readonly RowFacts[];
    counts: object;
    exit_code: number;
  };
  expect(document).toMatchObject({ exit_code: 20, counts: { changed: 3000, identical: 3000 } });
  expect(document.rows).toHaveLength(3000);
  const rows = parse<Record<string, string>>(textOf('csv'), { columns: true });
  expect(Object.keys(rows[0] ?? {})).toEqual(FACTS);
  expect(rows).toHaveLength(3000);
  for (const [i, row] of rows.entries()) {
    const facts = document.rows[i];
    for (const name of FACTS) expect(row[name]).toBe(String(facts?.[name] ?? ''));
  }
});

test('the place of a row names the phi and x that its mu and sigma follow from', async () => {
  const rows = [
    rowWith({ cell_id: 'caaaaaaaaaaab', component: 'w', phi: 'w=2;b=-0.5', x: 3 }),
    rowWith({ cell_id: 'caaaaaaaaaaac' }),
  ];
  const moved = rows.map((row) => ({ ...row, variance_1: 0.065 }));
  const found = await compareResults(await resultOf(PLAN, rows), await resultOf(PLAN, moved));
  const said = [...FORMATS.table(found, verdict(found))].join('');
  expect(said).toContain('w 2, b -0.5, x 3, mu 0.3, sigma 1, m 8: d/d w,');
  expect(said).toContain('cosine k=1 at mu 0.3, sigma 1, m 8: d/d mu,');
  const [first, second] = parse([...FORMATS.csv(found)].map(String).join(''), {
    columns: true,
  }) as unknown as readonly Record<string, string>[];
  expect([first?.['phi'], first?.['x'], second?.['phi'], second?.['x']]).toEqual(['w=2;b=-0.5', '3', '', '']);
});
