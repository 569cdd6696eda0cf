import { availableParallelism } from 'node:os';

/** How far a run has come; counts are exact, `fraction` is by estimated cost. */
export interface Progress {
  readonly cells: number;
  readonly cellsPlanned: number;
  readonly draws: number;
  /** Share of the estimated work that is done, 0 to 1. */
  readonly fraction: number;
  readonly milliseconds: number;
}

/** What a caller may choose about a run. None of it changes a number. */
export interface RunOptions {
  /** Worker threads; default: as many as the process may use. */
  readonly workers?: number;
  /** Stops the run: the rows end with a GradvarError INTERRUPTED. */
  readonly signal?: AbortSignal;
  /** Called after each batch. */
  readonly onProgress?: (progress: Progress) => void;
  /** Estimated work of a batch in nanoseconds; default 20 ms. */
  readonly batchNanoseconds?: number;
  /** Compiled worker to run instead of gradvar's own; tests of faults use it. */
  readonly workerFile?: string;
}

export type ResolvedRunOptions = Required<RunOptions>;

export function resolveRunOptions(options: RunOptions, workerFile: string): ResolvedRunOptions {
  return {
    workers: options.workers ?? availableParallelism(),
    signal: options.signal ?? new AbortController().signal,
    onProgress: options.onProgress ?? (() => undefined),
    batchNanoseconds: options.batchNanoseconds ?? 20_000_000,
    workerFile: options.workerFile ?? workerFile,
  };
}
