import fc from 'fast-check';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GradvarError } from '../../src/errors.ts';
import { readRecords, summaryRow } from '../../src/regression/read-result.ts';
import { COLUMNS, type SummaryRow } from '../../src/results/columns.ts';
import { fieldText, ORDINARY, rowWith } from './rows.ts';
import { writeRows } from './simulate.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradvar-read-'));
const HEADER = COLUMNS.map(({ name }) => name).join(',');

async function rowsOf(path: string): Promise<readonly SummaryRow[]> {
  const rows: SummaryRow[] = [];
  for await (const record of readRecords(path)) rows.push(summaryRow(record));
  return rows;
}

async function failureOf(text: string): Promise<GradvarError> {
  const path = join(folder, 'wrong.csv');
  writeFileSync(path, text);
  const found: unknown = await rowsOf(path).catch((error: unknown) => error);
  if (found instanceof GradvarError) return found;
  throw new Error('it was read');
}

test('reads back what was written, every column with its type', async () => {
  const number = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x)));
  const row = fc
    .tuple(fieldText, fieldText, number, number)
    .map(([name, formula, mu, mean]) => rowWith({ integrand: name, formula, mu, mean_1: mean }));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (rows) => {
      const path = join(folder, 'rows.csv');
      await writeRows(path, rows);
      expect(await rowsOf(path)).toEqual(rows);
    }),
  );
});

test('rows that reach over pieces of the file are read whole', async () => {
  const path = join(folder, 'long.csv');
  const rows = Array.from({ length: 3000 }, (_, i) =>
    rowWith({ m: i, formula: `min(z, ${'µ'.repeat(i % 97)})` }),
  );
  await writeRows(path, rows);
  expect(await rowsOf(path)).toEqual(rows);
});

const line = (changes: Readonly<Record<string, string>>): string =>
  COLUMNS.map(({ name }) => changes[name] ?? String(ORDINARY[name] ?? '')).join(',');

test.each([
  ['an empty file', '', 'RESULT_FOREIGN', 41, /cell_id/],
  ['another CSV file', 'a,b\n1,2\n', 'RESULT_FOREIGN', 41, /column 1 is 'a'/],
  [
    'a torn last line',
    `${HEADER}\n${line({}).slice(0, 50)}`,
    'RESULT_DAMAGED',
    50,
    /line 2.*end of the file/,
  ],
  ['too few fields', `${HEADER}\n${line({})}\na,b\n`, 'RESULT_DAMAGED', 50, /line 3: found 2 fields/],
  ['an open quote', `${HEADER}\n"${line({})}\n`, 'RESULT_DAMAGED', 50, /quoted/],
  ['text for a number', `${HEADER}\n${line({ mu: 'one' })}\n`, 'RESULT_DAMAGED', 50, /'one' in mu/],
  ['NaN', `${HEADER}\n${line({ mean_1: 'NaN' })}\n`, 'RESULT_DAMAGED', 50, /mean_1/],
  ['a number beyond doubles', `${HEADER}\n${line({ mean_1: '1e999' })}\n`, 'RESULT_DAMAGED', 50, /1e999/],
])('%s is refused', async (_, text, code, exitCode, message) => {
  const failure = await failureOf(text);
  expect(failure).toMatchObject({ code, exitCode });
  expect(failure.message).toMatch(message);
  expect(failure.hint).not.toBe('');
});

test('columns appended by a later version are left alone', async () => {
  const path = join(folder, 'later.csv');
  writeFileSync(path, `${HEADER},later\n${line({})},x\n`);
  expect(await rowsOf(path)).toEqual([ORDINARY]);
});
