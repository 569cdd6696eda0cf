import { requestedChannels } from '../estimators/channels.ts';
import { blockCount, blockTrials } from './blocks.ts';
import { blockNanoseconds, CELL, integrandWork, type IntegrandWork } from './cost.ts';
import { dimensionsOf, type Plan } from './plan.ts';
import { integrandPointsOf, type IntegrandPoint } from './points.ts';

/** The least work that can be sent away: the oracle of one point, or one block of one cell. */
export type Piece = PointPiece | BlockPiece;

export interface PointPiece {
  readonly kind: 'point';
  readonly at: Place;
  readonly point: number;
  readonly nanoseconds: number;
}

export interface BlockPiece {
  readonly kind: 'block';
  readonly at: Place;
  readonly cell: number;
  readonly m: number;
  readonly block: number;
  readonly nanoseconds: number;
}

/** What the pieces of one point share. */
export interface Place {
  readonly integrand: IntegrandPoint;
  readonly mu: number;
  readonly sigma: number;
  readonly work: IntegrandWork;
}

/** The oracles of the points of a plan, lazily and in plan order. */
export function* pointPieces(plan: Plan): Generator<PointPiece> {
  const channels = requestedChannels(plan.estimators, plan.components).length;
  const dimensions = dimensionsOf(plan);
  let point = 0;
  let first = 0;
  for (const integrand of plan.integrands) {
    const works = new Map(dimensions.map((each) => [each, integrandWork(integrand, each, channels)]));
    for (const bound of integrandPointsOf(integrand, dimensions, first)) {
      const work = works.get(bound.dimension)!;
      for (const mu of plan.mu) {
        for (const sigma of plan.sigma) {
          const at = { integrand: bound, mu, sigma, work };
          yield { kind: 'point', at, point, nanoseconds: work.point };
          point += 1;
        }
      }
      first += 1;
    }
  }
}

/** A block of a cell, by index in plan order, at a place. */
export function blockPiece({ trials, m: sizes }: Plan, at: Place, cell: number, block: number): BlockPiece {
  const m = sizes[cell % sizes.length]!;
  const ofCell = block === 0 ? CELL : 0;
  const nanoseconds = ofCell + blockNanoseconds(at.work.draw, blockTrials(trials, m, block), m);
  return { kind: 'block', at, cell, m, block, nanoseconds };
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
