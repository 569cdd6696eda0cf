import { requestedChannels } from '../estimators/measured/channels.ts';
import { askedOf } from './asked.ts';
import { blockTrials } from './blocks.ts';
import { blockNanoseconds, CELL, integrandWork, type IntegrandWork } from './cost.ts';
import type { Piece, BlockPlace } from './pieces.ts';
import type { Plan, PlanIntegrand } from './plan.ts';

/**
 * Estimated nanoseconds of a piece of a plan: for the sizes of batches only. Each integrand is compiled once.
 */
export function pieceCost(plan: Plan): (piece: Piece) => number {
  const channels = requestedChannels(askedOf(plan)).length;
  const works = new Map<PlanIntegrand, Map<number, IntegrandWork>>();
  const workOf = ({ of, integrand: { dimension }, guidePoint }: BlockPlace): IntegrandWork => {
    const known = works.get(of) ?? new Map<number, IntegrandWork>();
    const work = known.get(dimension) ?? integrandWork(of, dimension, channels, guidePoint);
    works.set(of, known.set(dimension, work));
    return work;
  };
  return (piece) => {
    const { draw, point } = workOf(piece.at);
    if (piece.kind === 'point') return point;
    const { m, block } = piece;
    const ofCell = block === 0 ? CELL : 0;
    return ofCell + blockNanoseconds(draw, blockTrials(plan.trials, m, block), m);
  };
}
