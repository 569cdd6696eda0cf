import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { planExperiment, writeExperiment } from 'gradvar';
import { emptyFolder, readCsv } from './gradvar.ts';

const worker = fileURLToPath(new URL('../fixtures/workers/fails-at-mu-2.js', import.meta.url));

const plan = planExperiment({
  version: 1,
  name: 'faults',
  seed: '1',
  integrands: ['square'],
  mu: [0, 1, 2, 3],
  sigma: 1,
  m: [1, 10],
  trials: 200,
  components: ['mu'],
  estimators: ['score', 'pathwise'],
});

test('a worker that dies costs the cells that kill it, not the run: their rows have status error', async () => {
  const folder = join(emptyFolder(), 'out');
  const written = await writeExperiment(plan, folder, { workerFile: worker, workers: 2 }, () => undefined);
  const rows = readCsv(join(folder, 'summary.csv'));
  expect(rows).toHaveLength(8);
  expect(rows.map(({ mu, status }) => `${mu} ${status}`)).toEqual(
    [0, 1, 2, 3].flatMap((mu) => Array<string>(2).fill(`${mu} ${mu === 2 ? 'error' : 'ok'}`)),
  );
  if (written.kind !== 'written') throw new Error('it was complete');
  expect(written.failed.map(({ reason }) => reason)).toEqual(
    Array<string>(2).fill('worker exited with code: 9'),
  );
  for (const row of rows.filter(({ mu }) => mu === '2')) {
    expect(row['trials']).toBe('0');
    expect(row['variance_ratio']).toBe('');
    expect(row['variance_ratio_exact']).not.toBe('');
  }
}, 30_000);
