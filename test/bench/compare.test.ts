import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareSpeeds } from '../../bench/compare.ts';
import type { BenchRow } from '../../bench/measure-suite.ts';
import { parseBenchCsv } from '../../bench/read-report.ts';
import { benchCsv } from '../../bench/report.ts';
import { emptyFolder, gradvar } from '../integration/gradvar.ts';

const row = (ratio: number, logError: number | null = 0.01, name = 'kernel/cos'): BenchRow => ({
  name,
  draws: 1024,
  callsPerSecond: 1000 * ratio,
  ratio,
  samples: 50,
  processes: logError === null ? 1 : 5,
  logError,
});

const verdict = (now: BenchRow, tolerance = 0.1) => compareSpeeds([row(1)], [now], tolerance)[0]!.verdict;

test('a change is said only where the whole interval says so', () => {
  expect(verdict(row(1))).toBe('same');
  expect(verdict(row(0.7))).toBe('slower');
  expect(verdict(row(1.4))).toBe('faster');
  expect(verdict(row(0.7, 0.5))).toBe('unclear');
  expect(verdict(row(1.1))).toBe('unclear');
  expect(verdict(row(0.7, null))).toBe('unclear');
  expect(verdict(row(0.7), 0.6)).toBe('same');
});

test("the interval is Welch's: t of 8 degrees for two equal errors of five processes", () => {
  const [{ change, low, high } = { change: 0, low: 0, high: 0 }] = compareSpeeds([row(1)], [row(0.9)], 0.1);
  const half = 2.306004135 * Math.SQRT2 * 0.01;
  expect(change).toBeCloseTo(0.9, 12);
  expect(low).toBeCloseTo(0.9 * Math.exp(-half), 8);
  expect(high).toBeCloseTo(0.9 * Math.exp(half), 8);
});

test('added and removed cases are told', () => {
  const found = compareSpeeds(
    [row(1, 0.01, 'a'), row(1, 0.01, 'b')],
    [row(1, 0.01, 'b'), row(1, 0.01, 'c')],
    0.1,
  );
  expect(found.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual(['b same', 'c added', 'a removed']);
});

test('bench.csv reads back', () => {
  const rows = [row(0.5), row(2, null, 'oracle/sin')];
  expect(parseBenchCsv(benchCsv(rows), 'bench.csv')).toEqual(rows);
});

test.each([['a,b\n1,2\n'], [''], [benchCsv([row(1)]).replace('1000', 'fast')]])(
  'a file that is no bench.csv is refused: %j',
  (text) => {
    expect(() => parseBenchCsv(text, 'x.csv')).toThrow(/x\.csv, line \d+: found '.*', expected/);
  },
);

test('gradvar bench --compare is advisory, and with --gate a slower case is exit 20', async () => {
  const folder = emptyFolder();
  const base = join(folder, 'base.csv');
  const fast = { ...row(100), name: 'normals/box_muller' };
  writeFileSync(base, benchCsv([fast]));
  const args = ['bench', '--suite', 'normals', '--seconds', '0.01', '--processes', '3', '--compare', base];
  const advisory = await gradvar(args, folder);
  expect(advisory.stdout).toMatch(/normals\/box_muller +0\.0\d+ .* slower/);
  expect(advisory.code).toBe(0);
  expect((await gradvar([...args, '--gate'], folder)).code).toBe(20);
  expect((await gradvar(['bench', '--compare', join(folder, 'none.csv')], folder)).code).toBe(50);
}, 60_000);
