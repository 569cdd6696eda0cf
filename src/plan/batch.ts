import type { Asked } from '../estimators/asked.ts';
import type { Parameters } from '../formula/tree/tree.ts';
import type { GuidePoint } from '../estimators/guide-point.ts';

/*
 * A batch: what a worker gets as one task. Plain data that clones cheaply; entries name their integrand by
 * its slot in `integrands`, which holds only those in use. How work is cut into batches never changes a
 * number.
 */

export interface BatchIntegrand {
  /** Canonical formula, parameters by name. */
  readonly formula: string;
  readonly parameters: Parameters;
  /** Values of the names in the formula that are none of its parameters. */
  readonly known: Parameters;
  /** Coordinates of Z. */
  readonly dimension: number;
}

/** The exact quantities of one point are to be found. */
export interface OracleTask {
  /** The point (integrand point, law of Z), from 0 in plan order. */
  readonly point: number;
  /** Index into the batch's integrands. */
  readonly slot: number;
  readonly guidePoint: GuidePoint;
}

/** A run of consecutive blocks of one cell: blocks first, first + 1, …, first + count − 1. */
export interface BlockRun {
  /** Index of the cell in plan order. */
  readonly cell: number;
  /** Index into the batch's integrands. */
  readonly slot: number;
  readonly guidePoint: GuidePoint;
  readonly m: number;
  /** Planned trials of the whole cell: those of a block are `blockTrials(trials, m, block)`. */
  readonly trials: number;
  readonly first: number;
  readonly count: number;
}

export interface Batch {
  /** From 0, in the order in which batches were made. */
  readonly index: number;
  /** With a cell's content it gives the cell's key. */
  readonly seed: string;
  readonly asked: Asked;
  readonly integrands: readonly BatchIntegrand[];
  /** Oracle tasks, in plan order. */
  readonly points: readonly OracleTask[];
  /** Blocks, in plan order. */
  readonly runs: readonly BlockRun[];
  /** Estimated work of the whole batch, in nanoseconds on one core. */
  readonly nanoseconds: number;
}
