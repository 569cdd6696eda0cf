import type { Parameters } from '../formula/tree/tree.ts';
import type { GuidePoint } from '../estimators/guide-point.ts';
import type { RowPlan } from './asked.ts';
import { blockCount } from './blocks.ts';
import type { IntegrandPoint } from './points.ts';

/*
 * A batch: what a worker gets as one task. Plain data that clones cheaply; entries name their integrand by
 * its slot in `integrands`, which holds only those in use. How work is cut into batches never changes a
 * number.
 */

export interface BatchIntegrand extends IntegrandPoint {
  /** Values of the names in the formula that are none of its parameters. */
  readonly known: Parameters;
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

export interface Batch extends RowPlan {
  /** From 0, in the order in which batches were made. */
  readonly index: number;
  /** With a cell's content it gives the cell's key. */
  readonly seed: string;
  /** What the lines of the journal name; null where the coordinator wants none. */
  readonly gridTag: string | null;
  readonly integrands: readonly BatchIntegrand[];
  /** Points of which all is to be done: exact quantities, every block of their cells, and their rows. */
  readonly wholes: readonly OracleTask[];
  /** Oracle tasks, in plan order. */
  readonly points: readonly OracleTask[];
  /** Blocks, in plan order. */
  readonly runs: readonly BlockRun[];
  /** Estimated work of the whole batch, in nanoseconds on one core. */
  readonly nanoseconds: number;
}

/** A batch with the work on its whole points among its other points and runs, behind them. */
export function withoutWholes(batch: Batch): Batch {
  const { wholes, asked, trials } = batch;
  if (wholes.length === 0) return batch;
  const runs = wholes.flatMap(({ point, slot, guidePoint }) =>
    asked.m.map((m, i): BlockRun => {
      const cell = point * asked.m.length + i;
      return { cell, slot, guidePoint, m, trials, first: 0, count: blockCount(trials, m) };
    }),
  );
  return { ...batch, wholes: [], points: [...batch.points, ...wholes], runs: [...batch.runs, ...runs] };
}
