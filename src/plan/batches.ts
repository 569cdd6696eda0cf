import type { Batch, BatchIntegrand, BlockRun, OracleTask } from './batch.ts';
import { pieceCost } from './piece-cost.ts';
import type { Piece } from './pieces.ts';
import type { Plan } from './plan.ts';
import { piecesOfShard, WHOLE, type Shard, type Wanted } from './shard.ts';

export interface BatchOptions extends Wanted {
  /** Estimated work that a batch aims at; a batch closes with the first piece that reaches it. */
  readonly targetNanoseconds: number;
  readonly shard: Shard;
}

const everything: BatchOptions = {
  targetNanoseconds: 20_000_000,
  shard: WHOLE,
  needsBlock: () => true,
  needsPoint: () => true,
};

/**
 * The work of a shard of a plan as batches, lazily and in plan order: many small cells together, a big cell
 * split between blocks. Each wanted block and point is in exactly one batch; a point is never in a later
 * batch than a block of its cells. No batch is empty. Memory does not grow with the plan.
 *
 * Errors: FORMULA_INVALID for a formula that does not compile, which a plan made by `resolve` never holds.
 */
export function* batches(plan: Plan, options: Partial<BatchOptions> = {}): Generator<Batch> {
  const { targetNanoseconds, shard, ...wanted } = { ...everything, ...options };
  const wantedPieces = piecesOfShard(plan, shard, wanted);
  const next = (): Piece | undefined => {
    const found = wantedPieces.next();
    return found.done === true ? undefined : found.value;
  };
  const nextBatch = batcher(plan, targetNanoseconds);
  for (let batch = nextBatch(next); batch !== undefined; batch = nextBatch(next)) yield batch;
}

/**
 * Makes a batch of the next pieces, until they reach the target or none comes; undefined if none comes at
 * all.
 */
export function batcher(
  plan: Plan,
  targetNanoseconds: number,
): (next: () => Piece | undefined) => Batch | undefined {
  const costOf = pieceCost(plan);
  let index = 0;
  return (next) => {
    const open = emptyBatch();
    do {
      const piece = next();
      if (piece === undefined) break;
      add(open, piece, plan.trials);
      open.nanoseconds += costOf(piece);
    } while (open.nanoseconds < targetNanoseconds);
    if (open.nanoseconds === 0) return undefined;
    index += 1;
    return seal(open, index - 1, plan);
  };
}

/** A batch while it is being filled. */
interface OpenBatch {
  /**
   * Integrand point of the last slot; pieces mostly come in plan order, so that a slot is hardly needed again
   * once left.
   */
  lastIntegrand: number;
  readonly integrands: BatchIntegrand[];
  readonly points: OracleTask[];
  readonly runs: BlockRun[];
  nanoseconds: number;
}

function emptyBatch(): OpenBatch {
  return { lastIntegrand: -1, integrands: [], points: [], runs: [], nanoseconds: 0 };
}

function seal(open: OpenBatch, index: number, { seed, estimators, components, m }: Plan): Batch {
  const { integrands, points, runs, nanoseconds } = open;
  const asked = { estimators, components, m };
  return { index, seed, asked, integrands, points, runs, nanoseconds };
}

function add(open: OpenBatch, piece: Piece, trials: number): void {
  const { integrand, mu, sigma } = piece.at;
  if (integrand.index !== open.lastIntegrand) {
    open.lastIntegrand = integrand.index;
    const { formula, parameters, dimension } = integrand;
    open.integrands.push({ formula, parameters, dimension });
  }
  const slot = open.integrands.length - 1;
  if (piece.kind === 'point') {
    open.points.push({ point: piece.point, slot, mu, sigma });
    return;
  }
  const { cell, m, block } = piece;
  const last = open.runs.at(-1);
  if (last?.cell === cell && last.first + last.count === block) {
    open.runs[open.runs.length - 1] = { ...last, count: last.count + 1 };
  } else {
    open.runs.push({ cell, slot, mu, sigma, m, trials, first: block, count: 1 });
  }
}
