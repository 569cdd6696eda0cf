import { stringify } from 'csv-stringify';
import type { Transform } from 'node:stream';
import { COLUMNS } from './columns.ts';

/** Shortest decimal that reads back as the same double; −0 as 0. A number that is not finite never gets here. */
function numberCell(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`a row holds ${value}; an undefined number must be null`);
  return String(value === 0 ? 0 : value);
}

/** Rows in, the bytes of summary.csv out: UTF-8, LF, header, quotes only where needed, null as an empty cell. */
export function summaryCsv(): Transform {
  return stringify({
    header: true,
    columns: COLUMNS.map(({ name }) => ({ key: name, header: name })),
    record_delimiter: '\n',
    cast: { number: numberCell },
  });
}
