import { estimatePlan, pointNanoseconds } from './estimate.ts';
import { allBlocks, pieces, type BlocksOf, type Piece } from './pieces.ts';
import type { Plan } from './plan.ts';

/** The share of a plan that one machine does: the k-th of n, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Most shards of a plan. */
export const MOST_SHARDS = 100_000;

export const WHOLE: Shard = { index: 1, count: 1 };

/** Stretches for each shard: the more, the better the balance where the estimates of the cost are off. */
const STRETCHES = 64;

/**
 * Which shard, from 1, does each piece of a plan; to be called with all pieces, in plan order; with a precision, with
 * all points and any blocks.
 *
 * The plan is cut, in its order, into stretches of about equal estimated cost; each goes to the shard that has the least
 * so far. A shard is empty where there are more shards than pieces. With a precision a point and the blocks of its cells
 * stay together, for whether a cell ends is told by all of them.
 */
export function shardDealer(plan: Plan, count: number): (piece: Piece) => number {
  if (count === 1) return () => 1;
  const stretch = estimatePlan(plan).nanoseconds / (STRETCHES * count);
  const loads = new Float64Array(count);
  let owner = 0;
  let left = 0;
  const deal = (nanoseconds: number): number => {
    if (left <= 0) {
      owner = least(loads);
      left = stretch;
    }
    left -= nanoseconds;
    loads[owner]! += nanoseconds;
    return owner + 1;
  };
  if (plan.precision === undefined) return ({ nanoseconds }) => deal(nanoseconds);
  return ({ kind, at }) => (kind === 'point' ? deal(pointNanoseconds(plan, at.work)) : owner + 1);
}

/** Index of the first of the least. */
function least(loads: Float64Array): number {
  return loads.reduce((found, load, i) => (load < loads[found]! ? i : found), 0);
}

/** Which pieces are still to be done here: a shard or a resumed run wants only some. */
export interface Wanted {
  /** Is this block of this cell (index in plan order)? */
  readonly needsBlock: (cell: number, block: number) => boolean;
  /** Are the exact quantities of this point (index in plan order)? */
  readonly needsPoint: (point: number) => boolean;
}

/** The wanted pieces of a shard, lazily and in plan order. */
export function* piecesOfShard(
  plan: Plan,
  shard: Shard,
  { needsBlock, needsPoint }: Wanted,
  blocksOf: BlocksOf = allBlocks(plan),
): Generator<Piece> {
  const owner = shardDealer(plan, shard.count);
  for (const piece of pieces(plan, blocksOf)) {
    if (owner(piece) !== shard.index) continue;
    if (piece.kind === 'point' ? needsPoint(piece.point) : needsBlock(piece.cell, piece.block)) yield piece;
  }
}
