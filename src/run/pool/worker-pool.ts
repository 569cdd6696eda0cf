import { existsSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { EXIT, GradvarError } from '../../errors.ts';
import { packageFile } from '../../package-file.ts';
import { LONGEST_TIMER } from './longest-timer.ts';

/** What became of a task: its result, or the reason why the worker that held it was lost. */
export type Outcome<Result> =
  { readonly kind: 'done'; readonly result: Result } | { readonly kind: 'lost'; readonly reason: string };

/** Worker threads that take plain data and answer plain data. `run` never rejects and never hangs. */
export interface WorkerPool<Task, Result> {
  run(task: Task): Promise<Outcome<Result>>;
  /** Ends all threads at once; tasks under way come back as lost. */
  destroy(): Promise<void>;
}

/** Pools in a row that may break before a single task succeeds; then the machine, not a cell, is at fault. */
const BROKEN_POOLS_IN_A_ROW = 3;

/** The compiled worker. */
export function workerFile(): string {
  return packageFile('dist/workers/batch.worker.js');
}

interface Generation {
  readonly piscina: Piscina;
  /** Called once the pool has no thread left and starts none, by the tasks that wait for it. */
  readonly onBroken: Set<(reason: string) => void>;
  /** Resolves once no thread is starting any more. */
  readonly allReady: () => Promise<void>;
}

/** Megabytes of a worker's young objects: the 48 of V8's default make a batch no faster. */
const YOUNG_MEGABYTES = 16;

/** piscina stops replacing threads after one failed to start, and then leaves its queue waiting for ever. */
function startGeneration(filename: string, threads: number): Generation {
  const piscina = new Piscina({
    filename,
    minThreads: threads,
    maxThreads: threads,
    recordTiming: false,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  const onBroken = new Set<(reason: string) => void>();
  piscina.on('error', (error: unknown) => {
    if (piscina.threads.length > 0) return;
    for (const lose of onBroken) lose(messageOf(error));
  });
  return { piscina, onBroken, allReady: readiness(piscina) };
}

/** piscina tells nobody when a thread can take its first task; the first message of a thread does. */
function readiness(piscina: Piscina): () => Promise<void> {
  const starting = new WeakMap<Worker, Promise<void>>();
  const watch = (thread: Worker): Promise<void> => {
    const known = starting.get(thread);
    if (known !== undefined) return known;
    const started = new Promise<void>((resolve) => {
      for (const event of ['message', 'error', 'exit']) thread.once(event, () => resolve());
    });
    starting.set(thread, started);
    return started;
  };
  const watchAll = () => Promise.all(piscina.threads.map(watch));
  void watchAll();
  return async () => {
    await watchAll();
  };
}

/**
 * Races against the end of the pool without hanging anything on a promise that outlives the task: that would
 * leak it.
 */
function outcomeOf<Result>(
  { piscina, onBroken }: Generation,
  task: unknown,
  timeoutMilliseconds: number,
): Promise<Outcome<Result>> {
  const timeout = isTimed(timeoutMilliseconds) ? { signal: AbortSignal.timeout(timeoutMilliseconds) } : {};
  return new Promise((resolve) => {
    const lose = (reason: string) => {
      onBroken.delete(lose);
      resolve({ kind: 'lost', reason });
    };
    onBroken.add(lose);
    piscina.run(task, timeout).then(
      (result: Result) => {
        onBroken.delete(lose);
        resolve({ kind: 'done', result });
      },
      (error: unknown) => lose(isTimeout(error) ? tooLong(timeoutMilliseconds) : messageOf(error)),
    );
  });
}

/**
 * Starts `threads` workers from `filename`. A task that takes longer than the timeout is lost with its
 * worker.
 *
 * @throws GradvarError WORKER_UNAVAILABLE if the file is missing, or from `run` if no worker can be started.
 */
export function startWorkerPool<Task, Result>(
  threads: number,
  timeoutMilliseconds = Infinity,
  filename: string = workerFile(),
): WorkerPool<Task, Result> {
  if (!existsSync(filename)) {
    throw unavailable(`the worker file ${filename} is missing`);
  }
  let generation = startGeneration(filename, threads);
  let brokenInARow = 0;
  let destroyed = false;
  // With a timeout no task waits inside the pool, for others or for a thread that starts: the clock is the
  // task's alone.
  const slots = isTimed(timeoutMilliseconds) ? slotsFor(threads) : undefined;

  async function run(task: Task): Promise<Outcome<Result>> {
    await slots?.take();
    try {
      return await attempt(task);
    } finally {
      slots?.give();
    }
  }

  async function attempt(task: Task): Promise<Outcome<Result>> {
    if (destroyed) return { kind: 'lost', reason: 'the worker pool was stopped' };
    if (brokenInARow >= BROKEN_POOLS_IN_A_ROW) {
      return { kind: 'lost', reason: 'no worker thread can be started' };
    }
    const mine = generation;
    if (slots !== undefined) await mine.allReady();
    const outcome = await outcomeOf<Result>(mine, task, timeoutMilliseconds);
    if (outcome.kind === 'done') brokenInARow = 0;
    else if (mine.piscina.threads.length === 0 && mine === generation && !destroyed) {
      brokenInARow += 1;
      void mine.piscina.destroy();
      generation = startGeneration(filename, threads);
    }
    return outcome;
  }

  async function destroy(): Promise<void> {
    destroyed = true;
    await generation.piscina.destroy();
  }

  return { run, destroy };
}

/** A time that no timer can wait is as good as none. */
function isTimed(milliseconds: number): boolean {
  return milliseconds <= LONGEST_TIMER;
}

function messageOf(error: unknown): string {
  // An unclonable result rejects with a plain object that is no Error.
  return error instanceof Error ? error.message : 'the worker answered something that cannot be sent';
}

function unavailable(message: string): GradvarError {
  return new GradvarError(
    'WORKER_UNAVAILABLE',
    EXIT.internal,
    message,
    'reinstall gradvar, or run `npm run build`',
  );
}

/** At most so many at a time; the others wait in turn. */
function slotsFor(count: number): { readonly take: () => Promise<void>; readonly give: () => void } {
  const waiting: (() => void)[] = [];
  let free = count;
  return {
    async take() {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    give() {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function tooLong(milliseconds: number): string {
  return `it took longer than ${milliseconds / 1000} s`;
}
