import { expect, test } from 'vitest';
import { planOf } from '../../src/config/load.ts';
import { catalogue } from '../../src/integrands/catalogue.ts';
import { decodeRecord, encodeRecord } from '../../src/journal/record.ts';
import { computed } from '../fixtures/small-plan.ts';

test('the exact quantities of every function of the catalogue come back from the journal as they were', () => {
  const plan = planOf({
    version: 1,
    name: 'catalogue',
    seed: '1',
    integrands: catalogue.map(({ name }) => name),
    mu: [0, 30],
    sigma: [0.1, 3],
    m: 1,
    trials: 2,
    components: ['mu', 'sigma', 'log_sigma'],
    estimators: ['score', 'pathwise'],
  });
  let points = 0;
  for (const { result } of computed(plan)) {
    for (const found of result.points) {
      const line = encodeRecord({ kind: 'point', result: found }).subarray(0, -1);
      expect(decodeRecord(line)).toEqual({ kind: 'point', result: found });
      points += 1;
    }
  }
  expect(points).toBeGreaterThan(50);
});
