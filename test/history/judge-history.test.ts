import { expect, test } from 'vitest';
import type { HistoryLine } from '../../src/history/history-line.ts';
import { judgedSeries, judgeHistory } from '../../src/history/judge-history.ts';
import { acceptedLine } from '../../src/history/run-line.ts';
import { hex, piece, runWith } from './lines.ts';

const judge = (lines: readonly HistoryLine[]) => judgeHistory(judgedSeries(lines, 0.01), 'h', 0.01);
const wrong = (lines: readonly HistoryLine[]) =>
  judge(lines).claims.filter(({ outcome }) => outcome === 'rejected');

/** The same run night after night, what it wrote named by a letter. */
const nights = (letters: string) =>
  Array.from(letters).map((letter, i) => runWith({ night: i + 1, tables: { 'summary.csv': hex(letter) } }));
/** Runs with a seed each, and how far off they are. */
const dated = (deviations: readonly number[]) =>
  deviations.map((deviation, i) =>
    runWith({ night: i + 1, seed: `${i}`, plan: hex(`p${i}`), evidence: [piece(deviation)] }),
  );

test('equal bytes pass, and one run has nothing to be held against', () => {
  expect(judge(nights('aaaa')).exitCode).toBe(0);
  expect(judge(nights('a'))).toMatchObject({ exitCode: 0, counts: { rejected: 0 } });
  expect(judge([])).toMatchObject({ exitCode: 0, claims: [] });
});

test('the first run whose bytes moved is named first, with its commit and the one before', () => {
  const [claim] = wrong(nights('aabbc'));
  expect(judge(nights('aabbc')).exitCode).toBe(20);
  expect(claim?.name).toBe('bytes of nightly, seed 1');
  expect(claim?.reasons).toHaveLength(2);
  expect(claim?.reasons[0]).toBe(
    'summary.csv moved on 2026-01-03, commit c3 (before: 2026-01-02, commit c2)',
  );
});

test('another version or machine is told; a table that only one run has says nothing', () => {
  const [before, after] = nights('ab') as [HistoryLine & { kind: 'run' }, HistoryLine & { kind: 'run' }];
  const later = { ...after, versions: { gradvar: '0.2.0', node: 'v22.0.0' } };
  expect(wrong([before, later])[0]?.reasons[0]).toContain('gradvar 0.1.0 → 0.2.0');
  const more = runWith({ night: 2, tables: { 'summary.csv': hex('a'), 'phi.csv': hex('new') } });
  expect(wrong([before, more])).toEqual([]);
});

test('what was accepted is no longer told, what moves after it is', () => {
  const lines = nights('abbc');
  const accepted = acceptedLine('a better rule', 'c2');
  expect(wrong([...lines.slice(0, 3), accepted])).toEqual([]);
  expect(wrong([...lines.slice(0, 3), accepted, lines[3]!])[0]?.reasons).toHaveLength(1);
  expect(wrong([lines[0]!, accepted, ...lines.slice(1)])[0]?.reasons).toHaveLength(2);
});

test('plans do not mix: a new config is a series of its own', () => {
  const other = runWith({ night: 9, plan: hex('q'), series: hex('t'), tables: { 'summary.csv': hex('z') } });
  expect(judgedSeries([...nights('aa'), other], 0.01)).toHaveLength(2);
  expect(wrong([...nights('aa'), other])).toEqual([]);
});

test('exact values are those of all seeds', () => {
  const lines = dated([0, 0, 0]);
  expect(wrong(lines)).toEqual([]);
  const moved = [...lines.slice(0, 2), { ...lines[2]!, exact: hex('other') }];
  expect(wrong(moved)[0]).toMatchObject({ name: 'exact values of nightly' });
});

test('draws that moved are told with the run that began it, until it is accepted', () => {
  const lines = dated([...new Array<number>(20).fill(0), ...new Array<number>(5).fill(0.06)]);
  const [claim] = wrong(lines);
  expect(claim?.name).toBe('draws of nightly against the exact values');
  expect(claim?.reasons[0]).toMatch(
    /^variance of score over all integrands off by \+6 % ± [\d.]+ % since 2026-01-21, commit c21, seen on/,
  );
  expect(wrong([...lines, acceptedLine('meant', null)])).toEqual([]);
});

test('a seed counts once, however often it is run', () => {
  const once = dated([0.02]);
  const often = Array.from({ length: 40 }, (_, i) => runWith({ ...once[0]!, night: i + 1, id: hex(`${i}`) }));
  expect(judgedSeries(often, 0.01)[0]!.tested).toHaveLength(1);
  expect(wrong(often)).toEqual([]);
});
