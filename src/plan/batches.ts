import type { Batch, BatchIntegrand, BlockRun, OracleTask } from './batch.ts';
import { rowPlanOf } from './asked.ts';
import { boundParameters } from './cell.ts';
import type { GuidePoint } from '../estimators/guide-point.ts';
import { pieceCost, type PieceCost } from './piece-cost.ts';
import type { IntegrandPoint } from './points.ts';
import type { Piece, WholePiece } from './pieces.ts';
import type { Plan } from './plan.ts';
import { piecesOfShard, WHOLE, type Shard, type Wanted } from './shard.ts';

export interface BatchOptions extends Wanted {
  /**
   * Estimated work that a batch aims at; a batch closes with the first piece that reaches it, and before one
   * that takes as long alone: what is soon done need not wait for it.
   */
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
  const nextBatch = batcher(plan, { costOf: pieceCost(plan), targetNanoseconds, gridTag: null });
  for (let batch = nextBatch(next); batch !== undefined; batch = nextBatch(next)) yield batch;
}

export interface BatcherOptions {
  readonly costOf: PieceCost;
  readonly targetNanoseconds: number;
  /** That of the journal, where the workers are to write its lines. */
  readonly gridTag: string | null;
}

/**
 * Makes a batch of the next pieces, until they reach the target or none comes; undefined if none comes at
 * all.
 */
export function batcher(
  plan: Plan,
  { costOf, targetNanoseconds, gridTag }: BatcherOptions,
): (next: () => Piece | WholePiece | undefined) => Batch | undefined {
  const common = { seed: plan.seed, ...rowPlanOf(plan), gridTag };
  let index = 0;
  let held: Piece | WholePiece | undefined;
  return (next) => {
    const open = emptyBatch();
    do {
      const piece = held ?? next();
      held = undefined;
      if (piece === undefined) break;
      const cost = costOf(piece);
      if (open.nanoseconds > 0 && cost >= targetNanoseconds) {
        held = piece;
        break;
      }
      add(open, piece, plan.trials);
      open.nanoseconds += cost;
    } while (open.nanoseconds < targetNanoseconds);
    if (open.nanoseconds === 0) return undefined;
    index += 1;
    const { last: _, ...content } = open;
    return { index: index - 1, ...common, ...content };
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
  readonly wholes: OracleTask[];
  readonly points: OracleTask[];
  readonly runs: BlockRun[];
  nanoseconds: number;
}

function emptyBatch(): OpenBatch {
  return { last: null, integrands: [], wholes: [], points: [], runs: [], nanoseconds: 0 };
}

/** What an integrand of a batch is of: where r knows its law of Z, each law has a slot. */
interface Slot {
  readonly integrand: number;
  readonly guidePoint: GuidePoint | null;
}

function add(open: OpenBatch, piece: Piece | WholePiece, trials: number): void {
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
  if (piece.kind !== 'block') {
    const tasks = piece.kind === 'point' ? open.points : open.wholes;
    tasks.push({ point: piece.point, slot, guidePoint });
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

/** An integrand as a worker gets it, at a law of Z: with the values of what it knows of that. */
export function batchIntegrand<Of extends Pick<IntegrandPoint, 'parameters' | 'knows'>>(
  of: Of,
  guidePoint: GuidePoint,
): Of & Pick<BatchIntegrand, 'known'> {
  const bound = boundParameters(of, guidePoint);
  return { ...of, known: Object.fromEntries(of.knows.map((name) => [name, bound[name]!])) };
}
