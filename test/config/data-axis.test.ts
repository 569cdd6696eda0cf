import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadPlan } from '../../src/config/load.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradvar-data-'));
const config = join(folder, 'config.yaml');
writeFileSync(join(folder, 'data.csv'), 'name,height\n1,2.5\n2,-1\n3,2.5\n4,0\n');
writeFileSync(join(folder, 'broken.csv'), 'height\n1\ntall\n');

execFileSync('mkfifo', [join(folder, 'pipe')]);

function planWith(x: string) {
  writeFileSync(
    config,
    `version: 1\nname: data\nseed: "1"\nintegrands: [square]\nphi: { w: 1 }\nx: ${x}\nmu: "w*x"\nsigma: 1\nm: 1\ntrials: 100\n`,
  );
  return loadPlan(config);
}

test('x takes the different values of a column beside the config', () => {
  expect(planWith('{ file: data.csv, column: height }').x).toEqual([2.5, -1, 0]);
  expect(planWith('{ file: data.csv, column: 2 }').x).toEqual([2.5, -1, 0]);
  expect(planWith('[3, 1]').x).toEqual([3, 1]);
});

test.each([
  ['{ file: none.csv }', /none\.csv/],
  ['{ file: pipe }', /pipe/],
  ['{ file: . }', /x: /],
  ['{ file: broken.csv }', /tall/],
  ['{ file: data.csv, column: weight }', /weight/],
  ['{ path: data.csv }', /unknown key "path"/],
])('%s is refused with what is wrong', (x, message) => {
  expect(() => planWith(x)).toThrow(message);
});
