import { batchNanoseconds } from '../plan/batch-size.ts';
import type { Plan } from '../plan/plan.ts';
import type { Shard } from '../plan/shard.ts';
import type { Durability } from '../folder/journal/writer.ts';
import { defaultWorkers } from './pool/default-workers.ts';

/**
 * How far a run has come; counts are exact, `fraction` is by estimated cost, with a precision by cells.
 *
 * @example
 * const percent = ({ fraction }: Progress) => `${(100 * fraction).toFixed(0)} %`;
 */
export interface Progress {
  readonly cells: number;
  readonly cellsPlanned: number;
  readonly draws: number;
  /** Share of the estimated work that is done, 0 to 1. */
  readonly fraction: number;
  readonly milliseconds: number;
}

/**
 * What a caller may choose about a run. None of it changes a number.
 *
 * @example
 * const options: RunOptions = { workers: 2, signal: AbortSignal.timeout(60_000) };
 */
export interface RunOptions {
  /** Worker threads; default: as many as the process may use. */
  readonly workers?: number;
  /** Stops the run: nothing further is started, and it ends with a GradvarError INTERRUPTED. */
  readonly signal?: AbortSignal;
  /** How long blocks under way may go on once the run is stopped; default 5000. */
  readonly graceMilliseconds?: number;
  /**
   * Longest time of a batch in its worker; default Infinity. What takes longer is tried once more, then
   * fails.
   */
  readonly batchTimeoutMilliseconds?: number;
  /** Called after each batch. */
  readonly onProgress?: (progress: Progress) => void;
  /** Estimated work of a batch in nanoseconds; default 20 to 50 ms, the longer the run the more. */
  readonly batchNanoseconds?: number;
  /** Compiled worker to run instead of gradvar's own; tests of faults use it. */
  readonly workerFile?: string;
}

/**
 * The same for a run into a folder.
 *
 * @example
 * const options: FolderRunOptions = { workers: 2, journal: 'record', resume: 'only' };
 */
export interface FolderRunOptions extends RunOptions {
  /** The share of the plan to do, without a summary; default null, all of it and its summary. */
  readonly shard?: Shard | null;
  /** How soon finished blocks are safe in the journal, or `off` for no journal; default `group`. */
  readonly journal?: Durability | 'off';
  /** Whether to go on with what the folder holds; default `auto`: if there is anything. */
  readonly resume?: 'auto' | 'never' | 'only';
  /** Moves what the folder holds aside; default false. */
  readonly restart?: boolean;
  /** Told what a user should know: a torn journal, work found done. */
  readonly onNotice?: (text: string) => void;
}

export type ResolvedRunOptions = Required<RunOptions>;
export type ResolvedFolderRunOptions = Required<FolderRunOptions>;

export function resolveRunOptions(plan: Plan, options: RunOptions, workerFile: string): ResolvedRunOptions {
  const workers = options.workers ?? defaultWorkers();
  return {
    workers,
    signal: options.signal ?? new AbortController().signal,
    graceMilliseconds: options.graceMilliseconds ?? 5000,
    batchTimeoutMilliseconds: options.batchTimeoutMilliseconds ?? Infinity,
    onProgress: options.onProgress ?? (() => undefined),
    batchNanoseconds: options.batchNanoseconds ?? batchNanoseconds(plan, workers),
    workerFile: options.workerFile ?? workerFile,
  };
}

export function resolveFolderRunOptions(
  plan: Plan,
  options: FolderRunOptions,
  workerFile: string,
): ResolvedFolderRunOptions {
  return {
    ...resolveRunOptions(plan, options, workerFile),
    shard: options.shard ?? null,
    journal: options.journal ?? 'group',
    resume: options.resume ?? 'auto',
    restart: options.restart ?? false,
    onNotice: options.onNotice ?? (() => undefined),
  };
}
