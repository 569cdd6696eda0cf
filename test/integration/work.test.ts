import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, gradvar, readCsv, sha256 } from './gradvar.ts';

test('gradvar work: a cost and a work ratio for every row of summary.csv; nothing sealed is touched', async () => {
  const folder = join(emptyFolder(), 'results');
  const set = ['trials=200', 'integrands=[sin10,relu]', 'm=[2]', 'estimators=[score,price,mixed,pathwise]'];
  const chosen = set.flatMap((each) => ['--set', each]);
  await gradvar(['run', 'configs/ci.yaml', '--quiet', '--out', folder, ...chosen]);
  const before = sha256(join(folder, 'seal.json'));
  const { stdout, stderr, code } = await gradvar(['work', folder]);
  expect(code).toBe(0);
  expect(stdout.trim()).toBe(join(folder, 'work.csv'));
  const rows = readCsv(join(folder, 'work.csv'));
  expect(rows).toHaveLength(readCsv(join(folder, 'summary.csv')).length);
  for (const { nanoseconds_1, cost_ratio, variance_ratio, work_ratio } of rows) {
    expect(Number(nanoseconds_1)).toBeGreaterThan(0);
    expect(Number(cost_ratio)).toBeGreaterThan(0.01);
    if (variance_ratio === '') expect(work_ratio).toBe('');
    else expect(Number(work_ratio)).toBeCloseTo(Number(cost_ratio) * Number(variance_ratio), 10);
  }
  for (const first of ['score', 'price', 'mixed']) {
    const own = rows.filter(({ estimator_1 }) => estimator_1 === first);
    const below = (column: string) =>
      own.filter((row) => row[column] !== '' && Number(row[column]) < 1).length;
    const told = `smaller variance in ${below('variance_ratio')} of ${own.length} rows, and with its cost counted is the better one in ${below('work_ratio')}`;
    expect(stderr).toMatch(new RegExp(`^${first} against pathwise: costs [\\d.]+ times .*${told}$`, 'm'));
  }
  expect(sha256(join(folder, 'seal.json'))).toBe(before);
  expect((await gradvar(['verify', folder])).code).toBe(0);
});

test('gradvar work of a folder without results is refused with a sentence', async () => {
  const empty = emptyFolder();
  const { code, stderr } = await gradvar(['work', empty]);
  expect(code).not.toBe(0);
  expect(code).not.toBe(1);
  expect(stderr).toContain(empty);
  expect(stderr.split('\n').length).toBeLessThan(6);
});
