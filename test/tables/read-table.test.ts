import fc from 'fast-check';
import { mkdirSync, mkdtempSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { GradvarError } from '../../src/errors.ts';
import { ABSENT, COLUMNS, type SummaryRow } from '../../src/tables/columns/columns.ts';
import { csvLine } from '../../src/text/csv.ts';
import type { RowRecord } from '../../src/tables/reading/csv-records.ts';
import { SUMMARY_READER, WHY_READER } from '../../src/tables/reading/read-table.ts';
import { WHY_COLUMNS } from '../../src/tables/columns/why-columns.ts';
import { fieldText, ORDINARY, rowWith } from '../compare/rows.ts';
import { writeRows } from '../compare/simulate.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradvar-read-'));
const NAMES = COLUMNS.map(({ name }) => name);
const HEADER = NAMES.join(',');

/** Rows are views: their columns are no own properties. */
const plain = (row: SummaryRow) => Object.fromEntries(NAMES.map((name) => [name, row[name]]));

async function rowsOf(path: string): Promise<readonly object[]> {
  const rows: object[] = [];
  for await (const run of SUMMARY_READER.rows(path)) rows.push(...run.map(plain));
  return rows;
}

async function recordsOf(path: string): Promise<readonly RowRecord[]> {
  const records: RowRecord[] = [];
  for await (const run of SUMMARY_READER.records(path)) records.push(...run);
  return records;
}

async function failureOf(path: string): Promise<GradvarError> {
  const found: unknown = await rowsOf(path).catch((error: unknown) => error);
  if (found instanceof GradvarError) return found;
  throw new Error('it was read');
}

function written(text: string): string {
  const path = join(folder, 'written.csv');
  writeFileSync(path, text);
  return path;
}

const number = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x)));
const anyRow = fc
  .tuple(fieldText, fieldText, number, number)
  .map(([name, formula, mu, mean]) => rowWith({ integrand: name, formula, mu, mean_1: mean }));

test('reads back what was written, every column with its type', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { maxLength: 5 }), async (rows) => {
      const path = join(folder, 'rows.csv');
      writeRows(path, rows);
      expect(await rowsOf(path)).toEqual(rows);
    }),
  );
});

test('rows that reach over pieces of the file are read whole', async () => {
  const path = join(folder, 'long.csv');
  const rows = Array.from({ length: 3000 }, (_, i) =>
    rowWith({ m: i, formula: `min(z, ${'µ'.repeat(i % 97)})` }),
  );
  writeRows(path, rows);
  expect(await rowsOf(path)).toEqual(rows);
});

const NUMBERS: readonly string[] = ['mse_crossing_m', 'x', 'snr_1', 'snr_2'];

test('whatever editors, spreadsheets and versions do to a table, its rows and their texts are the same', async () => {
  const hands = fc.record({
    end: fc.constantFrom('\n', '\r\n'),
    mark: fc.constantFrom('', '\ufeff'),
    quotesAll: fc.boolean(),
    emptyEnd: fc.nat(2),
    header: fc.shuffledSubarray([...NAMES, 'later', 'own notes'], { minLength: NAMES.length + 2 }),
    lacking: fc.subarray(Object.keys(ABSENT)),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { maxLength: 4 }), hands, async (rows, hand) => {
      const { end, mark, quotesAll, emptyEnd, lacking } = hand;
      const wanted = rows.map((row) => ({
        ...row,
        ...Object.fromEntries(
          lacking.map((name) => [name, name === 'dimension' ? 1 : NUMBERS.includes(name) ? null : '']),
        ),
      }));
      const header = hand.header.filter((name) => !lacking.includes(name));
      const line = (cells: readonly (string | number | null)[]) =>
        quotesAll
          ? cells.map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(',')
          : csvLine(cells).slice(0, -1);
      const lines = [
        header,
        ...rows.map((row) =>
          header.map((name) => (NAMES.includes(name as never) ? row[name as never] : 'x,y')),
        ),
      ].map(line);
      const path = written(`${mark}${lines.join(end)}${end}${end.repeat(emptyEnd)}`);
      expect(await rowsOf(path)).toEqual(wanted);
      const own = join(folder, 'own.csv');
      writeRows(own, wanted);
      const texts = async (file: string) => (await recordsOf(file)).map(({ text }) => text);
      expect(await texts(path)).toEqual(await texts(own));
    }),
  );
});

test('what a row has in common with its partner is not read again, and what differs is', async () => {
  const rows = [rowWith({}), rowWith({ mean_1: -0.5, bias_1: null, dimension: 3 })];
  const path = join(folder, 'pair.csv');
  writeRows(path, rows);
  const [one, two] = await recordsOf(path);
  const like = { record: one!, row: SUMMARY_READER.row(one!) };
  expect(plain(SUMMARY_READER.row(two!, like))).toEqual(rows[1]);
});

const line = (changes: Readonly<Record<string, string>>): string =>
  NAMES.map((name) => changes[name] ?? String(ORDINARY[name] ?? '')).join(',');

test.each([
  ['an empty file', '', 'RESULT_FOREIGN', 41, /no column 'cell_id'$/],
  [
    'another CSV file',
    'a,b\n1,2\n',
    'RESULT_FOREIGN',
    41,
    /no column 'cell_id': its header begins with 'a', 'b'/,
  ],
  [
    'a column that is called otherwise',
    `${HEADER.replace(',mu,', ',mean,')}\n`,
    'RESULT_FOREIGN',
    41,
    /no column 'mu'/,
  ],
  ['a column twice', `${HEADER},mu\n`, 'RESULT_FOREIGN', 41, /two columns 'mu'/],
  ['semicolons', `${HEADER.replaceAll(',', ';')}\n`, 'RESULT_FOREIGN', 41, /no column 'cell_id'/],
  [
    'a torn last line',
    `${HEADER}\n${line({}).slice(0, 50)}`,
    'RESULT_DAMAGED',
    50,
    /line 2: found the end of the file/,
  ],
  [
    'too few fields',
    `${HEADER}\n${line({})}\na,b\n`,
    'RESULT_DAMAGED',
    50,
    new RegExp(`line 3: found 2 fields, expected ${NAMES.length} `),
  ],
  [
    'too many fields',
    `${HEADER}\n${line({})},x\n`,
    'RESULT_DAMAGED',
    50,
    new RegExp(`line 2: found ${NAMES.length + 1} fields, expected ${NAMES.length} `),
  ],
  ['an open quote', `${HEADER}\n"${line({})}\n`, 'RESULT_DAMAGED', 50, /quoted/],
  ['an empty line', `${HEADER}\n\n${line({})}\n`, 'RESULT_DAMAGED', 50, /line 2: found an empty line/],
  ['text for a number', `${HEADER}\n${line({ mu: 'one' })}\n`, 'RESULT_DAMAGED', 50, /'one' in mu/],
  ['a decimal comma', `${HEADER}\n${line({ mu: '"0,5"' })}\n`, 'RESULT_DAMAGED', 50, /'0,5' in mu/],
  ['NaN', `${HEADER}\n${line({ mean_1: 'NaN' })}\n`, 'RESULT_DAMAGED', 50, /mean_1/],
  ['a number beyond doubles', `${HEADER}\n${line({ mean_1: '1e999' })}\n`, 'RESULT_DAMAGED', 50, /1e999/],
])('%s is refused', async (_, text, code, exitCode, message) => {
  const failure = await failureOf(written(text));
  expect(failure).toMatchObject({ code, exitCode });
  expect(failure.message).toMatch(message);
  expect(failure.message.length).toBeLessThan(300);
  expect(failure.hint).not.toBe('');
});

test('of a file without line ends, or with an open quote before many lines, no more is read than a line may have', async () => {
  const zeros = join(folder, 'zeros.csv');
  writeFileSync(zeros, '');
  truncateSync(zeros, 2e9);
  expect(await failureOf(zeros)).toMatchObject({ code: 'RESULT_DAMAGED', exitCode: 50 });
  const open = join(folder, 'open.csv');
  writeFileSync(open, `${HEADER}\n"`);
  truncateSync(open, 2e9);
  expect((await failureOf(open)).message).toMatch(/line 2: found more than 1048576 characters/);
});

test('between two pieces of a file the process hears of everything else', async () => {
  const path = join(folder, 'many.csv');
  writeRows(
    path,
    Array.from({ length: 5000 }, (_, i) => rowWith({ m: i })),
  );
  let [turns, runs] = [0, 0];
  let isReading = true;
  const others = (async () => {
    while (isReading) {
      await nextTurn();
      turns += 1;
    }
  })();
  for await (const run of SUMMARY_READER.records(path)) runs += Math.sign(run.length);
  isReading = false;
  await others;
  expect(runs).toBeGreaterThan(4);
  expect(turns).toBeGreaterThanOrEqual(runs);
});

test('what is no plain file is refused, never waited for', async () => {
  const inPlace = join(folder, 'folder.csv');
  mkdirSync(inPlace);
  const link = join(folder, 'link.csv');
  symlinkSync('/dev/zero', link);
  for (const path of [inPlace, link, '/dev/zero', join(folder, 'missing.csv')])
    expect(await failureOf(path)).toMatchObject({ code: 'INPUT_UNREADABLE', exitCode: 50 });
});

test('why.csv of an older version, without dimensions, is one of dimension 1', async () => {
  const names = WHY_COLUMNS.map(({ name }) => name).filter((name) => !Object.hasOwn(ABSENT, name));
  const path = written(`${names.join(',')}\nsin,,sin(z),0,1,1,2,-1,2,3,4,refuted\n`);
  const rows = [];
  for await (const run of WHY_READER.rows(path)) rows.push(...run);
  expect(
    rows.map(({ integrand, dimension, curvature_term }) => [integrand, dimension, curvature_term]),
  ).toEqual([['sin', 1, -1]]);
});
