import { blockTrials } from './blocks.ts';
import { pointCount } from './cells.ts';
import { hasOneLook } from './looks.ts';
import { allBlocks, blockPiece, pieces, type BlocksOf, type Piece, type PointPiece } from './pieces.ts';
import { dimensionsOf, type Plan } from './plan.ts';

/**
 * The share of a plan that one machine does: the k-th of n, from 1.
 *
 * @example
 * const second: Shard = { index: 2, count: 4 };
 */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export const WHOLE: Shard = { index: 1, count: 1 };

/**
 * Most shards of a plan, whoever asks for them: a hundred times as many as the array jobs of most sites have.
 */
export const MOST_SHARDS = 100_000;

/** The k-th of n shards, whoever names them; undefined if there is none. */
export function shardAt(index: number, count: number): Shard | undefined {
  return index >= 1 && index <= count && count <= MOST_SHARDS ? { index, count } : undefined;
}

/** `k/n`, or null for the whole. */
export function shardText(shard: Shard | null): string | null {
  return shard === null ? null : `${shard.index}/${shard.count}`;
}

/** The shard that `k/n` names; undefined if it names none. */
export function shardOfText(text: string): Shard | undefined {
  const [, k, n] = /^([1-9]\d{0,8})\/([1-9]\d{0,8})$/.exec(text) ?? [];
  return shardAt(Number(k), Number(n));
}

/**
 * The version of the rules below: shards that were dealt by others do not cover a plan together. Raise it
 * with every change of them. (1 dealt by estimated time, and so changed whenever an estimate did.)
 */
export const DEALING = 2;

/**
 * Stretches for each shard: the more, the better the balance where draws of one integrand take longer than of
 * another.
 */
const STRETCHES = 64;

/**
 * Which shard, from 1, does each piece of a plan; to be called with all pieces, in plan order; where cells
 * have several looks, with all points and any blocks.
 *
 * Only what the plan says is counted, never what it is thought to take: points one by one, blocks by their
 * draws, times their coordinates. Both are cut, in plan order, into stretches. Where cells have several looks
 * a point and the blocks of its cells stay together, for whether a cell ends is told by all of them. A shard
 * is empty where there are more shards than pieces.
 */
export function shardDealer(plan: Plan, count: number): (piece: Piece) => number {
  if (count === 1) return () => 1;
  const dimensions = dimensionsOf(plan);
  const points = pointCount(plan);
  const coordinates = (points / dimensions.length) * dimensions.reduce((sum, each) => sum + each, 0);
  if (!hasOneLook(plan)) {
    const deal = dealer(count, coordinates);
    let owner = 1;
    return ({ kind, at }) => (kind === 'point' ? (owner = deal(at.integrand.dimension)) : owner);
  }
  const dealPoint = dealer(count, points);
  const draws = plan.m.reduce((sum, m) => sum + m * plan.trials, 0);
  const dealBlock = dealer(count, coordinates * draws);
  return (piece) => {
    if (piece.kind === 'point') return dealPoint(1);
    const { at, m, block } = piece;
    return dealBlock(at.integrand.dimension * m * blockTrials(plan.trials, m, block));
  };
}

/**
 * Deals weights, whole numbers from 1 with this total, to shards in rounds: in each, every shard takes what
 * comes until it has its stretches so far; one that has them already, from a great weight, sits out. So none
 * ever has more than the mean, a stretch and the greatest weight.
 */
function dealer(count: number, total: number): (weight: number) => number {
  const stretch = Math.max(1, Math.ceil(total / (STRETCHES * count)));
  const loads = new Float64Array(count);
  let owner = 0;
  let due = stretch;
  return (weight) => {
    while (loads[owner]! >= due) {
      owner += 1;
      if (owner < count) continue;
      owner = 0;
      due += stretch;
    }
    loads[owner]! += weight;
    return owner + 1;
  };
}

/** What of a point and its cells a shard does. */
export interface Share {
  readonly hasPoint: boolean;
  /** To be asked of all blocks of the first look of each cell, in plan order, before the next point. */
  readonly hasBlock: (cell: number, block: number) => boolean;
}

/**
 * The share of a shard in each point of a plan, null for none; to be called with all points, in plan order.
 */
export function sharesOf(plan: Plan, shard: Shard): (piece: PointPiece) => Share | null {
  const owner = shardDealer(plan, shard.count);
  const isByBlock = hasOneLook(plan) && shard.count > 1;
  const whole: Share = { hasPoint: true, hasBlock: () => true };
  return (piece) => {
    const hasPoint = owner(piece) === shard.index;
    if (!isByBlock) return hasPoint ? whole : null;
    const hasBlock = (cell: number, block: number) =>
      owner(blockPiece(plan, piece.at, cell, block)) === shard.index;
    return { hasPoint, hasBlock };
  };
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
