import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { expect, test } from 'vitest';
import { startWorkerPool } from '../../src/run/pool/worker-pool.ts';
import { GradvarError } from '../../src/errors.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/workers/${name}`, import.meta.url));

// Threads started from here on run out of memory soon.
setFlagsFromString('--max-old-space-size=96');

interface Task {
  readonly how: string;
  readonly value?: number;
}

test('a task that throws, exits, runs out of memory or answers something unclonable is lost; the others are done', async () => {
  const pool = startWorkerPool<Task, number>(2, Infinity, fixture('misbehave.js'));
  const hows = [
    'answer',
    'throw',
    'answer',
    'exit',
    'answer',
    'unclonable',
    'answer',
    'memory',
    'answer',
    'exit',
    'answer',
  ];
  const outcomes = await Promise.all(hows.map((how, value) => pool.run({ how, value })));
  for (const [i, outcome] of outcomes.entries()) {
    if (hows[i] === 'answer') expect(outcome).toEqual({ kind: 'done', result: i });
    else expect(outcome.kind).toBe('lost');
  }
  expect(outcomes[1]).toEqual({ kind: 'lost', reason: 'thrown on purpose' });
  await pool.destroy();
});

test('a worker that dies after its answer does not take later tasks with it', async () => {
  const pool = startWorkerPool<Task, number>(1, Infinity, fixture('misbehave.js'));
  for (let i = 0; i < 5; i += 1) {
    expect(await pool.run({ how: 'late', value: i })).toEqual({ kind: 'done', result: i });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await pool.destroy();
});

test('a worker that cannot be loaded loses every task and hangs none', async () => {
  const pool = startWorkerPool<Task, number>(2, Infinity, fixture('broken.js'));
  const outcomes = await Promise.all([1, 2, 3, 4, 5, 6].map((value) => pool.run({ how: 'answer', value })));
  expect(outcomes.map(({ kind }) => kind)).toEqual(Array<string>(6).fill('lost'));
  expect((await pool.run({ how: 'answer', value: 1 })).kind).toBe('lost');
  await pool.destroy();
}, 20_000);

test('the time that a thread takes to start, or to be replaced, is not that of a task', async () => {
  // It starts in 400 ms.
  const pool = startWorkerPool<Task, number>(2, 200, fixture('slow-start.js'));
  const hows = ['answer', 'hang', 'answer', 'answer', 'hang', 'answer', 'answer', 'answer'];
  const outcomes = await Promise.all(hows.map((how, value) => pool.run({ how, value })));
  for (const [i, outcome] of outcomes.entries()) {
    if (hows[i] === 'answer') expect(outcome).toEqual({ kind: 'done', result: i });
    else expect(outcome).toEqual({ kind: 'lost', reason: 'it took longer than 0.2 s' });
  }
  await pool.destroy();
}, 20_000);

test('destroying the pool ends the tasks under way as lost, and later ones too', async () => {
  const pool = startWorkerPool<Task, number>(1, Infinity, fixture('misbehave.js'));
  const running = pool.run({ how: 'memory' });
  await pool.destroy();
  expect((await running).kind).toBe('lost');
  expect((await pool.run({ how: 'answer', value: 1 })).kind).toBe('lost');
});

test('a missing worker file is said at once', () => {
  expect(() => startWorkerPool(1, Infinity, '/nowhere/batch.worker.js')).toThrow(GradvarError);
});
