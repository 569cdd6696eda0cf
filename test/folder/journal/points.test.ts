import { expect, test } from 'vitest';
import { planOf } from '../../../src/config/load.ts';
import { catalogue } from '../../../src/integrands/catalogue.ts';
import { gridId } from '../../../src/plan/grid-id.ts';
import { lineReader } from '../../../src/folder/journal/line-reader.ts';
import { encodeRecord, gridTag } from '../../../src/folder/journal/record.ts';
import { computed } from '../../fixtures/small-plan.ts';
import { effort } from '../../fixtures/effort.ts';

test('the exact quantities of every function of the catalogue come back from the journal as they were', () => {
  const plan = planOf({
    version: 1,
    name: 'catalogue',
    seed: '1',
    integrands: catalogue.map(({ name }) => name),
    mu: [0, 30],
    sigma: effort([0.1], [0.1, 3]),
    m: 1,
    trials: 2,
    components: ['mu', 'sigma', 'log_sigma'],
    estimators: ['score', 'pathwise'],
  });
  const reader = lineReader(plan);
  const grid = gridTag(gridId(plan));
  let points = 0;
  for (const { result } of computed(plan)) {
    for (const found of result.points) {
      const line = encodeRecord({ kind: 'point', grid, result: found }).subarray(0, -1);
      expect(reader.read(line)).toEqual({ kind: 'point', grid, result: found });
      points += 1;
    }
  }
  expect(points).toBeGreaterThan(50);
});
