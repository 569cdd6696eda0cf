import { expect, test } from 'vitest';
import { exactRatio, measuredRatios } from '../../examples/library.ts';
import { GradvarError } from 'gradvar';

test('the example of the library finds the crossing of cos(k z) and measures what the oracle says', async () => {
  expect(exactRatio(1.063781)).toBeGreaterThan(1);
  expect(exactRatio(1.063783)).toBeLessThan(1);
  const rows = await measuredRatios();
  expect(rows.map(({ params, m }) => `${params} ${m}`)).toEqual([
    'k=0.5 1',
    'k=0.5 10',
    'k=1 1',
    'k=1 10',
    'k=2 1',
    'k=2 10',
  ]);
  for (const row of rows) expect(Math.abs(row.z_score!)).toBeLessThan(5);
});

test('an aborted signal ends the rows with a typed error', async () => {
  const controller = new AbortController();
  controller.abort();
  await expect(measuredRatios(controller.signal)).rejects.toThrow(GradvarError);
  await expect(measuredRatios(controller.signal)).rejects.toMatchObject({
    code: 'INTERRUPTED',
    exitCode: 130,
  });
});
