import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FUNCTIONS } from './functions.ts';
import { fromHexadecimal, ulpError } from './ulp.ts';

/** Written by scripts/make-elementary-table.py with mpmath. */
const rows = readFileSync(new URL('../golden/elementary.csv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [name = '', x = '', y = '', result = '', rest = ''] = line.split(',');
    return {
      name,
      x: fromHexadecimal(x),
      y: y === '' ? 0 : fromHexadecimal(y),
      result: fromHexadecimal(result),
      rest: Number(rest),
    };
  });

describe.each(FUNCTIONS)('$name against mpmath', ({ name, of, bound }) => {
  const own = rows.filter((row) => row.name === name);

  it('has a table to be tested with', () => {
    expect(own.length).toBeGreaterThan(300);
  });

  it(`is within ${bound} ulp at ordinary, huge, tiny and subnormal arguments`, () => {
    const wrong = own
      .map((row) => ({ ...row, got: of(row.x, row.y) }))
      .map((row) => ({ ...row, error: ulpError(row.got, row.result, row.rest) }))
      .filter((row) => Number.isFinite(row.result) && !(row.error <= bound));
    expect(wrong).toEqual([]);
  });

  it('is exact where the result is NaN, infinite or a zero with its sign', () => {
    const exact = own.filter((row) => !Number.isFinite(row.result) || (row.result === 0 && row.rest === 0));
    const wrong = exact.filter((row) => !Object.is(of(row.x, row.y), row.result));
    expect(wrong).toEqual([]);
  });
});
