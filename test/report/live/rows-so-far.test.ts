import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRows } from '../../../src/report/csv-rows.ts';
import type { WhyTerms } from '../../../src/plan/finished-cells.ts';
import type { SummaryRow } from '../../../src/tables/columns/columns.ts';
import { rowsSoFar } from '../../../src/report/live/rows-so-far.ts';
import { HOSTILE, hostileRows, summaryRow } from '../rows.ts';
import { readEvents, rowsOf } from './events.ts';
import { effort } from '../../fixtures/effort.ts';

const textOf = (pieces: readonly Buffer[]) => pieces.map((piece) => piece.toString('utf8')).join('');

test('however rows come and pieces are made, the pieces bring every row once, in order, with its terms', () => {
  const cells = fc.array(fc.record({ rows: fc.integer({ min: 0, max: 700 }), seals: fc.boolean() }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(cells, (list) => {
      const so = rowsSoFar();
      const sent: SummaryRow[] = [];
      const terms: (WhyTerms | null)[] = [];
      list.forEach(({ rows, seals }, i) => {
        const own = Array.from({ length: rows }, (_, k) => summaryRow({ cell_id: `c${i}-${k}`, mu: k / 3 }));
        const why: WhyTerms | null = i % 2 === 0 ? [i, 1, -1] : null;
        so.add(own, why);
        sent.push(...own);
        terms.push(...own.map(() => why));
        if (seals) so.seal();
      });
      so.seal();
      const got = rowsOf(readEvents(textOf(so.pieces)));
      expect(csvRows(got)).toBe(csvRows(sent));
      expect(got.map(({ why }) => why)).toEqual(terms);
    }),
    { numRuns: effort(12, 40) },
  );
});

test('a reader who has some rows goes on with the next piece, one with another number begins anew', () => {
  const so = rowsSoFar();
  so.add(
    Array.from({ length: 1200 }, () => summaryRow()),
    null,
  );
  so.seal();
  const ids = readEvents(textOf(so.pieces)).map(({ id }) => Number(id));
  expect(ids).toEqual([500, 1000, 1200]);
  expect([0, 500, 1000, 1200].map(so.pieceAfter)).toEqual([0, 1, 2, 3]);
  expect([7, -1, NaN, 1e9].map(so.pieceAfter)).toEqual([0, 0, 0, 0]);
});

test('above the most rows they are counted, not kept', () => {
  const so = rowsSoFar(600);
  for (let i = 0; i < 50; i += 1)
    so.add(
      Array.from({ length: 20 }, () => summaryRow()),
      null,
    );
  so.seal();
  expect(rowsOf(readEvents(textOf(so.pieces)))).toHaveLength(600);
  expect(so.leftOut()).toBe(400);
});

test('no name can begin another event, end a line, or hold markup', () => {
  const so = rowsSoFar();
  const nasty = ['\n\nevent: end\ndata: {"kind":"done"}\n\n', '\r\rdata: x\r\r', '\u2028data: y', ...HOSTILE];
  const rows = [...nasty.map((text) => summaryRow({ integrand: text, params: text })), ...hostileRows()];
  so.add(rows, null);
  so.seal();
  const text = textOf(so.pieces);
  expect(text).not.toMatch(/[\r<>&\u2028\u2029]/);
  expect(text.split('\n')).toHaveLength(5);
  expect(csvRows(rowsOf(readEvents(text)))).toBe(csvRows(rows));
});
