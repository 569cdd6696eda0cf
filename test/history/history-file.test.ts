import { appendFileSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appendLine, readHistory } from '../../src/history/history-file.ts';
import { acceptedLine } from '../../src/history/run-line.ts';
import { hex, runWith } from './lines.ts';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'gradvar-history-')), 'history.ndjson');

test('what is added is read again, in its order', async () => {
  const file = newFile();
  expect(await readHistory(file)).toEqual({ lines: [], notes: [] });
  const lines = [runWith({ night: 1 }), acceptedLine('a new formula', null), runWith({ night: 2 })];
  for (const line of lines) appendLine(file, line);
  expect((await readHistory(file)).lines).toEqual(lines);
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(4);
});

test('a run counts once, wherever its line stands again', async () => {
  const file = newFile();
  for (const night of [1, 2, 1]) appendLine(file, runWith({ night }));
  expect((await readHistory(file)).lines).toEqual([runWith({ night: 1 }), runWith({ night: 2 })]);
});

test('a line that was cut short is told and left out, and the next one is whole', async () => {
  const whole = JSON.stringify(runWith({ night: 1 }));
  for (const length of [1, 40, whole.length - 1]) {
    const file = newFile();
    appendLine(file, runWith({ night: 3 }));
    appendFileSync(file, whole.slice(0, length));
    expect((await readHistory(file)).notes[0]).toMatch(/line 2: no whole line/);
    appendLine(file, runWith({ night: 2 }));
    const { lines, notes } = await readHistory(file);
    expect(lines).toEqual([runWith({ night: 3 }), runWith({ night: 2 })]);
    expect(notes).toHaveLength(1);
  }
});

test('what a later version adds to a line is left alone; a later format is refused', async () => {
  const file = newFile();
  writeFileSync(file, `${JSON.stringify({ ...runWith(), mood: 'good' })}\r\n`);
  expect((await readHistory(file)).lines).toEqual([runWith()]);
  writeFileSync(file, `${JSON.stringify({ ...runWith(), version: 2 })}\n`);
  await expect(readHistory(file)).rejects.toMatchObject({ code: 'FOLDER_FOREIGN', exitCode: 41 });
});

test.each([
  ['a plan that is none', { ...runWith(), plan: 'p' }, /plan: found "p", expected a SHA-256/],
  ['evidence without an error', { ...runWith(), evidence: [{ estimator: 'score' }] }, /evidence/],
  ['another kind', { ...runWith(), kind: 'walk' }, /line 1/],
  ['a list', [], /line 1/],
])('%s is no line of gradvar', async (_, data, message) => {
  const file = newFile();
  writeFileSync(file, `${JSON.stringify(data)}\n`);
  const error = await readHistory(file).catch((caught: unknown) => caught as Error);
  expect(error).toMatchObject({ code: 'FOLDER_DAMAGED', exitCode: 50 });
  expect(error).toHaveProperty('message', expect.stringMatching(message));
});

test('a link is neither read nor written through', async () => {
  const file = newFile();
  const target = newFile();
  writeFileSync(target, '');
  symlinkSync(target, file);
  await expect(readHistory(file)).rejects.toMatchObject({ exitCode: 50 });
  expect(() => appendLine(file, runWith())).toThrow(/link/);
  expect(readFileSync(target, 'utf8')).toBe('');
});

test('the lines of the first version are read for ever', async () => {
  const { lines, notes } = await readHistory('test/golden/history.ndjson');
  expect(notes).toEqual([]);
  expect(lines.map(({ kind }) => kind)).toEqual(['run', 'run', 'accepted', 'run']);
  expect(lines.every(({ id }) => id !== hex(''))).toBe(true);
});
