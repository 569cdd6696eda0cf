import { blockCount } from './blocks.ts';
import { guideOf } from './guide.ts';
import type { GuidePoint } from '../estimators/guide-point.ts';
import { dimensionsOf, type Plan, type PlanIntegrand } from './plan.ts';
import { integrandPointsOf, type IntegrandPoint } from './points.ts';

/** The least work that can be sent away: the oracle of one point, or one block of one cell. */
export type Piece = PointPiece | BlockPiece;

/** A point with all blocks of all its cells. */
export interface WholePiece {
  readonly kind: 'whole';
  readonly at: BlockPlace;
  readonly point: number;
}

export interface PointPiece {
  readonly kind: 'point';
  readonly at: BlockPlace;
  readonly point: number;
}

export interface BlockPiece {
  readonly kind: 'block';
  readonly at: BlockPlace;
  readonly cell: number;
  readonly m: number;
  readonly block: number;
}

/** What the pieces of one point share. */
export interface BlockPlace {
  /** What of the plan the integrand is a point of. */
  readonly of: PlanIntegrand;
  readonly integrand: IntegrandPoint;
  readonly guidePoint: GuidePoint;
}

/** The oracles of the points of a plan, lazily and in plan order. */
export function* pointPieces(plan: Plan): Generator<PointPiece> {
  const dimensions = dimensionsOf(plan);
  const guide = guideOf(plan);
  let point = 0;
  let first = 0;
  for (const of of plan.integrands) {
    for (const integrand of integrandPointsOf(of, dimensions, first)) {
      for (let i = 0; i < guide.count; i += 1) {
        yield { kind: 'point', at: { of, integrand, guidePoint: guide.at(i) }, point };
        point += 1;
      }
      first += 1;
    }
  }
}

/** A block of a cell, by index in plan order, at a place. */
export function blockPiece({ m: sizes }: Plan, at: BlockPlace, cell: number, block: number): BlockPiece {
  return { kind: 'block', at, cell, m: sizes[cell % sizes.length]!, block };
}

/** How many of its first blocks a cell, by index in plan order, needs. */
export type BlocksOf = (cell: number) => number;

/** All blocks of every cell of a plan: as many as are needed unless it has a precision. */
export function allBlocks({ trials, m }: Plan): BlocksOf {
  return (cell) => blockCount(trials, m[cell % m.length]!);
}

/** The pieces of a plan, lazily and in plan order: each point before the blocks of its cells. */
export function* pieces(plan: Plan, blocksOf: BlocksOf = allBlocks(plan)): Generator<Piece> {
  const cells = plan.m.length;
  for (const piece of pointPieces(plan)) {
    yield piece;
    for (let cell = piece.point * cells; cell < (piece.point + 1) * cells; cell += 1) {
      const blocks = blocksOf(cell);
      for (let block = 0; block < blocks; block += 1) yield blockPiece(plan, piece.at, cell, block);
    }
  }
}
