import { requestedChannels } from '../estimators/channels.ts';
import { blockCount, blockTrials } from './blocks.ts';
import { blockNanoseconds, integrandWork, type IntegrandWork } from './cost.ts';
import { dimensionsOf, type Plan } from './plan.ts';
import { integrandPointsOf, type IntegrandPoint } from './points.ts';

/** The least work that can be sent away: the oracle of one point, or one block of one cell. */
export type Piece =
  | { readonly kind: 'point'; readonly at: Place; readonly point: number; readonly nanoseconds: number }
  | {
      readonly kind: 'block';
      readonly at: Place;
      readonly cell: number;
      readonly m: number;
      readonly block: number;
      readonly nanoseconds: number;
    };

/** What the pieces of one point share. */
export interface Place {
  readonly integrand: IntegrandPoint;
  readonly mu: number;
  readonly sigma: number;
}

/** The pieces of a plan, lazily and in plan order: each point before the blocks of its cells. */
export function* pieces(plan: Plan): Generator<Piece> {
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
          yield* piecesOfPoint(plan, { integrand: bound, mu, sigma }, point, work);
          point += 1;
        }
      }
      first += 1;
    }
  }
}

function* piecesOfPoint(plan: Plan, at: Place, point: number, work: IntegrandWork): Generator<Piece> {
  yield { kind: 'point', at, point, nanoseconds: work.point };
  for (const [i, m] of plan.m.entries()) {
    const cell = point * plan.m.length + i;
    const blocks = blockCount(plan.trials, m);
    for (let block = 0; block < blocks; block += 1) {
      const nanoseconds = blockNanoseconds(work.draw, blockTrials(plan.trials, m, block), m);
      yield { kind: 'block', at, cell, m, block, nanoseconds };
    }
  }
}
