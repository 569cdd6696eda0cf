import { requestedChannels } from '../estimators/measured/channels.ts';
import { askedOf } from './asked.ts';
import { blockTrials } from './blocks.ts';
import { blockNanoseconds, cellNanoseconds, integrandWork, type IntegrandWork } from './cost.ts';
import { wholeNanoseconds } from './estimate.ts';
import type { BlockPlace, Piece, WholePiece } from './pieces.ts';
import type { Plan, PlanIntegrand } from './plan.ts';

export type PieceCost = (piece: Piece | WholePiece) => number;

/**
 * Estimated nanoseconds of a piece of a plan: for the sizes of batches only. Each integrand is compiled once.
 */
export function pieceCost(plan: Plan): PieceCost {
  const channels = requestedChannels(askedOf(plan)).length;
  const works = new Map<PlanIntegrand, Map<number, IntegrandWork>>();
  const workOf = ({ of, integrand: { dimension }, guidePoint }: BlockPlace): IntegrandWork => {
    const known = works.get(of) ?? new Map<number, IntegrandWork>();
    const work = known.get(dimension) ?? integrandWork(of, dimension, channels, guidePoint);
    works.set(of, known.set(dimension, work));
    return work;
  };
  const wholes = new Map<IntegrandWork, number>();
  const wholeOf = (work: IntegrandWork): number => {
    const known = wholes.get(work) ?? wholeNanoseconds(plan, work);
    wholes.set(work, known);
    return known;
  };
  return (piece) => {
    const work = workOf(piece.at);
    if (piece.kind === 'whole') return wholeOf(work);
    if (piece.kind === 'point') return work.point;
    const { m, block } = piece;
    const ofCell = block === 0 ? cellNanoseconds(plan) : 0;
    return ofCell + blockNanoseconds(work.draw, blockTrials(plan.trials, m, block), m);
  };
}
