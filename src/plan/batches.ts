import type { Batch, BatchIntegrand, BlockRun, OracleTask } from './batch.ts';
import { askedOf } from './asked.ts';
import { boundParameters } from './cell.ts';
import type { GuidePoint } from '../estimators/guide-point.ts';
import { pieceCost } from './piece-cost.ts';
import type { IntegrandPoint } from './points.ts';
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
  const asked = askedOf(plan);
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
    const { integrands, points, runs, nanoseconds } = open;
    return { index: index - 1, seed: plan.seed, asked, integrands, points, runs, nanoseconds };
  };
}

/** A batch while it is being filled. */
interface OpenBatch {
  /**
   * The last slot; pieces mostly come in plan order, so that a slot is hardly needed again
   * once left.
   */
  last: Slot | null;
  readonly integrands: BatchIntegrand[];
  readonly points: OracleTask[];
  readonly runs: BlockRun[];
  nanoseconds: number;
}

function emptyBatch(): OpenBatch {
  return { last: null, integrands: [], points: [], runs: [], nanoseconds: 0 };
}

/** What an integrand of a batch is of: where r knows its law of Z, each law has a slot. */
interface Slot {
  readonly integrand: number;
  readonly guidePoint: GuidePoint | null;
}

function add(open: OpenBatch, piece: Piece, trials: number): void {
  const { integrand, guidePoint } = piece.at;
  const slotOf: Slot = {
    integrand: integrand.index,
    guidePoint: integrand.knows.length === 0 ? null : guidePoint,
  };
  if (open.last?.integrand !== slotOf.integrand || open.last.guidePoint !== slotOf.guidePoint) {
    open.last = slotOf;
    open.integrands.push(batchIntegrand(integrand, guidePoint));
  }
  const slot = open.integrands.length - 1;
  if (piece.kind === 'point') {
    open.points.push({ point: piece.point, slot, guidePoint });
    return;
  }
  const { cell, m, block } = piece;
  const last = open.runs.at(-1);
  if (last?.cell === cell && last.first + last.count === block) {
    open.runs[open.runs.length - 1] = { ...last, count: last.count + 1 };
  } else {
    open.runs.push({ cell, slot, guidePoint, m, trials, first: block, count: 1 });
  }
}

/** An integrand as a worker gets it, at a law of Z. */
export function batchIntegrand(
  of: Pick<IntegrandPoint, 'formula' | 'parameters' | 'knows' | 'dimension'>,
  guidePoint: GuidePoint,
): BatchIntegrand {
  const { formula, parameters, knows, dimension } = of;
  const bound = boundParameters(of, guidePoint);
  const known = Object.fromEntries(knows.map((name) => [name, bound[name]!]));
  return { formula, parameters, known, dimension };
}
