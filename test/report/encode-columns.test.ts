import { expect, it } from 'vitest';
import { decodeColumn } from '../../src/report/data/decode-column.ts';
import { encodeColumns } from '../../src/report/data/encode-columns.ts';
import { COLUMNS, type SummaryRow } from '../../src/tables/columns/columns.ts';
import { effort } from '../fixtures/effort.ts';
import { summaryRow } from './rows.ts';

function readBack(rows: readonly SummaryRow[]): readonly Record<string, unknown>[] {
  const told = JSON.parse(JSON.stringify(encodeColumns(rows))) as ReturnType<typeof encodeColumns>;
  const columns = told.map(decodeColumn);
  for (const { length } of columns) expect(length).toBe(rows.length);
  return rows.map((_, i) => Object.fromEntries(COLUMNS.map(({ name }, k) => [name, columns[k]!.at(i)])));
}

// 300 is beyond what one byte tells apart, 70,000 beyond two.
it.each([0, 1, 2, 3, effort(300, 70_000)])('%i rows come back with every value', (count) => {
  const numbers = [null, 0.1, 5e-324, Infinity, -Infinity, -1.7976931348623157e308];
  const rows = Array.from({ length: count }, (_, i) =>
    summaryRow({
      cell_id: `c${i}`,
      formula: i % 2 === 0 ? '' : 'Greek µ \u2028 </script>',
      sigma: 1 + (i % 3),
      mean_1: i / 7,
      variance_2_exact: numbers[i % numbers.length]!,
      x: i % 5 === 0 ? null : i,
    }),
  );
  expect(readBack(rows)).toEqual(rows);
});
